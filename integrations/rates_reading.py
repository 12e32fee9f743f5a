"""What somebody publishes as rates of exchange, read into days and figures: the pure half of refreshing the table.

Three forms are known: the answer of a Frankfurter service (JSON, of its first or second version), the bank's own history
(`eurofxref-hist.csv`, also as the zip it comes in), and the bank's data portal (`csvdata`). A blank or `N/A` is a day on which
nothing was published, never a zero; a figure that is none refuses the whole source, because a table that lies in one place is
not believed in the others.
"""

import csv
import io
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import ClassVar

from credit.problem import Fault
from integrations.bounded import Json, strict_json
from integrations.endings import Setback
from integrations.table_source import LARGEST

__all__ = ["Published", "RatesRefused", "RatesTrouble", "parse_answer", "parse_file"]

PIVOT = "EUR"
DAY = "Date"
ABSENT = frozenset({"", "N/A"})
_CODE = re.compile(r"[A-Z]{3}")
MOST_DIGITS = 15
"""Before the point or behind it: no money was ever worth so little that a rate had more."""
Figure = tuple[str, str, str]
"""A day, a currency and its rate, as they were written."""


class RatesTrouble(StrEnum):
    """Why a source of rates is not used."""

    NOT_A_TABLE = "not_a_table"
    BAD_DAY = "bad_day"
    BAD_RATE = "bad_rate"
    OTHER_BASE = "other_base"
    """The rates are against another currency than the euro."""
    NOTHING_IN_IT = "nothing_in_it"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"


class RatesRefused(Fault):
    """A source of rates that is not used (`reason`, `detail`: what stands there)."""

    code: ClassVar[str] = "rates_refused"

    def __init__(self, reason: RatesTrouble, detail: str = "") -> None:
        """Keep why, and the piece that is meant, shortened."""
        super().__init__(reason=reason, detail=detail[:40])
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Published:
    """Units of each currency for one euro, by currency and day."""

    rates: Mapping[str, Mapping[date, Decimal]]
    source: str

    @property
    def last(self) -> date:
        """The latest day any rate is of."""
        return max(max(days) for days in self.rates.values())


def parse_answer(raw: bytes) -> Published:
    """The rates of a Frankfurter answer: a list of day, base, quote and rate, or what its first version gives."""
    try:
        rows = strict_json(raw)
    except Setback as setback:
        raise RatesRefused(RatesTrouble.NOT_A_TABLE, setback.reason) from None
    if isinstance(rows, dict) and isinstance(rates := rows.get("rates"), dict):
        return _published(_of_first_version(rows, rates), "frankfurter")
    if not isinstance(rows, list):
        raise RatesRefused(RatesTrouble.NOT_A_TABLE)
    return _published((_of_row(row) for row in rows), "frankfurter")


def parse_file(raw: bytes) -> Published:
    """The rates of a file of the bank's: its history, plain or zipped, or an extract of its data portal."""
    text = _text(_unzipped(raw) if raw.startswith(b"PK") else raw)
    try:
        heading, *rows = list(csv.reader(line for line in text.splitlines() if line.strip() and line[0] != "#")) or [[]]
    except csv.Error:
        raise RatesRefused(RatesTrouble.NOT_A_TABLE) from None
    names = [name.strip() for name in heading]
    if {"CURRENCY", "CURRENCY_DENOM", "TIME_PERIOD", "OBS_VALUE"} <= set(names):
        return _published(_of_portal(names, rows), "ecb")
    if names[:1] == [DAY]:
        return _published(_of_history(names, rows), "ecb")
    raise RatesRefused(RatesTrouble.NOT_A_TABLE, ",".join(names))


