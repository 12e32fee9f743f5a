"""Rates of exchange that come with the program: the euro reference rates of the European Central Bank.

The table holds one row a month, so a rate is up to a month old; whoever shows an amount names the day of its rate. A
day before a currency's first row has no rate, and nothing is interpolated. `benchmarks/remake_rates.py` makes the table.
What was fetched since (`rates_refresh`) stands in a file of the user's data, and joins it day by day.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

from credit.problem import Problem
from credit.rates import Rates, Series

__all__ = ["SOURCE", "load_rates", "read_rates"]

SOURCE = "European Central Bank, euro foreign exchange reference rates"
TABLE = ("data", "ecb_rates.csv")
PIVOT = "EUR"
RENEWED_DAYS = 7
"""Days after which later rates are there: they come on every working day, and no holidays of the bank are longer."""


def load_rates(currencies: Iterable[str] | None = None) -> Rates:
    """The published rates of these currencies, or of all, against the euro; one the table does not know is left out."""
    wanted = None if currencies is None else set(currencies)
    text = files("integrations").joinpath(*TABLE).read_text(encoding="utf-8")
    rows = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    _, *names = next(rows)
    table = [(date.fromisoformat(row[0]), row) for row in rows]
    columns = ((column, name) for column, name in enumerate(names, 1) if wanted is None or name in wanted)
    return Rates(PIVOT, {name: _series(column, table) for column, name in columns}, SOURCE)


def read_rates(kept: Path) -> tuple[Rates, tuple[Problem, ...]]:
    """Every rate that came with the program, with those of the file `kept`, and what is wrong with that file."""
    shipped = load_rates()
    try:
        raw = kept.read_bytes()
    except FileNotFoundError:
        return shipped, ()
    except OSError as wrong:
        return shipped, (Problem("file_unreadable", str(wrong.strerror), str(kept)),)
    from integrations.rates_reading import RatesRefused, parse_file
    from integrations.rates_refresh import joined

    try:
        return joined(shipped, [parse_file(raw).rates]), ()
    except RatesRefused:
        return shipped, (Problem("rates_file_damaged", "", str(kept)),)


def _series(column: int, table: list[tuple[date, list[str]]]) -> Series:
    days, values = zip(*_published(column, table), strict=True)
    return Series(days, values)


def _published(column: int, table: list[tuple[date, list[str]]]) -> Iterator[tuple[date, Decimal]]:
    """Days and rates of one column; a blank is a day on which nothing was published."""
    return ((day, Decimal(row[column])) for day, row in table if row[column])
