"""The grade that the own record alone gave on any earlier day, quickly: it is asked of many buyers, day after day.

Read from the record as it is known now: lateness counts from the payer's bank day, and an amount still open counts as now.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from credit.payment_record import Experience
from credit.rating.grade import Grading, points_by_band
from credit.rating.letter import Grade

__all__ = ["OwnGrade", "own_grade"]

NEVER = 10**9
YEAR = 365


@dataclass(frozen=True, slots=True)
class OwnGrade:
    """The record of one buyer as numbers; days are ordinals."""

    record: tuple[tuple[int, int, int, int], ...]
    """Due day, day of payment, days late and minor units of each invoice; an amount of another currency weighs nothing."""
    grading: Grading

    def rank(self, day: int, least_settled: int = 0) -> int | None:
        """Rank of the grade at the end of `day`; `None` with too few invoices of known lateness, or too few settled."""
        weight = weighed = late = count = settled = 0
        for due, paid, days, minor in self.record:
            if paid <= day:
                settled += 1
                lateness, counts = days, minor if paid > day - YEAR else 0
            elif due < day:
                lateness, counts = day - due, minor
            else:
                continue
            count += 1
            weight += counts
            if lateness > 0:
                late += 1
                weighed += counts * lateness
        grading = self.grading
        if count < grading.least_invoices or settled < least_settled or not weight:
            return None
        share = grading.severity_percent
        severity = points_by_band(-(-weighed // weight), grading.severity)
        points = (severity * share + points_by_band(-(-late * 100 // count), grading.frequency) * (100 - share)) // 100
        return next((rank for rank, least in enumerate(grading.ends) if points >= least), Grade.E.rank)


def own_grade(record: Sequence[Experience], grading: Grading) -> OwnGrade:
    """The grade of this record on any day; severity is weighed in the currency of its latest invoice."""
    currency = record[-1].amount.currency if record else ""
    return OwnGrade(
        tuple(
            (
                due,
                NEVER if told.open else due + told.days,
                told.days,
                told.amount.minor if told.amount.currency == currency else 0,
            )
            for told in record
            for due in (told.due_on.toordinal(),)
        ),
        grading,
    )
