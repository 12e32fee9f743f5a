"""Whose figures a document rests on that come with the program: the classes of countries, and the rates amounts were told at."""

from collections.abc import Iterator, Sequence
from datetime import date

from credit.assess import Assessed
from credit.assessment import Assessment
from credit.book import Book
from documents.paper import Block, Heading, Points
from wording.citations import class_cited, classes_cited, rates_cited
from wording.words import _

__all__ = ["sources_of_buyer", "sources_of_house"]


def sources_of_buyer(entry: Assessment, book: Book) -> Iterator[Block]:
    """The class of its country, and the rates its amounts were told at."""
    country = entry.account.customer.country
    risk = book.countries.at(country, entry.on)
    yield from _told([class_cited(country, risk)] if risk is not None else [], (entry,), book, entry.on)


def sources_of_house(assessed: Assessed, entries: Sequence[Assessment]) -> Iterator[Block]:
    """The classes of all their countries, and the rates their amounts were told at."""
    book, on = assessed.book, assessed.on
    risks = (book.countries.at(entry.account.customer.country, on) for entry in entries)
    days = [risk.published_on for risk in risks if risk is not None]
    yield from _told([classes_cited(days)] if days else [], entries, book, on)


def _told(cited: list[str], entries: Sequence[Assessment], book: Book, on: date) -> Iterator[Block]:
    rates = _rates(entries, book, on)
    cited += [rates_cited(book.rates.source, sorted(rates.items()))] if rates else []
    if cited:
        yield Heading(_("Sources"))
        yield Points(tuple(cited))


def _rates(entries: Sequence[Assessment], book: Book, on: date) -> dict[str, date]:
    """The oldest day of each currency an amount was told at: in the base currency of the house, or in that of a buyer."""
    owed = {aging.currency for entry in entries for aging in entry.agings} - {book.base}
    told = [(code, found[1]) for code in owed if (found := book.rates.factor(code, book.base, on)) is not None]
    told += [rate for entry in entries for rate in entry.exposure.rates_on]
    return {code: min(day for other, day in told if other == code) for code, _day in told}
