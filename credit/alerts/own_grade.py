"""The grade that the own record alone gave on any earlier day, quickly: it is asked of many buyers, day after day.

Read from the record as it is known now, each payment from the day it was known; an amount still open counts as now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from credit.payment_record import Experience
from credit.rating.grade import Grading, points_by_band
from credit.rating.letter import Grade
from credit.weights import Worth, weights

__all__ = ["YEAR", "OwnGrade", "own_grade"]

NEVER = 10**9
YEAR = 365

Row = tuple[int, int, int, int]


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
        return self._rank(-(-weighed // weight), -(-late * 100 // count))

    def _rank(self, days: int, percent: int) -> int:
        grading = self.grading
        share = grading.severity_percent
        severity, frequency = points_by_band(days, grading.severity), points_by_band(percent, grading.frequency)
        points = (severity * share + frequency * (100 - share)) // 100
        return next((rank for rank, least in enumerate(grading.ends) if points >= least), Grade.E.rank)


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
