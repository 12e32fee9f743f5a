"""When an alert rings: what the tests of the rules ask of a little book."""

from dataclasses import replace
from datetime import date, timedelta

from credit.alerts import Alert
from credit.assess import assess_book
from credit.book import Book
from credit.country import Countries, CountryRisk
from tests.credit.little_book import TODAY, day, little_book

__all__ = ["PROMPT", "alert", "kinds", "paid", "publications", "rings_from"]


def paid(late: int, parts: int = 1, count: int = 10, first: int = -200) -> str:
    """So many invoices a day apart, each paid so many days late, in equal parts of one day."""
    lines = []
    for n in range(count):
        lines.append(f"invoice C1 H{n} {first + n:+} 900USD")
        lines += [f"receipt C1 R{n}-{k} {first + n + late:+} {900 // parts}USD for=H{n}" for k in range(parts)]
    return "\n".join(lines) + "\n"


PROMPT = paid(2)
"""A habit: ten invoices paid two days late."""


def publications(*classes: tuple[str, int | None], country: str = "TR") -> Countries:
    """Classes of one country with the day each was published, the oldest first."""
    return Countries({country: tuple(CountryRisk(day(on), value) for on, value in classes)}, "oecd")


def _book(book: Book | str, countries: Countries | None = None) -> Book:
    made = little_book(book, home="") if isinstance(book, str) else book
    return replace(made, countries=countries) if countries is not None else made


def alert(book: Book | str, kind: str, on: date = TODAY, countries: Countries | None = None) -> Alert | None:
    """The alert of this kind on C1 as known on a day; `None` where none rings."""
    found = assess_book(_book(book, countries), on).by_id.get("C1")
    return next((a for a in found.alerts if a.kind == kind), None) if found else None


def kinds(book: Book | str, on: date = TODAY) -> set[str]:
    """Kinds of all alerts on C1 as known on a day."""
    found = assess_book(_book(book), on).by_id.get("C1")
    return {a.kind.value for a in found.alerts} if found else set()


def rings_from(book: Book | str, kind: str, first: str, countries: Countries | None = None) -> Alert:
    """It rings on that day and not on the day before; on that day and today it tells that day, that id, and its evidence."""
    then, now = alert(book, kind, day(first), countries), alert(book, kind, TODAY, countries)
    assert then is not None
    assert now is not None
    assert alert(book, kind, day(first) - timedelta(days=1), countries) is None
    assert now.learnt_on == then.learnt_on == day(first)
    assert now.id == then.id
    assert isinstance(now.evidence["on"], date)
    assert now.evidence["on"] <= day(first)
    assert now.evidence["source"]
    return now
