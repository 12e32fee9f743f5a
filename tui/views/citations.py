"""Whose the figures are that come with the program: a buyer's country class and the rates its amounts were told at.

Both may be used by everybody who names their source and day. The OECD makes its classes for export credits and endorses no
other use; the European Central Bank publishes its rates for information and discourages dealing at them.
"""

from collections.abc import Iterator
from typing import Any

from tui.views.snapshot import Snapshot
from wording import figures, report_terms
from wording.listing import listed
from wording.words import _

__all__ = ["citation_lines", "citation_records"]

Line = tuple[str, str, str]
Record = dict[str, Any]
OECD = "OECD, Country Risk Classifications of the Participants to the Arrangement on Officially Supported Export Credits"
ECB = "European Central Bank, euro foreign exchange reference rates"


def citation_lines(shown: Snapshot, customer_id: str) -> Iterator[Line]:
    """A line for the class of the country, one for the rates; none where no such figure stands on the page."""
    entry = shown.assessed.of(customer_id)
    country = entry.account.customer.country
    if (risk := shown.book.countries.at(country, shown.on)) is not None:
        known = _("class {n}").format(n=risk.risk_class) if risk.risk_class is not None else report_terms.value(risk.status)
        told = _("{source}; {country}: {what}, of {day}; made for export credits, no other use is endorsed")
        words = told.format(source=OECD, country=country, what=known, day=figures.day(risk.published_on))
        yield _("Source"), words, "muted"
    if entry.exposure.rates_on:
        days = listed(f"{code} {figures.day(day)}" for code, day in entry.exposure.rates_on)
        told = _("{source}: {days}; published for information, not to deal at")
        yield _("Source"), told.format(source=shown.book.rates.source or ECB, days=days), "muted"


def citation_records(shown: Snapshot, customer_id: str) -> list[Record]:
    """The same for scripts: what it is, whose, and of which day."""
    entry = shown.assessed.of(customer_id)
    country = entry.account.customer.country
    risk = shown.book.countries.at(country, shown.on)
    classes = [{"what": "country_risk", "source": OECD, "of": country, "on": risk.published_on}] if risk is not None else []
    source = shown.book.rates.source or ECB
    rates = [{"what": "rate_of_exchange", "source": source, "of": code, "on": day} for code, day in entry.exposure.rates_on]
    return [*classes, *rates]
