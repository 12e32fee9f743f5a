"""What the points of a buyer's own record are made of: how late by amount, how often, and the points of each by its band."""

from dataclasses import dataclass
from decimal import Decimal

from credit.rating.grade import Conduct, Grading, late_percent, points_by_band, record_points

__all__ = ["Marks", "marks_of"]


@dataclass(frozen=True, slots=True)
class Marks:
    """Both halves of the points: (severity x share + frequency x (100 - share)) // 100."""

    dbt: Decimal
    """Days beyond terms, weighed by amount."""
    late_percent: int
    """Percent of invoices late, rounded up; a share of few shrunk towards what was known before."""
    severity: int
    """Points of the days."""
    frequency: int
    """Points of the percent."""


def marks_of(conduct: Conduct, policy: Grading) -> Marks | None:
    """The halves of the points a grade begins with; `None` where the own record gives none."""
    if conduct.dbt is None or record_points(conduct, policy) is None:
        return None
    percent = late_percent(conduct.late, conduct.late_before, policy)
    severity, frequency = points_by_band(conduct.dbt, policy.severity), points_by_band(percent, policy.frequency)
    return Marks(conduct.dbt, percent, severity, frequency)
