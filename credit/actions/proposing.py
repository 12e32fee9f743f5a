"""Proposing what needs a second person: whether a decision is above the policy's amount, and the proposal in its place."""

from collections.abc import Iterable
from datetime import date

from credit.account import Account
from credit.actions.hand import Hand
from credit.book import Book
from credit.calendar import days_after
from credit.change import Change
from credit.money import Money
from credit.problem import RefusedChange
from credit.proposal import Decision, Proposal, waiting_on

__all__ = ["above", "lapsing", "proposed"]


def above(book: Book, amounts: Iterable[Money | None], threshold: int, on: date) -> bool:
    """Whether one of `amounts` is worth more than `threshold` in base currency; one that cannot be told is. 0: none is."""
    return bool(threshold) and any(_worth_more(book, amount, threshold, on) for amount in amounts)


def lapsing(book: Book, on: date) -> date:
    """First day on which what is proposed today waits no more."""
    return days_after(on, book.policy.four_eyes.wait_days)


def proposed(account: Account, hand: Hand, proposal: Proposal) -> Change:
    """The change that writes a proposal down; refused where one of the same kind waits, and for nobody, who could not be told
    from the second person.
    """
    if not hand.who.strip():
        raise RefusedChange(reason="proposal_nobody")
    if waits := _waiting(account, proposal.decision, hand.on):
        raise RefusedChange(reason="proposal_waits", decision=proposal.decision, name=waits.who, on=waits.on, id=account.id)
    return Change("propose", (proposal,), who=hand.who)


def _waiting(account: Account, decision: Decision, on: date) -> Proposal | None:
    return next((each for each in waiting_on(account.proposals, on) if each.decision is decision), None)


def _worth_more(book: Book, amount: Money | None, threshold: int, on: date) -> bool:
    worth = None if amount is None else book.rates.convert(amount, book.base, on)
    return worth is None or worth.money > Money.of(threshold, book.base)
