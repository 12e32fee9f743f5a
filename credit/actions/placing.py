"""What a person decides about a buyer's place in the queue: to its head, to its end, or back to where the rules put it."""

from dataclasses import replace
from datetime import date

from credit.account import Fact
from credit.actions.hand import Hand, known
from credit.book import Book
from credit.calendar import days_after, days_before
from credit.change import Change
from credit.decision import Pin
from credit.problem import RefusedChange

__all__ = ["pin", "unpin"]


def pin(book: Book, hand: Hand, customer_id: str, until: date, reason: str, last: bool = False) -> Change:
    """Put the buyer at the head of today's work, or with `last` at its end, through the day `until`; the one before it ends.

    Refused without a reason, for a day that is over, and beyond the policy's number of days.
    """
    account = known(book, hand, customer_id)
    most = book.policy.steps.pin_most_days
    if not hand.on <= until <= days_after(hand.on, most):
        raise RefusedChange(reason="pin_day", until=until, days=most)
    if not reason.strip():
        raise RefusedChange(reason="reason_owed")
    made = Pin(hand.mark, customer_id, hand.on, hand.on, until, reason.strip(), last, hand.who)
    return Change("pin", (*_ended(account.pins, hand), made), who=hand.who)


def unpin(book: Book, hand: Hand, customer_id: str) -> Change:
    """End what keeps the buyer at the head or the end of the queue; refused where nothing does."""
    ended = _ended(known(book, hand, customer_id).pins, hand)
    if not ended:
        raise RefusedChange(reason="not_pinned", id=customer_id)
    return Change("unpin", ended, who=hand.who)


def _ended(pins: tuple[Pin, ...], hand: Hand) -> tuple[Fact, ...]:
    """The pins that stand, ended the day before."""
    last, on = days_before(hand.on, 1), hand.on
    return tuple(replace(each, until=last, learnt_on=on, ended_by=hand.who) for each in pins if each.stands_on(on))
