"""How the OECD and the European Central Bank are cited, wherever a figure of theirs stands or an amount was told at their rates.

Both may be used by everybody who names their source and day. The OECD makes its classes for export credits and endorses no
other use; the European Central Bank publishes its rates for information and discourages dealing at them.
"""

from collections.abc import Iterable
from datetime import date

from credit.country import CountryRisk
from wording import figures, report_terms
from wording.listing import listed
from wording.words import _

__all__ = ["ECB", "OECD", "class_cited", "classes_cited", "rates_cited", "rates_named"]

OECD = "OECD, Country Risk Classifications of the Participants to the Arrangement on Officially Supported Export Credits"
ECB = "European Central Bank, euro foreign exchange reference rates"


def class_cited(country: str, risk: CountryRisk) -> str:
    """The class of one country, or why it has none."""
    known = _("class {n}").format(n=risk.risk_class) if risk.risk_class is not None else report_terms.value(risk.status)
    told = _("{source}; {country}: {what}, of {day}; made for export credits, no other use is endorsed")
    return told.format(source=OECD, country=country, what=known, day=figures.day(risk.published_on))


def classes_cited(days: Iterable[date]) -> str:
    """The classes of many countries, by the days they were published."""
    told = _("{source}, of {days}; made for export credits, no other use is endorsed")
    return told.format(source=OECD, days=listed(figures.day(day) for day in sorted({*days})))


def rates_cited(source: str, days: Iterable[tuple[str, date]]) -> str:
    """The rates of these currencies by their days; where nobody named a `source` they are the central bank's."""
    told = _("{source}: {days}; published for information, not to deal at")
    return told.format(source=source or ECB, days=listed(f"{code} {figures.day(day)}" for code, day in days))


def rates_named(source: str) -> str:
    """Whose the rates are, in a word or two."""
    return _("ECB") if source in ("", ECB) else source.partition(",")[0]
