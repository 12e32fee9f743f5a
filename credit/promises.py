"""Promises to pay, and what became of each: judged by its own date and a tolerance in bank days, from receipts alone.

After SAP FSCM (TRADE.md 4.5). A promise never closes a dispute.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit.account import Account
from credit.activity import Promise
from credit.calendar import add_bank_days
from credit.money import Money
from credit.receipt import Receipt
from credit.thresholds import Promising

__all__ = ["JudgedPromise", "PromiseState", "judged"]


class PromiseState(StrEnum):
    """How a promise stands."""

    RUNNING = "running"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class JudgedPromise:
    """A promise and what became of it."""

    promise: Promise
    state: PromiseState
    judged_on: date
    """Last day on which the money may come in."""
    paid: Money


def judged(account: Account, on: date, policy: Promising) -> tuple[JudgedPromise, ...]:
    """Each promise with its state at the end of `on`, oldest first.

    Money counts when it came after the promise was made and by the last day of tolerance, in the promised currency, for
    one of the promised invoices or for none in particular. The tolerance runs in bank days of the payer's country. One
    receipt keeps one promise: it counts for the oldest that names its invoices, then for the oldest it could be meant for,
    and only what that one does not need counts for the next.
    """
    given = [promise for promise in account.promises if promise.on <= on]
    if not given:
        return ()
    last = [add_bank_days(promise.promised_for, policy.tolerance_bank_days, account.customer.country) for promise in given]
    cash = _cash(account.receipts, on)
    paid = [0] * len(given)
    for named in (True, False):
        for place in sorted(range(len(given)), key=lambda place: _age(given[place])):
            paid[place] += _allotted(given[place], paid[place], last[place], cash, named, policy.kept_percent)
    return tuple(_judge(*found, on, policy) for found in zip(given, paid, last, strict=True))


def _age(promise: Promise) -> tuple[date, date, int]:
    """The oldest promise first; of those given on one day the one due first, then the smallest."""
    return promise.on, promise.promised_for, promise.amount.minor


class _Cash:
    """A receipt, and what of it is not yet counted for a promise."""

    __slots__ = ("left", "receipt")

    def __init__(self, receipt: Receipt) -> None:
        self.receipt, self.left = receipt, receipt.amount.minor

    def gives(self, most: int) -> int:
        """Take at most so much of what is left."""
        given = min(self.left, most)
        self.left -= given
        return given


def _cash(receipts: Iterable[Receipt], on: date) -> list[_Cash]:
    """What came in by `on`; a payment that was taken back again is taken off the latest it can have been."""
    came: list[_Cash] = []
    for receipt in receipts:
        if receipt.on > on:
            break
        if receipt.amount.minor > 0:
            came.append(_Cash(receipt))
            continue
        back = -receipt.amount.minor
        for cash in reversed(came):
            same = cash.receipt.amount.currency == receipt.amount.currency
            if same and (cash.receipt.invoices == receipt.invoices or set(cash.receipt.invoices) & set(receipt.invoices)):
                back -= cash.gives(back)
    return came


def _allotted(promise: Promise, paid: int, last: date, came: Iterable[_Cash], named: bool, kept_percent: int) -> int:
    """Take for a promise what it lacks until it is kept: of the receipts that name its invoices, or of all others."""
    found = 0
    for cash in came:
        if (paid + found) * 100 >= promise.amount.minor * kept_percent:
            break
        receipt = cash.receipt
        if not promise.on <= receipt.on <= last or receipt.amount.currency != promise.amount.currency:
            continue
        meant = set(promise.invoices) & set(receipt.invoices) if named else not promise.invoices or not receipt.invoices
        if meant:
            found += cash.gives(promise.amount.minor - paid - found)
    return found


def _judge(promise: Promise, paid: int, last: date, on: date, policy: Promising) -> JudgedPromise:
    share = paid * 100
    if share >= promise.amount.minor * policy.kept_percent:
        state = PromiseState.KEPT
    elif on <= last:
        state = PromiseState.RUNNING
    else:
        state = PromiseState.PARTLY_KEPT if share >= promise.amount.minor * policy.partly_percent else PromiseState.BROKEN
    return JudgedPromise(promise, state, last, Money(paid, promise.amount.currency))
