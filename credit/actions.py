"""The verbs of the desk. Each takes the book and the facts of one action and gives back a change; it writes nothing.

What the trade does not allow is refused here, once, whichever face asked for it. The book is looked at as known on the day of
the action: what was learnt later is neither changed nor leant on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from credit.account import Account, Fact, fact_key
from credit.activity import Acknowledgement, Channel, Contact, Dispute, DisputeReason, Hold, Outcome, Promise
from credit.alerts import Alert
from credit.book import Book
from credit.change import Change
from credit.money import Money
from credit.problem import RefusedChange, UnknownBuyer
from credit.report import CreditReport, RiskEvent

__all__ = [
    "DISPUTE_REASONS",
    "Hand",
    "accept_report",
    "acknowledge",
    "log_contact",
    "open_dispute",
    "release",
    "snooze",
    "take_promise",
]

DISPUTE_REASONS = tuple(reason.value for reason in DisputeReason)
"""As they are typed and stored."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts, on which day, and the mark that tells this action's facts from everybody else's."""

    who: str
    on: date
    mark: str
    """Any text that no other action has; two desks never give the same one."""


def log_contact(
    book: Book,
    hand: Hand,
    customer_id: str,
    channel: Channel,
    outcome: Outcome = Outcome.NONE,
    text: str = "",
    invoices: Sequence[str] = (),
) -> Change:
    """Record a call, mail, letter, visit, message or note."""
    _known_invoices(_known(book, hand, customer_id), invoices)
    fact = Contact(hand.mark, customer_id, hand.on, hand.on, channel, outcome, tuple(invoices), text, hand.who)
    return Change("log_contact", (fact,), who=hand.who)


def take_promise(
    book: Book,
    hand: Hand,
    customer_id: str,
    amount: Money,
    promised_for: date,
    invoices: Sequence[str] = (),
    text: str = "",
) -> Change:
    """Record the buyer's word to pay `amount` by a day; refused for a day gone by or an amount that is not positive."""
    _known_invoices(_known(book, hand, customer_id), invoices)
    if amount.minor <= 0:
        raise RefusedChange(reason="promise_amount")
    if promised_for < hand.on:
        raise RefusedChange(reason="promise_day", day=promised_for, on=hand.on)
    fact = Promise(hand.mark, customer_id, hand.on, hand.on, amount, promised_for, tuple(invoices), text, hand.who)
    return Change("take_promise", (fact,), who=hand.who)


def open_dispute(book: Book, hand: Hand, customer_id: str, reason: str, invoices: Sequence[str] = (), text: str = "") -> Change:
    """Record that the buyer contests invoices, or its whole balance where none is named."""
    _known_invoices(_known(book, hand, customer_id), invoices)
    if reason not in DISPUTE_REASONS:
        raise RefusedChange(reason="dispute_reason", given=reason)
    fact = Dispute(hand.mark, customer_id, hand.on, hand.on, reason, tuple(invoices), None, text, hand.who)
    return Change("open_dispute", (fact,), who=hand.who)


def snooze(book: Book, hand: Hand, customer_id: str, until: date, reason: str) -> Change:
    """Leave the buyer alone until a day, with a reason; refused beyond the policy's number of days."""
    _known(book, hand, customer_id)
    most = book.policy.steps.snooze_most_days
    if not hand.on < until <= hand.on + timedelta(days=most):
        raise RefusedChange(reason="snooze_day", until=until, days=most)
    if not reason.strip():
        raise RefusedChange(reason="reason_owed")
    return Change("snooze", (Hold(hand.mark, customer_id, hand.on, hand.on, until, reason, hand.who),), who=hand.who)


def release(book: Book, hand: Hand, customer_id: str) -> Change:
    """End every hold that runs and close every dispute that is open; refused where there is neither."""
    account = _known(book, hand, customer_id)
    ended: list[Fact] = [replace(hold, until=hand.on, learnt_on=hand.on) for hold in account.holds if hold.runs_on(hand.on)]
    ended += [replace(each, closed_on=hand.on, learnt_on=hand.on) for each in account.disputes if each.open_on(hand.on)]
    if not ended:
        raise RefusedChange(reason="nothing_held", id=customer_id)
    return Change("release", tuple(ended), who=hand.who)


def acknowledge(hand: Hand, alerts: Iterable[Alert]) -> Change:
    """Mark alerts as seen; they stand on, but no longer shout."""
    seen = (Acknowledgement(alert.id, alert.customer_id, hand.on, hand.on, hand.who) for alert in alerts)
    return Change("acknowledge", tuple(seen), who=hand.who)


def accept_report(
    book: Book, hand: Hand, customer_id: str, report: CreditReport | None, events: Iterable[RiskEvent] = ()
) -> Change:
    """Take in what a provider answered; an event known by that day keeps the day it was first learnt."""
    known = _known(book, hand, customer_id).current()
    put: list[Fact] = [report] if report is not None else []
    put += [event for event in events if not _stands(known.get(fact_key(event)), event)]
    return Change("accept_report", tuple(put), who=hand.who)


def _known(book: Book, hand: Hand, customer_id: str) -> Account:
    """The account as known on the day of the action; raises `UnknownBuyer` where nobody knew it by then."""
    account = book.account(customer_id).as_known_on(hand.on)
    if not account:
        raise UnknownBuyer(id=customer_id, near="")
    return account


def _stands(known: Fact | None, event: RiskEvent) -> bool:
    """Whether the book already holds this event with the same content."""
    return isinstance(known, RiskEvent) and replace(known, learnt_on=event.learnt_on) == event


def _known_invoices(account: Account, invoices: Sequence[str]) -> None:
    standing = {invoice.id for invoice in account.invoices}
    for number in invoices:
        if number not in standing:
            raise RefusedChange(reason="unknown_invoice", invoice=number, id=account.id)
