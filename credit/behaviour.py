"""How a buyer pays: days beyond terms, and the habit from which a slip is told.

Open overdue items count with their days so far. Counting paid invoices alone makes a buyer who stopped paying look good.
Days beyond terms weigh each part of an invoice with the days at which it was paid. The habit asks until when an invoice was
paid up, for what is open is compared with it, and so it looks at the last payment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from credit.aging import Ledger
from credit.calendar import days_before
from credit.payment_record import YEAR, Experience, Weighed, weighed
from credit.thresholds import Alerting
from credit.weights import Average, Worth, average

__all__ = ["NO_HABIT", "Habit", "Paid", "beyond_terms", "days_beyond_terms", "habit", "payments"]


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


def beyond_terms(record: Sequence[Experience], on: date) -> list[Weighed]:
    """What days beyond terms are made of, with the days each counts: every part paid within the last year, or open and late."""
    since = days_before(on, YEAR).toordinal()
    return [(told, amount, late if (late := days) > 0 else 0) for told, amount, days in weighed(record, since)]


def days_beyond_terms(record: Sequence[Experience], on: date, worth: Worth) -> Average:
    """DBT: days late weighted by amount, never below zero a part, over the last year and everything open and late.

    Sum of amount x days late / sum of amounts (Experian's convention, TRADE.md 3.3), all currencies together.
    """
    since = days_before(on, YEAR).toordinal()
    return average([(amount, late if (late := days) > 0 else 0) for _, amount, days in weighed(record, since)], worth)


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
