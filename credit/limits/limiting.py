"""The policy of limits: which lines of the exposure count, what a security is worth, and the bounds of a recommendation.

Weights marked [P] are the house's own; 35 and 5 percent for grade B are My DSO Manager's example (TRADE.md 3.6).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from credit.calendar import months_after

__all__ = ["Limiting"]

AMOUNT = (0, 10**12)


def _by_grade(a: int, b: int, c: int, d: int, e: int) -> Mapping[str, int]:
    return {"A": a, "B": b, "C": c, "D": d, "E": e}


@dataclass(frozen=True, slots=True)
class Limiting:
    """How exposure is held against a limit, and how a limit is recommended."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "grade_factor": (0, 1),
        "valid_months": (0, 120),
        "own_equity": AMOUNT,
        "late_percentile": (1, 100),
        "late_invoices": (1, 1000),
        "country_cap": AMOUNT,
    }

    counts: Mapping[str, bool] = field(
        default_factory=lambda: {
            "not_due": True,
            "overdue": True,
            "shipped": True,
            "in_production": True,
            "deposits": True,
            "unapplied": True,
        }
    )
    """Lines of the exposure that count against the limit; the other lines stand at risk all the same."""
    security_percent: Mapping[str, int] = field(
        default_factory=lambda: {
            "confirmed_lc": 100,
            "standby_lc": 95,
            "bank_guarantee": 95,
            "letter_of_credit": 80,
            "parent_guarantee": 50,
            "pledge": 40,
            "retention_of_title": 20,
        }
    )
    """What a security is worth, in percent of its amount, while it stands [P on the ladder of TRADE.md 5]."""
    discrepant_percent: int = 50
    """The same of what a bank need not pay of a credit, at most: discrepant documents still hold the goods, as D/P [P]."""
    worth_percent: Mapping[str, int] = field(default_factory=lambda: _by_grade(45, 35, 25, 10, 0))
    """Share of the buyer's tangible net worth, by grade [B: S, others P]."""
    turnover_percent: Mapping[str, int] = field(default_factory=lambda: _by_grade(7, 5, 3, 1, 0))
    """Share of the buyer's turnover, by grade [B: S, others P]."""
    own_equity: Decimal = Decimal(0)
    """The exporter's own equity in base currency; 0: not written down, and then it binds nothing."""
    own_equity_percent: Mapping[str, int] = field(default_factory=lambda: _by_grade(10, 8, 5, 2, 0))
    """Share of the exporter's own equity that may stand with one buyer, by grade [P]."""
    country_cap: Mapping[int, Decimal] = field(
        default_factory=lambda: {
            0: Decimal(10_000_000),
            1: Decimal(5_000_000),
            2: Decimal(3_000_000),
            3: Decimal(1_500_000),
            4: Decimal(800_000),
            5: Decimal(400_000),
            6: Decimal(200_000),
            7: Decimal(50_000),
        }
    )
    """Most that may stand with one buyer of a country, by its OECD class, in base currency [P]; no class, no cap."""
    grade_factor: Mapping[str, Decimal] = field(
        default_factory=lambda: {
            "A": Decimal(1),
            "B": Decimal("0.8"),
            "C": Decimal("0.5"),
            "D": Decimal("0.2"),
            "E": Decimal(0),
        }
    )
    """What of the smallest bound is recommended, by grade; E is cash or letter of credit only (TRADE.md 3.6) [P]."""
    valid_months: Mapping[str, int] = field(default_factory=lambda: {**_by_grade(12, 12, 6, 3, 0), "unrated": 3})
    """Months for which a limit stands after it was decided, by the grade of today (TRADE.md 3.6) [P]."""
    transit_days: int = 30
    """Days between shipment and what the terms count from that the need is reckoned with [P]."""
    late_percentile: int = 75
    """Of the days the buyer's last invoices were late, the percentile that the need is reckoned with."""
    late_invoices: int = 20
    """Latest settled invoices that are looked at for it."""

    def ends(self, decided_on: date) -> Mapping[str, date]:
        """By grade, the day from which a limit that was decided then no longer stands."""
        return {grade: months_after(decided_on, months) for grade, months in self.valid_months.items()}
