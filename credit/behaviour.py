"""How a buyer pays: days beyond terms, and the habit from which a slip is told.

Open overdue items count with their days so far. Counting paid invoices alone makes a buyer who stopped paying look good.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter

from credit.aging import Ledger, Settled
from credit.calendar import days_before
from credit.thresholds import Alerting

__all__ = ["NO_HABIT", "Habit", "Paid", "days_beyond_terms", "habit", "payments"]

YEAR = 365


@dataclass(frozen=True, slots=True)
class Paid:
    """One point of the payment record."""

    on: date
    days_late: int
    invoice: str


@dataclass(frozen=True, slots=True)
class Habit:
    """How late a buyer usually pays, from its latest settled invoices."""

    invoices: int
    usual: int
    """Median of days late."""
    latest: int
    """Upper percentile of days late: nearly always paid by then."""

    def __bool__(self) -> bool:
        return self.invoices > 0


NO_HABIT = Habit(0, 0, 0)


def days_beyond_terms(items: Ledger) -> Decimal | None:
    """DBT: days late weighted by amount, never below zero an item, over the last year and everything open and overdue.

    Sum of amount x days late / sum of amounts (Experian's convention, TRADE.md 3.3), the amounts in minor units of one
    currency; items of other currencies than the most used one are left out. `None` where there is no item.
    """
    first = bisect_right(items.settled, days_before(items.on, YEAR), key=attrgetter("on"))
    weighed = [
        (settled.invoice.amount.currency, settled.invoice.amount.minor, settled.days_late) for settled in items.settled[first:]
    ] + [(item.open.currency, item.open.minor, item.dpd) for item in items.overdue]
    currencies = [code for code, _, _ in weighed]
    if not currencies:
        return None
    main = max(sorted(set(currencies)), key=currencies.count)
    counted = [(minor, max(days, 0)) for code, minor, days in weighed if code == main]
    return Decimal(sum(minor * days for minor, days in counted)) / sum(minor for minor, _ in counted)


def habit(settled: Sequence[Settled], policy: Alerting) -> Habit:
    """The buyer's habit from its latest settled invoices; `NO_HABIT` where there are too few to speak of one."""
    late = sorted(entry.days_late for entry in settled[-policy.habit_invoices :])
    if len(late) < policy.habit_least:
        return NO_HABIT
    rank = -(-len(late) * policy.habit_percentile // 100)  # nearest rank, rounded up
    return Habit(len(late), late[(len(late) - 1) // 2], late[rank - 1])


def payments(settled: Iterable[Settled]) -> tuple[Paid, ...]:
    """The payment record, oldest first."""
    return tuple(Paid(entry.on, entry.days_late, entry.invoice.id) for entry in settled)
