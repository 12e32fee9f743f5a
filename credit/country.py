"""Country risk by day of publication: the OECD's classes 0 to 7, and what has none.

A high-income country is not classified, and one nobody reviewed is not either: neither is class 0 (TRADE.md 5).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

__all__ = ["NO_COUNTRIES", "Countries", "CountryRisk"]


@dataclass(frozen=True, slots=True)
class CountryRisk:
    """What one publication says of one country."""

    published_on: date
    risk_class: int | None
    """0 (best) to 7; `None` where it has none, and then `status` says why."""
    status: str = "classified"
    """`classified`, `high_income_oecd`, `high_income_euro_area`, `euro_microstate`, `not_reviewed`."""


@dataclass(frozen=True, slots=True)
class Countries:
    """Publications by country (ISO 3166-1 alpha-2), oldest first."""

    risks: Mapping[str, tuple[CountryRisk, ...]] = field(default_factory=dict)
    source: str = ""

    def at(self, country: str, on: date) -> CountryRisk | None:
        """The latest publication about a country by that day; `None` where there is none."""
        return next((risk for risk in reversed(self.risks.get(country, ())) if risk.published_on <= on), None)


NO_COUNTRIES = Countries()