def _of_row(row: Json) -> Figure:
    """One rate of an answer; a number and a text are both a figure here, a list is none."""
    if not isinstance(row, dict):
        raise RatesRefused(RatesTrouble.NOT_A_TABLE)
    if row.get("base") != PIVOT:
        raise RatesRefused(RatesTrouble.OTHER_BASE, str(row.get("base")))
    day, quote, rate = row.get("date"), row.get("quote"), row.get("rate")
    if not isinstance(day, str) or not isinstance(quote, str) or isinstance(rate, bool):
        raise RatesRefused(RatesTrouble.NOT_A_TABLE)
    if rate is not None and not isinstance(rate, int | Decimal | str):
        raise RatesRefused(RatesTrouble.BAD_RATE, quote)
    return day, quote, "" if rate is None else str(rate)


def _of_first_version(whole: dict[str, Json], rates: dict[str, Json]) -> Iterator[Figure]:
    """Version 1: one base and the rates by currency, of one day or by day; for another amount than one they are no rates."""
    if whole.get("amount", 1) != 1:
        raise RatesRefused(RatesTrouble.BAD_RATE, f"amount {whole['amount']}")
    for day, of_day in [(whole["date"], rates)] if "date" in whole else rates.items():
        for quote, rate in (of_day if isinstance(of_day, dict) else {"": of_day}).items():
            yield _of_row({"date": day, "base": whole.get("base"), "quote": quote, "rate": rate})


def _of_history(names: list[str], rows: Iterable[list[str]]) -> Iterator[Figure]:
    """The bank's history: a row for each day, a column for each currency, and a comma behind the last one."""
    for row in rows:
        if any(cell.strip() for cell in row[len(names) :]):  # such as a figure with a decimal comma: nothing is in its column
            raise RatesRefused(RatesTrouble.NOT_A_TABLE, ",".join(row))
        yield from ((row[0].strip(), name, cell.strip()) for name, cell in zip(names[1:], row[1:], strict=False) if name)


def _of_portal(names: list[str], rows: Iterable[list[str]]) -> Iterator[Figure]:
    """The bank's data portal: a row for each rate."""
    for row in rows:
        cells = dict(zip(names, row, strict=False))
        if cells.get("CURRENCY_DENOM") != PIVOT:
            raise RatesRefused(RatesTrouble.OTHER_BASE, cells.get("CURRENCY_DENOM", ""))
        yield cells.get("TIME_PERIOD", ""), cells.get("CURRENCY", ""), cells.get("OBS_VALUE", "")


def _published(figures: Iterable[Figure], source: str) -> Published:
    """The figures by currency and day; the euro against itself is left out."""
    found: defaultdict[str, dict[date, Decimal]] = defaultdict(dict)
    for day, currency, rate in figures:
        if currency == PIVOT or rate in ABSENT:
            continue
        if not _CODE.fullmatch(currency):
            raise RatesRefused(RatesTrouble.NOT_A_TABLE, currency)
        found[currency][_day(day)] = _rate(rate, currency)
    if not found:
        raise RatesRefused(RatesTrouble.NOTHING_IN_IT)
    return Published(found, source)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RatesRefused(RatesTrouble.BAD_DAY, text) from None


def _rate(text: str, currency: str) -> Decimal:
    """A rate above zero that can be reckoned with; money that costs nothing is a mistake of the source."""
    try:
        rate = Decimal(text)
    except InvalidOperation:
        raise RatesRefused(RatesTrouble.BAD_RATE, f"{currency} {text}") from None
    if not rate.is_finite() or rate <= 0 or abs(rate.adjusted()) > MOST_DIGITS:
        raise RatesRefused(RatesTrouble.BAD_RATE, f"{currency} {text}")
    return rate


def _unzipped(raw: bytes) -> bytes:
    """The one table of an archive, if it is of a size a table may have."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            (member,) = archive.infolist()
            if member.file_size > LARGEST:
                raise RatesRefused(RatesTrouble.TOO_LARGE)
            return archive.read(member)
    # packed in a way the library does not know (NotImplementedError), under a password (RuntimeError), cut short, or no archive
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error):
        raise RatesRefused(RatesTrouble.UNREADABLE) from None


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RatesRefused(RatesTrouble.UNREADABLE) from None
