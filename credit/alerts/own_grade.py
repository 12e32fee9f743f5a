"""The grade that the own record alone gave on any earlier day, quickly: it is asked of many buyers, day after day.

Read from the record as it is known now, each payment from the day it was known; an amount still open counts as now. One day is
read from the invoices; whoever asks of many days has what each day moves summed up once.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import add
from typing import NamedTuple

from credit.alerts.slip import NEVER, Known, Parts, known_parts
from credit.payment_record import Experience, Share
from credit.rating.grade import Grading, late_percent, points_by_band
from credit.rating.letter import Grade
from credit.weights import Worth, weights

__all__ = ["NEVER", "YEAR", "OwnDays", "OwnGrade", "Row", "own_grade"]

YEAR = 365

Sums = tuple[int, int, int, int, int, int, int, int]
"""Invoices of known lateness within a year and late ones of them, the same ever, settled ones ever; minor units they weigh, these
times the days late of what is paid less the due days of what is not, and minor units of what is late and not paid."""
Step = tuple[int, int, int, int, int, int, int, int, int]
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
        weight = weighed = late = count = settled = ever = ever_late = 0
        for due, paid, known, parts in self.rows:
            if known > day and due >= day:
                continue
            settled += known <= day
            was_late = known > day or paid > due
            ever, ever_late = ever + 1, ever_late + was_late
            if known > day or paid > day - YEAR:
                count, late = count + 1, late + was_late
            for shown, paid_on, minor in parts:
                if paid_on > day - YEAR or shown > day:
                    weight += minor
                    weighed += minor * max((paid_on if shown <= day else day) - due, 0)
        if settled < least_settled or not weight:
            return None
        return _rank(-(-weighed // weight), Share(late, count), Share(ever_late, ever), ever - settled, self.grading)

    def by_day(self) -> "OwnDays":
        """The same for many days."""
        turns: list[int] = []
        sums: list[Sums] = []
        told: Sums = (0, 0, 0, 0, 0, 0, 0, 0)
        for day, *step in sorted(step for row in self.rows for step in _steps(row)):
            count, late, ever, ever_late, settled, weight, weighed, open_ = map(add, told, step)
            told = (count, late, ever, ever_late, settled, weight, weighed, open_)
            turns.append(day)
            sums.append(told)
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
        count, late, ever, ever_late, settled, weight, weighed, open_ = self.sums[place - 1]
        if settled < least_settled or not weight:
            return None
        days = -(-(weighed + open_ * day) // weight)
        return _rank(days, Share(late, count), Share(ever_late, ever), ever - settled, self.grading)


def _steps(row: Row) -> Iterator[Step]:
    """What one invoice moves: the day after it was due, the day each payment was known, and a year after it was paid."""
    due, paid, known, parts = row
    told, counts, late = min(due + 1, known), int(known < paid + YEAR), int(paid > due)
    counts_late = counts * late
    if told < known:
        yield told, 1, 1, 1, 1, 0, 0, 0, 0
        yield known, counts - 1, counts_late - 1, 0, late - 1, 1, 0, 0, 0
    else:
        yield known, counts, counts_late, 1, late, 1, 0, 0, 0
    yield paid + YEAR, -counts, -counts_late, 0, 0, 0, 0, 0, 0
    for shown, paid_on, minor in parts:
        since = max(told, shown)
        weighs = minor if since < paid_on + YEAR else 0
        product = weighs * max(paid_on - due, 0)
        if told < shown:
            yield told, 0, 0, 0, 0, 0, minor, -minor * due, minor
            yield since, 0, 0, 0, 0, 0, weighs - minor, product + minor * due, -minor
        else:
            yield since, 0, 0, 0, 0, 0, weighs, product, 0
        if weighs:
            yield paid_on + YEAR, 0, 0, 0, 0, 0, -weighs, -product, 0


def _rank(days: int, late: Share, ever: Share, open_: int, grading: Grading) -> int | None:
    """Rank of the points, as `record_points` has them; `open_` of the invoices are open and late."""
    if ever.of < grading.least_invoices or (late.of <= open_ and late.of < grading.least_invoices):
        return None
    percent = late_percent(late, Share(ever.count - late.count, ever.of - late.of), grading)
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
