"""What came in and was seen: reports, published events, alerts."""

from collections.abc import Iterable
from dataclasses import replace

from credit.account import Fact, fact_key
from credit.actions.hand import Hand, known
from credit.activity import Acknowledgement
from credit.alerts import Alert
from credit.book import Book
from credit.change import Change
from credit.check import Check
from credit.deregistered import deregistered
from credit.problem import RefusedChange
from credit.report import CreditReport, EventKind, Match, RiskEvent, regressed

__all__ = ["accept_report", "acknowledge", "say_whose"]


def acknowledge(hand: Hand, alerts: Iterable[Alert]) -> Change:
    """Mark alerts as seen; they stand on, but no longer shout."""
    seen = (Acknowledgement(alert.id, alert.customer_id, hand.on, hand.on, hand.who) for alert in alerts)
    return Change("acknowledge", tuple(seen), who=hand.who)


def accept_report(
    book: Book,
    hand: Hand,
    customer_id: str,
    report: CreditReport | None,
    events: Iterable[RiskEvent] = (),
    checks: Iterable[Check] = (),
) -> Change:
    """Take in what a provider answered; an event known by that day keeps the day it was first learnt.

    Among `events` are those that may be about somebody else: they are kept for a person to decide on, and a decision stands.

    A report that would take the place of one of the same day that is of a later day stays out: a provider can go backwards. One
    that says of a registration that it stands no more, where the book holds that it stood, is an event too.
    """
    account = known(book, hand, customer_id)
    standing = account.current()
    kept = report if report is not None and not _goes_back(standing.get(fact_key(report)), report) else None
    events = (*events, *(deregistered(account.reports, kept) if kept is not None else ()))
    put: list[Fact] = [kept] if kept is not None else []
    put += [event for event in events if not _stands(standing.get(fact_key(event)), event)]
    return Change("accept_report", (*put, *checks), who=hand.who)


def say_whose(book: Book, hand: Hand, customer_id: str, notice: str, *, ours: bool) -> Change:
    """Remember whether a notice without the buyer's number is about this buyer; what follows from it follows from this day on.

    Raises `RefusedChange` (`unknown_notice`) where no notice of that id waits for a decision or was decided on.
    """
    held = {event.id: event for event in known(book, hand, customer_id).notices if event.match is not Match.EXACT_ID}
    if notice not in held:
        raise RefusedChange(reason="unknown_notice", number=notice, id=customer_id)
    decided = replace(held[notice], match=Match.CONFIRMED if ours else Match.REFUSED, learnt_on=hand.on)
    return Change("say_whose", (decided,), who=hand.who)


def _goes_back(known: Fact | None, report: CreditReport) -> bool:
    return isinstance(known, CreditReport) and regressed(known, report)


def _stands(known: Fact | None, event: RiskEvent) -> bool:
    """Whether the book already holds this event with the same content, or what a person decided about it.

    One that says no more than that something changed may be dated by the day it was read, so it keeps the first of them.
    """
    if not isinstance(known, RiskEvent):
        return False
    decided = known.match.decided and not event.match.ours
    day = event.published_on if event.event is EventKind.SOMETHING_CHANGED else known.published_on
    return decided or replace(known, learnt_on=event.learnt_on, published_on=day) == event
