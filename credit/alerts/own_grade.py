"""The grade that the own record alone gave on any earlier day, quickly: it is asked of many buyers, day after day.

Read from the record as it is known now, each payment from the day it was known; an amount still open counts as now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from credit.payment_record import Experience
from credit.rating.grade import Grading, points_by_band
from credit.rating.letter import Grade

__all__ = ["OwnGrade", "own_grade"]

NEVER = 10**9
YEAR = 365

Row = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class OwnGrade:
    """The record of one buyer as numbers; days are ordinals."""

    rows: tuple[Row, ...]
    """Of each invoice its due day, the same rolled to the payer's bank day, the day it was paid, the day that was known, and
    minor units; an amount of another currency weighs nothing."""
    grading: Grading

    def rank(self, day: int, least_settled: int = 0) -> int | None:
        """Rank of the grade at the end of `day`; `None` with too few invoices of known lateness, or too few settled."""
        weight = weighed = late = count = settled = 0
        for due, rolled, paid, known, minor in self.rows:
            if known <= day:
                settled += 1
                count += 1
                late += paid > rolled
                if paid <= day - YEAR:
                    continue
                lateness = paid - due
            elif due < day:
                lateness = day - due
                if rolled < day:
                    count += 1
                    late += 1
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


def own_grade(record: Sequence[Experience], known: Mapping[str, int], grading: Grading) -> OwnGrade:
    """The grade of this record on any day; severity is weighed in the currency of its latest invoice.

    `known` are the days, as ordinals, on which payments were learnt, of invoices whose payment was learnt late.
    """
    currency = record[-1].amount.currency if record else ""
    rows: list[Row] = []
    for told in record:
        rolled = told.due_on.toordinal()
        paid = NEVER if told.open else rolled + told.days
        shown = max(paid, known.get(told.invoice, 0)) if known else paid
        minor = told.amount.minor if told.amount.currency == currency else 0
        rows.append((told.agreed_on.toordinal(), rolled, paid, shown, minor))
    return OwnGrade(tuple(rows), grading)
