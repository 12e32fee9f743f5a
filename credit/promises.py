"""Promises to pay, and what became of each: judged by its own date and a tolerance in bank days, from receipts alone.

After SAP FSCM (TRADE.md 1.1, 4.5). A promise never closes a dispute, and a dispute erases no promise. The level counts how
often the same debt was promised: one more than the promises before it that were not kept. Whoever pays all of the debt has
kept a word that spoke of more than was owed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from credit.account import Account
from credit.activity import Outcome, Promise
from credit.aging import ledger
from credit.calendar import add_bank_days, days_before
from credit.loss.application import DEFAULT_SHORT_PAYS, ShortPayPolicy
from credit.money import Money, total
from credit.other_currency import as_meant
from credit.rates import NO_RATES, Rates
from credit.receipt import Receipt
from credit.thresholds import Promising

__all__ = ["JudgedPromise", "PromiseState", "judged", "owed_when_given"]


class PromiseState(StrEnum):
    """How a promise stands."""

    RUNNING = "running"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"
    """Taken back by the house, or replaced by another, before its day was over: neither kept nor broken."""
    MISDATED = "misdated"
    """For a day before the one it was given on, as a file may say: nobody could keep or break it."""
    NOTHING = "nothing"
    """Over no amount, or one below zero, as a file may say: there was nothing to keep or to break."""

    @property
    def judged(self) -> bool:
        """Whether it says how the buyer keeps its word."""
        return self in (PromiseState.KEPT, PromiseState.PARTLY_KEPT, PromiseState.BROKEN)


@dataclass(frozen=True, slots=True)
class JudgedPromise:
    """A promise and what became of it."""

    promise: Promise
    state: PromiseState
    judged_on: date
    """Last day on which the money may come in: the promised day and the tolerance. The day of follow-up."""
    paid: Money
    level: int = 1
    """1 for the first word on a debt, one more for each earlier one that was not kept when this one was given."""


def judged(
    account: Account,
    on: date,
    policy: Promising,
    short_pays: ShortPayPolicy = DEFAULT_SHORT_PAYS,
    rates: Rates = NO_RATES,
) -> tuple[JudgedPromise, ...]:
    """Each promise with its state at the end of `on`, oldest first.

    Money counts when it came after the promise was made and by the last day of tolerance, in the promised currency, for
    one of the promised invoices or for none in particular. The tolerance runs in bank days of the payer's country. One
    receipt keeps one promise: it counts for the oldest that names its invoices, then for the oldest it could be meant for,
    and only what that one does not need counts for the next. No money counts for a promise that was withdrawn. A promise of more
    than was owed when it was given needs no more than that, by the house's own tolerance (`short_pays`, `rates`: as for a
    ledger). Money that names invoices of another currency keeps a promise by what it is worth there.
    """
    country, tolerance = account.customer.country, policy.tolerance_bank_days
    owed = partial(owed_when_given, account, short_pays=short_pays)
    words = [
        _Word(promise, add_bank_days(promise.promised_for, tolerance, country), on, partial(owed, promise))
        for promise in sorted(account.promises, key=_given)
        if promise.on <= on
    ]
    if not words:
        return ()
    cash = _cash(as_meant(account, rates, short_pays), on)
    for named in (True, False):
        for word in sorted(words, key=lambda word: _age(word.promise)):
            _allot(word, cash, named, policy.kept_percent)
    plans = [contact.on for contact in account.contacts if contact.outcome is Outcome.PLAN_AGREED]
    return tuple(_judge(words[: place + 1], plans, on, policy) for place in range(len(words)))


def _given(promise: Promise) -> tuple[date, date]:
    """The order in which they were given: of one day, the one that was taken back for another came first."""
    return promise.on, promise.withdrawn_on or date.max


def _age(promise: Promise) -> tuple[date, date, int]:
    """The oldest promise first; of those given on one day the one due first, then the smallest."""
    return promise.on, promise.promised_for, promise.amount.minor


class _Word:
    """A promise, and the money found for it so far."""

    __slots__ = ("_needed", "_owed", "last", "latest", "paid", "promise", "withdrawn")

    def __init__(self, promise: Promise, last: date, on: date, owed: Callable[[], Money]) -> None:
        self.promise, self.last, self.paid = promise, last, 0
        self._owed, self._needed = owed, -1
        self.latest = promise.on
        """Day of the latest money found for it."""
        self.withdrawn = promise.withdrawn_on is not None and promise.withdrawn_on <= min(on, last)
        """Whether it was taken back in time: a word that is broken already stays broken."""

    @property
    def misdated(self) -> bool:
        """Whether its day lay before the one it was given on."""
        return self.promise.promised_for < self.promise.on

    @property
    def void(self) -> bool:
        """Whether it says nothing of the buyer: of a day gone by, or over nothing."""
        return self.misdated or self.promise.amount.minor <= 0

    @property
    def needed(self) -> int:
        """What keeps it: the promised amount, or all that was owed where that was less; asked for once money was found."""
        if self._needed < 0:
            owed = self._owed().minor
            self._needed = min(self.promise.amount.minor, owed or self.promise.amount.minor)
        return self._needed

    def paid_percent(self, percent: int) -> bool:
        """Whether the money found is as much as that percent of what keeps it."""
        return self.paid > 0 and self.paid * 100 >= self.needed * percent


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


def owed_when_given(account: Account, promise: Promise, short_pays: ShortPayPolicy = DEFAULT_SHORT_PAYS) -> Money:
    """What was open, in the promised currency, of the invoices a promise was about, before any money of its own day."""
    items = ledger(account, days_before(promise.on, 1), short_pays)
    before = (item.open for item in (*items.open, *items.awaited) if not promise.invoices or item.invoice.id in promise.invoices)
    issued = (
        invoice.amount
        for invoice in account.invoices
        if (invoice.id in promise.invoices and invoice.issued_on >= promise.on)
        or (not promise.invoices and invoice.issued_on == promise.on)
    )
    currency = promise.amount.currency
    return total((money for money in (*before, *issued) if money.currency == currency and money.minor > 0), currency)


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


def _allot(word: _Word, came: Iterable[_Cash], named: bool, kept_percent: int) -> None:
    """Take for a promise what it lacks until it is kept: of the receipts that name its invoices, or of all others."""
    promise = word.promise
    for cash in came:
        if word.withdrawn or word.void or word.paid_percent(kept_percent):
            return
        receipt = cash.receipt
        if not promise.on <= receipt.on <= word.last or receipt.amount.currency != promise.amount.currency:
            continue
        meant = set(promise.invoices) & set(receipt.invoices) if named else not promise.invoices or not receipt.invoices
        if meant and (given := cash.gives(word.needed - word.paid)):
            word.paid += given
            word.latest = max(word.latest, receipt.on)


def _judge(words: Sequence[_Word], plans: Sequence[date], on: date, policy: Promising) -> JudgedPromise:
    """The last of `words`, told beside those before it."""
    word = words[-1]
    if word.withdrawn:
        state = PromiseState.WITHDRAWN
    elif word.misdated:
        state = PromiseState.MISDATED
    elif word.void:
        state = PromiseState.NOTHING
    elif word.paid_percent(policy.kept_percent):
        state = PromiseState.KEPT
    elif on <= word.last:
        state = PromiseState.RUNNING
    else:
        state = PromiseState.PARTLY_KEPT if word.paid_percent(policy.partly_percent) else PromiseState.BROKEN
    paid = Money(word.paid, word.promise.amount.currency)
    return JudgedPromise(word.promise, state, word.last, paid, _level(words, plans, policy.kept_percent))


def _level(words: Sequence[_Word], plans: Sequence[date], kept_percent: int) -> int:
    """How often the debt of the last of `words` was promised without being paid, this time counted.

    A promise that names no invoice follows those that name none either, since the last of them that was kept.
    """
    *before, word = words
    level = 1
    for earlier in before:
        if earlier.void or not _of_one_debt(earlier.promise, word.promise):
            continue
        if earlier.paid_percent(kept_percent) and not earlier.withdrawn and earlier.latest <= word.promise.on:
            level = level if word.promise.invoices else 1
        elif not _beside(earlier, word.promise, plans):
            level += 1
    return level


def _of_one_debt(one: Promise, other: Promise) -> bool:
    return bool(set(one.invoices) & set(other.invoices)) or not (one.invoices or other.invoices)


def _beside(earlier: _Word, later: Promise, plans: Iterable[date]) -> bool:
    """Whether both stood at one time without the one taking the other's place: instalments of a plan, or of no one invoice."""
    if earlier.withdrawn or earlier.last < later.on:
        return False
    return not later.invoices or any(plan <= earlier.promise.on for plan in plans)
