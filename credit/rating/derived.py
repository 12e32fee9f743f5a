"""Ratios that one report's own figures give where it does not print them; each names the findings it was made of.

Only figures of one report and one currency meet in a ratio, and nothing is divided by what is not above zero.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from credit.money import Money
from credit.report import FindingValue

__all__ = ["Derived", "derived", "years_since"]

FIN, OPE = "financial_strength.", "operating_capability."
Derived = tuple[str, Decimal, tuple[str, ...]]
"""Key, value, and the findings it was made of."""
Known = Mapping[str, FindingValue]


def derived(known: Known, on: date) -> Iterator[Derived]:
    """Every ratio these findings give on `on`; of tangible net worth where intangible assets are known (appendix A)."""
    for key, above, below, percent in RATIOS:
        made = _ratio(known, above, below)
        if made is not None:
            yield key, round(made * (100 if percent else 1), 2), (above, below)
    yield from _tangible(known)
    begun = known.get("enterprise_quality.incorporated_on")
    if isinstance(begun, date) and begun <= on:
        yield "enterprise_quality.age_years", Decimal(years_since(begun, on)), ("enterprise_quality.incorporated_on",)


RATIOS = (
    (FIN + "current_ratio", FIN + "current_assets", FIN + "current_liabilities", False),
    (FIN + "cash_ratio", FIN + "cash", FIN + "current_liabilities", False),
    (FIN + "gearing", FIN + "total_liabilities", FIN + "equity", False),
    (FIN + "return_on_assets", FIN + "net_income", FIN + "total_assets", True),
    (OPE + "pretax_margin", FIN + "pretax_profit", FIN + "turnover", True),
)
"""Key, numerator, denominator, and whether it is told in percent."""


def _ratio(known: Known, above: str, below: str) -> Decimal | None:
    over, under = known.get(above), known.get(below)
    if not (isinstance(over, Money) and isinstance(under, Money)) or over.currency != under.currency or under.minor <= 0:
        return None
    return Decimal(over.minor) / under.minor


def _tangible(known: Known) -> Iterator[Derived]:
    """Equity less intangible assets, in percent of total assets; without word of intangibles, of equity as it stands."""
    made = _ratio(known, FIN + "equity", FIN + "total_assets")
    if made is None:
        return
    parts: tuple[str, ...] = (FIN + "equity", FIN + "total_assets")
    less = _ratio(known, FIN + "intangible_assets", FIN + "total_assets")
    if less is not None:
        made, parts = made - less, (*parts, FIN + "intangible_assets")
    yield FIN + "equity_percent", round(made * 100, 2), parts


def years_since(day: date, on: date) -> int:
    """Whole years from `day` to `on`."""
    return on.year - day.year - ((on.month, on.day) < (day.month, day.day))
