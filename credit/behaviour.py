"""How a buyer pays: days beyond terms, and the habit from which a slip is told.

Open overdue items count with their days so far. Counting paid invoices alone makes a buyer who stopped paying look good.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from credit.aging import Ledger
from credit.calendar import days_before
from credit.payment_record import Experience
from credit.thresholds import Alerting
from credit.weights import Average, Worth, average

__all__ = ["NO_HABIT", "Habit", "Paid", "beyond_terms", "days_beyond_terms", "habit", "payments"]

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


def beyond_terms(record: Iterable[Experience], on: date) -> list[tuple[Experience, int]]:
    """What days beyond terms are made of, with the days each counts: paid within the last year, or open and late."""
    since = days_before(on, YEAR).toordinal()
    return [
        (told, days if (days := told.days) > 0 else 0)
        for told in record
        if told.open or told.due_on.toordinal() + told.days > since
    ]


def days_beyond_terms(record: Iterable[Experience], on: date, worth: Worth) -> Average:
    """DBT: days late weighted by amount, never below zero an item, over the last year and everything open and late.

    Sum of amount x days late / sum of amounts (Experian's convention, TRADE.md 3.3), all currencies together.
    """
    return average([(told.amount, days) for told, days in beyond_terms(record, on)], worth)


def habit(items: Ledger, policy: Alerting, before: int | None = None) -> Habit:
    """The buyer's habit from its latest settled invoices; `NO_HABIT` where there are too few to speak of one.

    `before` looks at so many settled invoices alone, the earliest.
    """
    late = sorted(items.all_days_late(items.settled[:before][-policy.habit_invoices :]))
    if len(late) < policy.habit_least:
        return NO_HABIT
    rank = -(-len(late) * policy.habit_percentile // 100)  # nearest rank, rounded up
    return Habit(len(late), late[(len(late) - 1) // 2], late[rank - 1])


def payments(items: Ledger) -> tuple[Paid, ...]:
    """The payment record, oldest first."""
    return tuple(Paid(entry.on, items.days_late(entry), entry.invoice.id) for entry in items.settled)
