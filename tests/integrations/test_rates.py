"""The rates that come with the program are the bank's own, on the bank's own days."""

import csv
import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest

from benchmarks.remake_rates import monthly, published
from credit.money import Money
from integrations.rates import SOURCE, load_rates
from tests.shared import SHARED, needs_shared

ARCHIVE = SHARED / "providers" / "fx" / "ecb-eurofxref-hist.zip"
ALL = ("USD", "CNY", "GBP", "JPY", "TRY", "HRK", "RUB")


@cache
def bank() -> dict[str, dict[str, str]]:
    """The bank's rows by their day."""
    with zipfile.ZipFile(ARCHIVE) as archive:
        text = archive.read("eurofxref-hist.csv").decode()
    return {row["Date"]: row for row in csv.DictReader(io.StringIO(text))}


@needs_shared
def test_the_euro_in_dollars_is_what_the_bank_published() -> None:
    """1 April 2020 is the first day of publication of its month."""
    rates = load_rates(["USD"])

    assert rates.factor("EUR", "USD", date(2020, 4, 1)) == (Decimal(bank()["2020-04-01"]["USD"]), date(2020, 4, 1))


@needs_shared
def test_every_rate_stands_in_the_banks_table_on_its_day() -> None:
    for currency, series in load_rates(ALL).series.items():
        for day, value in zip(series.days, series.values, strict=True):
            assert value == Decimal(bank()[day.isoformat()][currency])


@needs_shared
def test_the_table_holds_the_first_day_of_each_month_and_the_last_of_all() -> None:
    firsts: dict[str, str] = {}
    for day in sorted(day for day in bank() if day >= "2005"):
        firsts.setdefault(day[:7], day)

    days = [day.isoformat() for day in load_rates(["USD"]).series["USD"].days]

    assert days == sorted({*firsts.values(), max(bank())})


@needs_shared
def test_remaking_the_table_gives_the_table_that_is_shipped() -> None:
    heading, rows = monthly(published(ARCHIVE))
    series = load_rates(heading).series

    assert set(series) == set(heading[1:])
    for column, name in enumerate(heading[1:], 1):
        filled = [(date.fromisoformat(row[0]), Decimal(row[column])) for row in rows if row[column]]
        assert list(zip(series[name].days, series[name].values, strict=True)) == filled


def test_the_day_before_a_publication_knows_only_the_one_before() -> None:
    rates = load_rates(["USD"])
    days = rates.series["USD"].days
    for earlier, later in pairwise(days):
        known = rates.factor("EUR", "USD", later - timedelta(days=1))
        assert known is not None
        assert known[1] == earlier


@pytest.mark.parametrize(
    ("currency", "on"),
    [
        ("CNY", date(2005, 3, 31)),  # the bank has published the yuan since 1 April 2005
        ("AED", date(2020, 4, 1)),  # never
        ("USD", date(2004, 12, 31)),  # the table begins in January 2005
    ],
)
def test_what_was_not_published_is_not_known(currency: str, on: date) -> None:
    rates = load_rates([currency])

    assert rates.factor("EUR", currency, on) is None
    assert rates.convert(Money(100, currency), "EUR", on) is None


def test_the_yuan_is_known_from_its_first_day() -> None:
    known = load_rates(["CNY"]).factor("EUR", "CNY", date(2005, 4, 1))

    assert known is not None
    assert known[1] == date(2005, 4, 1)


def test_only_the_currencies_asked_for_are_loaded() -> None:
    rates = load_rates(name for name in ("USD", "EUR", "AED"))

    assert (set(rates.series), rates.pivot, rates.source) == ({"USD"}, "EUR", SOURCE)
