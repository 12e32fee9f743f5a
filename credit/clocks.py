"""What runs out, and when: promises that are judged, and the insurer's notice whose missing loses cover.

A promise is judged by its own date and a tolerance in bank days, from receipts alone (TRADE.md 4.5, after SAP FSCM). A
clock with money at stake stands in the first lane of the queue; a promise never does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from credit.account import Account
from credit.activity import Contact, Outcome, Promise
from credit.aging import OpenItem
from credit.calendar import add_bank_days
from credit.exposure import converted_total
from credit.money import Money
from credit.policy import Clocking, Promising
from credit.rates import Rates

__all__ = ["Clock", "ClockKind", "JudgedPromise", "PromiseState", "insurer_clock", "judged", "promise_clock"]


class PromiseState(StrEnum):
    """How a promise stands."""

    RUNNING = "running"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"


class ClockKind(StrEnum):
    """What runs out."""

    PROMISE = "promise"
    INSURER_NOTICE = "insurer_notice"


@dataclass(frozen=True, slots=True)
class Clock:
    """One date by which something must have happened."""

    kind: ClockKind
    due_on: date
    slack: int
    """Days left; negative once it has run out."""
    subject: str
    """Invoice or promise it belongs to."""
    stake: Money | None = None
    """Money lost if it is missed; `None` for a clock that loses none."""


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
    one of the promised invoices or for none in particular. The tolerance runs in bank days of the payer's country.
    """
    return tuple(_judge(account, promise, on, policy) for promise in account.promises if promise.on <= on)


def _judge(account: Account, promise: Promise, on: date, policy: Promising) -> JudgedPromise:
    last = add_bank_days(promise.promised_for, policy.tolerance_bank_days, account.customer.country)
    paid = sum(
        receipt.amount.minor
        for receipt in account.receipts
        if promise.on <= receipt.on <= min(on, last)
        and receipt.amount.currency == promise.amount.currency
        and (not promise.invoices or not receipt.invoices or set(promise.invoices) & set(receipt.invoices))
    )
    if paid * 100 >= promise.amount.minor * policy.kept_percent:
        state = PromiseState.KEPT
    elif on <= last:
        state = PromiseState.RUNNING
    else:
        state = PromiseState.PARTLY_KEPT if paid > 0 else PromiseState.BROKEN
    return JudgedPromise(promise, state, last, Money(paid, promise.amount.currency))


def promise_clock(entry: JudgedPromise, on: date) -> Clock:
    """The clock of a running promise: the last day on which the money may come in."""
    return Clock(ClockKind.PROMISE, entry.judged_on, (entry.judged_on - on).days, entry.promise.id)


def _told(item: OpenItem, notice: Contact) -> bool:
    """Whether the item was overdue at the notice, and the notice meant it."""
    return item.invoice.due_on < notice.on and (not notice.invoices or item.invoice.id in notice.invoices)


def insurer_clock(
    account: Account, overdue: Sequence[OpenItem], on: date, policy: Clocking, percent: int, rates: Rates
) -> Clock | None:
    """By when the insurer must hear of the oldest overdue item; `None` where nothing is insured, due, or it was told.

    At stake is the covered share (`percent`) of what is overdue, at most that share of the insured limit, and all of that
    share where a rate is missing.
    """
    cover = account.customer.insured_limit
    notices = [c for c in account.contacts if c.outcome is Outcome.INSURER_NOTIFIED and c.on <= on]
    untold = [item for item in overdue if not any(_told(item, notice) for notice in notices)]
    lost = policy.insurer_notice_days + policy.missed_days
    untold = [item for item in untold if item.dpd <= lost] or untold
    if not cover or not untold:
        return None
    oldest = untold[0].invoice
    due_on = oldest.due_on + timedelta(days=policy.insurer_notice_days)
    owed = converted_total((item.open for item in untold), cover.currency, rates, on)
    covered = min(owed, cover) if owed is not None else cover
    stake = Money(covered.minor * percent // 100, cover.currency)
    return Clock(ClockKind.INSURER_NOTICE, due_on, (due_on - on).days, oldest.id, stake)
