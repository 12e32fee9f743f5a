"""Country risk by day of publication: the OECD's classes 0 to 7, and what has none.

A high-income country is not classified, and one nobody reviewed is not either: neither is class 0 (TRADE.md 5).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

__all__ = ["NO_COUNTRIES", "WELL_OFF", "Countries", "CountryRisk", "CountryStatus"]


class CountryStatus(StrEnum):
    """Whether a country has a class, and if not, why: the words of the table, of the policy and of the reports."""

    CLASSIFIED = "classified"
    HIGH_INCOME_OECD = "high_income_oecd"
    HIGH_INCOME_EURO_AREA = "high_income_euro_area"
    EURO_MICROSTATE = "euro_microstate"
    NOT_REVIEWED = "not_reviewed"


WELL_OFF = (CountryStatus.HIGH_INCOME_OECD, CountryStatus.HIGH_INCOME_EURO_AREA, CountryStatus.EURO_MICROSTATE)
"""Without a class because nobody needs one; the others without one are simply not known."""


@dataclass(frozen=True, slots=True)
class CountryRisk:
    """What one publication says of one country."""

    published_on: date
    risk_class: int | None
    """0 (best) to 7; `None` where it has none, and then `status` says why."""
    status: CountryStatus = CountryStatus.CLASSIFIED

    @property
    def well_off(self) -> bool:
        """Whether it has no class because it needs none."""
        return self.risk_class is None and self.status in WELL_OFF


@dataclass(frozen=True, slots=True)
class Countries:
    """Publications by country (ISO 3166-1 alpha-2), oldest first."""

    risks: Mapping[str, tuple[CountryRisk, ...]] = field(default_factory=dict)
    source: str = ""

    def at(self, country: str, on: date) -> CountryRisk | None:
        """The latest publication about a country by that day; `None` where there is none."""
        return next((risk for risk in reversed(self.risks.get(country, ())) if risk.published_on <= on), None)


NO_COUNTRIES = Countries()
