"""Whose the figures are that come with the program: a buyer's country class and the rates its amounts were told at."""

from collections.abc import Iterator
from typing import Any

from tui.views.snapshot import Snapshot
from wording.citations import ECB, OECD, class_cited, rates_cited
from wording.words import _

__all__ = ["citation_lines", "citation_records"]

Line = tuple[str, str, str]
Record = dict[str, Any]


def citation_lines(shown: Snapshot, customer_id: str) -> Iterator[Line]:
    """A line for the class of the country, one for the rates; none where no such figure stands on the page."""
    entry = shown.assessed.of(customer_id)
    country = entry.account.customer.country
    if (risk := shown.book.countries.at(country, shown.on)) is not None:
        yield _("Source"), class_cited(country, risk), "muted"
    if entry.exposure.rates_on:
        yield _("Source"), rates_cited(shown.book.rates.source, entry.exposure.rates_on), "muted"


def citation_records(shown: Snapshot, customer_id: str) -> list[Record]:
    """The same for scripts: what it is, whose, and of which day."""
    entry = shown.assessed.of(customer_id)
    country = entry.account.customer.country
    risk = shown.book.countries.at(country, shown.on)
    classes = [{"what": "country_risk", "source": OECD, "of": country, "on": risk.published_on}] if risk is not None else []
    source = shown.book.rates.source or ECB
    rates = [{"what": "rate_of_exchange", "source": source, "of": code, "on": day} for code, day in entry.exposure.rates_on]
    return [*classes, *rates]
