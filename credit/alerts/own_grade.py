"""The grade that the own record alone gave on any earlier day, quickly: it is asked of many buyers, day after day.

Read from the record as it is known now, each payment from the day it was known; an amount still open counts as now. One day is
read from the invoices; whoever asks of many days has what each day moves summed up once.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from credit.payment_record import Experience
from credit.rating.grade import Grading, points_by_band
from credit.rating.letter import Grade
from credit.weights import Worth, weights

__all__ = ["YEAR", "OwnDays", "OwnGrade", "Row", "own_grade"]

NEVER = 10**9
YEAR = 365

Row = tuple[int, int, int, int]
Sums = tuple[int, int, int, int, int, int]
"""Invoices of known lateness, late ones and settled ones; minor units they weigh, these times the days late of what is paid less
the due days of what is not, and minor units of what is late and not paid."""
Step = tuple[int, int, int, int, int, int, int]
"""A day, and what it adds to each of these sums."""


@dataclass(frozen=True, slots=True)
class OwnGrade:
    """The record of one buyer as numbers; days are ordinals."""

    rows: tuple[Row, ...]
    """Of each invoice the day it could be paid on, the day it was paid, the day that was known, and minor units, in base where
    there are several currencies."""
    grading: Grading

    def rank(self, day: int, least_settled: int = 0) -> int | None:
        """Rank of the grade at the end of `day`; `None` with too few invoices of known lateness, or too few settled."""
        weight = weighed = late = count = settled = 0
        for due, paid, known, minor in self.rows:
            if known <= day:
                settled += 1
                count += 1
                late += paid > due
                if paid <= day - YEAR:
                    continue
                lateness = paid - due
            elif due < day:
                count += 1
                late += 1
                lateness = day - due
            else:
                continue
            weight += minor
            if lateness > 0:
                weighed += minor * lateness
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
    """What one invoice moves: the day after it was due, the day its payment was known, and a year after it was paid."""
    due, paid, known, minor = row
    late, weighs = paid > due, minor if known < paid + YEAR else 0
    product = weighs * (paid - due) if late else 0
    if due + 1 < known:
        yield due + 1, 1, 1, 0, minor, -minor * due, minor
        yield known, 0, late - 1, 1, weighs - minor, product + minor * due, -minor
    else:
        yield known, 1, int(late), 1, weighs, product, 0
    if weighs:
        yield paid + YEAR, 0, 0, 0, -weighs, -product, 0


def _rank(days: int, percent: int, grading: Grading) -> int:
    share = grading.severity_percent
    severity, frequency = points_by_band(days, grading.severity), points_by_band(percent, grading.frequency)
    points = (severity * share + frequency * (100 - share)) // 100
    for rank, least in enumerate(grading.ends):
        if points >= least:
            return rank
    return Grade.E.rank


def own_grade(record: Sequence[Experience], known: Mapping[str, int], grading: Grading, worth: Worth) -> OwnGrade:
    """The grade of this record on any day; `worth` weighs its currencies, one without a rate weighs nothing.

    `known` are the days, as ordinals, on which payments were learnt, of invoices whose payment was learnt late.
    """
    by_currency, unweighed = weights((told.amount.currency for told in record), worth)
    several = len(by_currency) > 1 or unweighed
    rows: list[Row] = []
    for told in record:
        due = told.due_on.toordinal()
        paid = NEVER if told.open else due + told.days
        shown = max(paid, known.get(told.invoice, 0)) if known else paid
        minor = int(told.amount.minor * by_currency.get(told.amount.currency, 0)) if several else told.amount.minor
        rows.append((due, paid, shown, minor))
    return OwnGrade(tuple(rows), grading)
