"""What keeps a debt or a buyer out of work for a time: disputes and holds, and what ends them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from credit.account import Fact
from credit.actions.hand import Hand, known, need_invoices
from credit.activity import Dispute, DisputeReason, Hold
from credit.book import Book
from credit.change import Change
from credit.problem import RefusedChange

__all__ = ["DISPUTE_REASONS", "open_dispute", "release", "snooze"]

DISPUTE_REASONS = tuple(reason.value for reason in DisputeReason)
"""As they are typed and stored."""


def open_dispute(book: Book, hand: Hand, customer_id: str, reason: str, invoices: Sequence[str] = (), text: str = "") -> Change:
    """Record that the buyer contests invoices, or its whole balance where none is named."""
    need_invoices(known(book, hand, customer_id), invoices)
    if reason not in DISPUTE_REASONS:
        raise RefusedChange(reason="dispute_reason", given=reason)
    fact = Dispute(hand.mark, customer_id, hand.on, hand.on, reason, tuple(invoices), None, text, hand.who)
    return Change("open_dispute", (fact,), who=hand.who)


def snooze(book: Book, hand: Hand, customer_id: str, until: date, reason: str) -> Change:
    """Leave the buyer alone until a day, with a reason; refused beyond the policy's number of days."""
    known(book, hand, customer_id)
    most = book.policy.steps.snooze_most_days
    if not hand.on < until <= hand.on + timedelta(days=most):
        raise RefusedChange(reason="snooze_day", until=until, days=most)
    if not reason.strip():
        raise RefusedChange(reason="reason_owed")
    return Change("snooze", (Hold(hand.mark, customer_id, hand.on, hand.on, until, reason, hand.who),), who=hand.who)


def release(book: Book, hand: Hand, customer_id: str) -> Change:
    """End every hold that runs and close every dispute that is open; refused where there is neither."""
    account = known(book, hand, customer_id)
    ended: list[Fact] = [replace(hold, until=hand.on, learnt_on=hand.on) for hold in account.holds if hold.runs_on(hand.on)]
    ended += [replace(each, closed_on=hand.on, learnt_on=hand.on) for each in account.disputes if each.open_on(hand.on)]
    if not ended:
        raise RefusedChange(reason="nothing_held", id=customer_id)
    return Change("release", tuple(ended), who=hand.who)
