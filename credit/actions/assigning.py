"""Who of the desk takes which buyer, lets it go, or is given it; what somebody else has is never taken in silence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from credit.account import Account, Fact
from credit.actions.hand import Hand, known
from credit.assignment import Assignment, same_person, standing_on
from credit.book import Book
from credit.calendar import days_after
from credit.change import Change
from credit.problem import RefusedChange

__all__ = ["assign", "claim", "claimed_by_contact", "hand_over", "unclaim"]


def claim(
    book: Book, hand: Hand, customer_id: str, until: date | None = None, reason: str = "", take_over: bool = False
) -> Change:
    """Take the buyer through the day `until`, or for the policy's days; empty where one has it for as long already.

    Refused for a day that is over or beyond the policy's number of days, and where somebody else has the buyer, unless it is
    taken over with a reason: what that person had with an end is ended, what has none counts again after the claim.
    """
    account = known(book, hand, customer_id)
    most = book.policy.sharing.claim_most_days
    last = days_after(hand.on, book.policy.sharing.claim_days) if until is None else until
    if not hand.on <= last <= days_after(hand.on, most):
        raise RefusedChange(reason="claim_until", until=last, days=most)
    _need_name(hand.who)
    holding = _holding(account, hand.on)
    ended: tuple[Fact, ...] = ()
    if holding is not None and not same_person(holding.to, hand.who):
        _need_leave(holding, customer_id, reason, take_over=take_over)
        ended = tuple(_ended(each, hand) for each in standing_on(account.assignments, hand.on) if _passing(each, hand.who))
    elif holding is not None and (holding.until is None or last <= holding.until):
        return Change("claim", who=hand.who)
    return Change("claim", (*ended, _made(hand, customer_id, hand.who, last, reason)), who=hand.who)


def unclaim(book: Book, hand: Hand, customer_id: str) -> Change:
    """Let the buyer go, from today on; refused where one does not have it. Who had it before has it again."""
    account = known(book, hand, customer_id)
    holding = _holding(account, hand.on)
    if holding is None:
        raise RefusedChange(reason="claim_none", id=customer_id)
    if not same_person(holding.to, hand.who):
        raise _others(holding, customer_id)
    mine = (each for each in standing_on(account.assignments, hand.on) if same_person(each.to, hand.who))
    return Change("unclaim", tuple(_ended(each, hand) for each in mine), who=hand.who)


def assign(
    book: Book, hand: Hand, customer_id: str, to: str, until: date | None = None, reason: str = "", take_over: bool = False
) -> Change:
    """Give the buyer to somebody; without `until` there is no end, and all that stood before is ended.

    Refused for nobody, for a day that is over, and where somebody else has the buyer, unless it is taken over with a reason.
    """
    account = known(book, hand, customer_id)
    _need_name(to)
    if until is not None and until < hand.on:
        raise RefusedChange(reason="assign_day", until=until, on=hand.on)
    holding = _holding(account, hand.on)
    if holding is not None and not same_person(holding.to, to) and not same_person(holding.to, hand.who):
        _need_leave(holding, customer_id, reason, take_over=take_over)
    before = standing_on(account.assignments, hand.on)
    ended = tuple(_ended(each, hand) for each in before if until is None or _passing(each, to))
    return Change("assign", (*ended, _made(hand, customer_id, to, until, reason)), who=hand.who)


def hand_over(book: Book, hand: Hand, customer_id: str, giver: str, to: str, until: date, reason: str) -> Change:
    """Put the buyer of one person into the hands of another through the day `until`; it returns by itself on the next.

    Refused without a reason, to the same person, for a day that is over or beyond the policy's number of days, and for a buyer
    that the giver does not have.
    """
    account = known(book, hand, customer_id)
    most = book.policy.sharing.hand_over_most_days
    _need_name(to)
    if same_person(giver, to):
        raise RefusedChange(reason="hand_over_same", name=to.strip())
    if not hand.on <= until <= days_after(hand.on, most):
        raise RefusedChange(reason="hand_over_day", until=until, days=most)
    if not reason.strip():
        raise RefusedChange(reason="reason_owed")
    holding = _holding(account, hand.on)
    if holding is None or not same_person(holding.to, giver):
        raise RefusedChange(reason="hand_over_not_theirs", id=customer_id, name=giver.strip())
    return Change("hand_over", (_made(hand, customer_id, to, until, reason),), who=hand.who)


def claimed_by_contact(book: Book, hand: Hand, account: Account) -> tuple[Fact, ...]:
    """The claim that logging a contact makes: none unless the policy says so, and none of a buyer somebody has."""
    sharing = book.policy.sharing
    if not sharing.claim_on_contact or not hand.who.strip() or _holding(account, hand.on) is not None:
        return ()
    return (_made(hand, account.id, hand.who, days_after(hand.on, sharing.claim_days), ""),)


def _made(hand: Hand, customer_id: str, to: str, until: date | None, reason: str) -> Assignment:
    return Assignment(hand.mark, customer_id, hand.on, hand.on, to.strip(), until, reason.strip(), hand.who)


def _holding(account: Account, on: date) -> Assignment | None:
    """The one that counts; `None`: nobody has the buyer."""
    standing: Sequence[Assignment] = standing_on(account.assignments, on)
    return standing[-1] if standing else None


def _passing(each: Assignment, taker: str) -> bool:
    """Whether it is of somebody else and has an end: what has none counts again once the taker's own has ended."""
    return each.until is not None and not same_person(each.to, taker)


def _ended(each: Assignment, hand: Hand) -> Assignment:
    return replace(each, ended_on=hand.on, ended_by=hand.who, learnt_on=hand.on)


def _need_leave(holding: Assignment, customer_id: str, reason: str, *, take_over: bool) -> None:
    """Refused unless it is said that the buyer is taken over, and why."""
    if not take_over:
        raise _others(holding, customer_id)
    if not reason.strip():
        raise RefusedChange(reason="reason_owed")


def _others(holding: Assignment, customer_id: str) -> RefusedChange:
    if holding.until is None:
        return RefusedChange(reason="claim_others", id=customer_id, name=holding.to)
    return RefusedChange(reason="claim_others_until", id=customer_id, name=holding.to, until=holding.until)


def _need_name(name: str) -> None:
    if not name.strip():
        raise RefusedChange(reason="claim_nobody")
