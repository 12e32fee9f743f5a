"""The grade that the own record alone gave on any earlier day, quickly: it is asked of many buyers, day after day.

Read from the record as it is known now, each payment from the day it was known; an amount still open counts as now. One day is
read from the invoices; whoever asks of many days has what each day moves summed up once.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from credit.alerts.slip import NEVER, Known, Parts, known_parts
from credit.payment_record import Experience
from credit.rating.grade import Grading, points_by_band
from credit.rating.letter import Grade
from credit.weights import Worth, weights

__all__ = ["NEVER", "YEAR", "OwnDays", "OwnGrade", "Row", "own_grade"]

YEAR = 365

Sums = tuple[int, int, int, int, int, int]
"""Invoices of known lateness, late ones and settled ones; minor units they weigh, these times the days late of what is paid less
the due days of what is not, and minor units of what is late and not paid."""
Step = tuple[int, int, int, int, int, int, int]
"""A day, and what it adds to each of these sums."""


class Row(NamedTuple):
    """One invoice as numbers; days are ordinals."""

    due: int
    """The day it could be paid on."""
    paid: int
    """The day it was settled ..."""
    known: int
    """... and the day that was known."""
    parts: Parts
    """Its parts, the only one too; minor units in base where there are several currencies."""


@dataclass(frozen=True, slots=True)
class OwnGrade:
    """The record of one buyer as numbers; days are ordinals."""

    rows: tuple[Row, ...]
    grading: Grading

    def rank(self, day: int, least_settled: int = 0) -> int | None:
        """Rank of the grade at the end of `day`; `None` with too few invoices of known lateness, or too few settled."""
        weight = weighed = late = count = settled = 0
        for due, paid, known, parts in self.rows:
            if known > day and due >= day:
                continue
            count += 1
            settled += known <= day
            late += known > day or paid > due
            for shown, paid_on, minor in parts:
                if paid_on > day - YEAR or shown > day:
                    weight += minor
                    weighed += minor * max((paid_on if shown <= day else day) - due, 0)
        if count < self.grading.least_invoices or settled < least_settled or not weight:
            return None
        return _rank(-(-weighed // weight), -(-late * 100 // count), self.grading)

    def by_day(self) -> "OwnDays":
        """The same for many days."""
        turns: list[int] = []
        sums: list[Sums] = []
        count = late = settled = weight = weighed = open_ = 0
        for day, *step in sorted(step for row in self.rows for step in _steps(row)):
            more, later, paid, minor, product, left = step
            count, late, settled = count + more, late + later, settled + paid
            weight, weighed, open_ = weight + minor, weighed + product, open_ + left
            turns.append(day)
            sums.append((count, late, settled, weight, weighed, open_))
        return OwnDays(turns, sums, self.grading)


@dataclass(frozen=True, slots=True)
class OwnDays:
    """The record of one buyer, summed up day by day."""

    turns: Sequence[int]
    """Days on which anything moves, in their order ..."""
    sums: Sequence[Sums]
    """... and what it comes to once it has."""
    grading: Grading

    def rank(self, day: int, least_settled: int = 0) -> int | None:
        """As `OwnGrade.rank`."""
        place = bisect_right(self.turns, day)
        if not place:
            return None
        count, late, settled, weight, weighed, open_ = self.sums[place - 1]
        if count < self.grading.least_invoices or settled < least_settled or not weight:
            return None
        return _rank(-(-(weighed + open_ * day) // weight), -(-late * 100 // count), self.grading)


def _steps(row: Row) -> Iterator[Step]:
    """What one invoice moves: the day after it was due, the day each payment was known, and a year after it was paid."""
    due, paid, known, parts = row
    late, told = int(paid > due), min(due + 1, known)
    if told < known:
        yield told, 1, 1, 0, 0, 0, 0
        yield known, 0, late - 1, 1, 0, 0, 0
    else:
        yield known, 1, late, 1, 0, 0, 0
    for shown, paid_on, minor in parts:
        since = max(told, shown)
        weighs = minor if since < paid_on + YEAR else 0
        product = weighs * max(paid_on - due, 0)
        if told < shown:
            yield told, 0, 0, 0, minor, -minor * due, minor
            yield since, 0, 0, 0, weighs - minor, product + minor * due, -minor
        else:
            yield since, 0, 0, 0, weighs, product, 0
        if weighs:
            yield paid_on + YEAR, 0, 0, 0, -weighs, -product, 0


def _rank(days: int, percent: int, grading: Grading) -> int:
    share = grading.severity_percent
    severity, frequency = points_by_band(days, grading.severity), points_by_band(percent, grading.frequency)
    points = (severity * share + frequency * (100 - share)) // 100
    for rank, least in enumerate(grading.ends):
        if points >= least:
            return rank
    return Grade.E.rank


def own_grade(record: Sequence[Experience], late: Known, grading: Grading, worth: Worth) -> OwnGrade:
    """The grade of this record on any day; `worth` weighs its currencies, one without a rate weighs nothing.

    `late` are the payments that were learnt late.
    """
    by_currency, unweighed = weights((told.amount.currency for told in record), worth)
    several = len(by_currency) > 1 or unweighed
    rows: list[Row] = []
    for told in record:
        parts = known_parts(told, late)
        known = max(shown for shown, _, _ in parts)
        if several:
            factor = by_currency.get(told.amount.currency, 0)
            parts = tuple((shown, paid, int(minor * factor)) for shown, paid, minor in parts)
        rows.append(Row(told.due_on.toordinal(), parts[-1][1], known, parts))
    return OwnGrade(tuple(rows), grading)
