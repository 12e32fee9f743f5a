"""Seasons: the months of the year in which a buyer always pays later, or earlier, than it does otherwise.

A buyer that is late every August is not getting worse in August. A month stands out only when it does so in every year
seen, by days that matter, and with more than chance: of twelve months one always lies highest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import fmean, variance
from typing import ClassVar

from credit.pay_trend import mean_days
from credit.payment_record import Experience

__all__ = ["OutstandingMonth", "SeasonPolicy", "seasons", "seasons_of"]


@dataclass(frozen=True, slots=True)
class SeasonPolicy:
    """When a month of the year stands out [P]."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {"least_years": (1, 50), "least_invoices": (2, 1000), "least_t": (0, 100)}

    least_years: int = 2
    """Years a record must span, and years in which the month must be seen."""
    least_invoices: int = 5
    """Invoices due in the month, and in the rest of the year."""
    least_days: int = 5
    """Days by which its mean must differ from the rest of the year."""
    least_t: Decimal = Decimal(3)
    """Welch's t; high, because twelve months are tried."""


@dataclass(frozen=True, slots=True)
class OutstandingMonth:
    """A month of the year with a lateness of its own."""

    month: int
    """1 for January."""
    days: int
    """Mean days late of invoices due in it less the mean of all others, rounded."""
    invoices: int
    years: int


def seasons(record: Sequence[Experience], policy: SeasonPolicy = SeasonPolicy()) -> tuple[OutstandingMonth, ...] | None:
    """The months that stand out, January first; `None` where the record is too short to say."""
    return seasons_of([(told.due_on, float(mean_days(told))) for told in record], policy)


def seasons_of(late: Sequence[tuple[date, float]], policy: SeasonPolicy) -> tuple[OutstandingMonth, ...] | None:
    """The same of due dates and days late."""
    if not late:
        return None
    dues = [due for due, _ in late]
    if (max(dues) - min(dues)).days < policy.least_years * 365:
        return None
    found = (_outstanding(late, month, policy) for month in _apart(late, policy))
    return tuple(month for month in found if month is not None)


def _apart(late: Sequence[tuple[date, float]], policy: SeasonPolicy) -> list[int]:
    """The months that may lie so many days apart from the rest, in order: most do not, and are looked at no further."""
    own: dict[int, list[float]] = {}
    for due, days in late:
        own.setdefault(due.month, []).append(days)
    whole, count = sum(days for _, days in late), len(late)
    rest = {month: (whole - sum(days)) / (count - len(days)) for month, days in own.items() if len(days) < count}
    return sorted(
        month for month, usual in rest.items() if abs(sum(own[month]) / len(own[month]) - usual) > policy.least_days - 1
    )


def _outstanding(late: Sequence[tuple[date, float]], month: int, policy: SeasonPolicy) -> OutstandingMonth | None:
    own = [(due.year, days) for due, days in late if due.month == month]
    rest = [days for due, days in late if due.month != month]
    years = {year for year, _ in own}
    if min(len(own), len(rest)) < max(policy.least_invoices, 2) or len(years) < policy.least_years:
        return None
    days = [days for _, days in own]
    usual = fmean(rest)
    apart = fmean(days) - usual
    noise = (variance(days) / len(days) + variance(rest) / len(rest)) ** 0.5
    if abs(apart) < policy.least_days or abs(apart) < float(policy.least_t) * noise:
        return None
    by_year = (fmean(days for of, days in own if of == year) - usual for year in years)
    if not all(difference * apart > 0 for difference in by_year):
        return None
    return OutstandingMonth(month, round(apart), len(own), len(years))
