"""Figures of the laws on late payment: points, fixed sums, and the reference rates they are counted from.

The tables of reference rates are the house's to keep up to date, in its policy file: a later rate is one more line there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from credit.loss.sales_convention import APART, IN_FORCE
from credit.problem import InvalidPolicy

__all__ = ["DEFAULT_INTEREST", "InterestPolicy"]


def _table(text: str) -> dict[str, Decimal]:
    days = (line.split() for line in text.strip().splitlines())
    return {day: Decimal(rate) for day, rate in days}


ECB = """
2009-05-13 1.00
2011-04-13 1.25
2011-07-13 1.50
2011-11-09 1.25
2011-12-14 1.00
2012-07-11 0.75
2013-05-08 0.50
2013-11-13 0.25
2014-06-11 0.15
2014-09-10 0.05
2016-03-16 0.00
2022-07-27 0.50
2022-09-14 1.25
2022-11-02 2.00
2022-12-21 2.50
2023-02-08 3.00
2023-03-22 3.50
2023-05-10 3.75
2023-06-21 4.00
2023-08-02 4.25
2023-09-20 4.50
2024-06-12 4.25
2024-09-18 3.65
2024-10-23 3.40
2024-12-18 3.15
2025-02-05 2.90
2025-03-12 2.65
2025-04-23 2.40
2025-06-11 2.15
"""
BANK_RATE = """
2009-03-05 0.50
2016-08-04 0.25
2017-11-02 0.50
2018-08-02 0.75
2020-03-11 0.25
2020-03-19 0.10
2021-12-16 0.25
2022-02-03 0.50
2022-03-17 0.75
2022-05-05 1.00
2022-06-16 1.25
2022-08-04 1.75
2022-09-22 2.25
2022-11-03 3.00
2022-12-15 3.50
2023-02-02 4.00
2023-03-23 4.25
2023-05-11 4.50
2023-06-22 5.00
2023-08-03 5.25
2024-08-01 5.00
2024-11-07 4.75
2025-02-06 4.50
2025-05-08 4.25
2025-08-07 4.00
2025-12-18 3.75
"""
LPR = """
2019-08-20 4.25
2019-09-20 4.20
2019-11-20 4.15
2020-02-20 4.05
2020-04-20 3.85
2021-12-20 3.80
2022-01-20 3.70
2022-08-22 3.65
2023-06-20 3.55
2023-08-21 3.45
2024-07-22 3.35
2024-10-21 3.10
2025-05-20 3.00
"""
EU = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV"),
    *("MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
)


@dataclass(frozen=True, slots=True)
class InterestPolicy:
    """Figures of the statutes (TRADE.md 3.8)."""

    OPEN: ClassVar[frozenset[str]] = frozenset({"eu_reference", "uk_reference", "china_reference", "cisg_states"})
    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "eu_points": (0, 100), "eu_fixed": (0, 10**6), "uk_points": (0, 100), "uk_fixed": (0, 10**9),
        "uk_fixed_most": (0, 10**6), "china_factors": (1, 10), "year_days": (360, 366),
        "eu_reference": (0, 100), "uk_reference": (0, 100), "china_reference": (0, 100),
    }  # fmt: skip
    LISTS: ClassVar[Mapping[str, tuple[int, int]]] = {"china_factors": (2, 1)}

    eu_points: Decimal = Decimal(8)
    eu_fixed: Decimal = Decimal(40)
    """EUR a claim."""
    uk_points: Decimal = Decimal(8)
    uk_fixed: tuple[tuple[Decimal, Decimal], ...] = ((Decimal(1000), Decimal(40)), (Decimal(10000), Decimal(70)))
    """GBP of a debt below an amount in GBP [K] ..."""
    uk_fixed_most: Decimal = Decimal(100)
    """... and of any larger one."""
    china_factors: tuple[Decimal, Decimal] = (Decimal("1.3"), Decimal("1.5"))
    """Least and most of what a court adds to the LPR: 30 to 50 percent of it."""
    china_since: date = date(2019, 8, 20)
    """Day from which the LPR is the base."""
    year_days: int = 365
    eu_reference: Mapping[str, Decimal] = field(default_factory=lambda: _table(ECB))
    """Percent a year of the ECB's main refinancing operations, by the day from which it holds (ECB)."""
    uk_reference: Mapping[str, Decimal] = field(default_factory=lambda: _table(BANK_RATE))
    """Bank Rate of the Bank of England [K]."""
    china_reference: Mapping[str, Decimal] = field(default_factory=lambda: _table(LPR))
    """Loan prime rate of one year, 一年期 LPR [K]."""
    complete_to: date = date(2025, 12, 31)
    """Day through which these tables are complete."""
    eu_states: tuple[str, ...] = EU
    """Countries whose law has the directive's rate; the euro rule of the reference rate is taken for all of them [P]."""
    cisg_apart: tuple[tuple[str, ...], ...] = APART
    """Countries between which the UN sales convention (CISG) does not hold."""
    cisg_states: Mapping[str, date] = field(default_factory=lambda: IN_FORCE)
    """Day from which the convention's part III holds, by country; the United Kingdom and India are none of its states."""

    def __post_init__(self) -> None:
        """Raises `InvalidPolicy` where a reference rate stands under something that is no day."""
        for name in ("eu_reference", "uk_reference", "china_reference"):
            for day in getattr(self, name):
                try:
                    date.fromisoformat(day)
                except ValueError:
                    raise InvalidPolicy(key=f"interest.{name}.{day}", near="", problem="kind") from None


DEFAULT_INTEREST = InterestPolicy()
