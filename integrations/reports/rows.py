"""Findings as rows: key, value, unit, day, source; the columns of a CSV file, or the objects of a JSON list.

A row says one thing or is refused by its line. An amount needs its currency as unit; a number with marks that can be read in
two ways needs `--decimal`; a word where a number is due says that none was published.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from credit.money import exponent
from credit.problem import InvalidMoney, Problem
from credit.report import Finding, FindingStatus
from integrations.bounded import Json
from integrations.providers.findings import clean, read_finding
from integrations.providers.mapping import Field, Place, ValueType
from integrations.reports.keys import KEYS, Shape, nearest
from integrations.reports.proposed import Proposal

__all__ = ["COLUMNS", "Rows", "read_rows", "value_of"]

COLUMNS = ("key", "value", "unit", "as_of", "source")
_YES = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
Row = tuple[int, Mapping[str, Json]]
"""The line, or the place in the list, and what stands there by column."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What is read by besides the row itself."""

    path: str
    on: date
    decimal_mark: str = ""


def read_rows(rows: Iterable[Row], how: Rows) -> Iterator[Proposal | Problem]:
    """Each row as a proposal, or what is wrong with it."""
    seen: dict[tuple[str, date | None], Finding] = {}
    for line, row in rows:
        told = _read(line, row, how)
        if isinstance(told, Proposal):
            before = seen.setdefault((told.finding.key, told.as_of), told.finding)
            if (before.value, before.status) != (told.finding.value, told.finding.status):
                told = Problem("duplicate_differs", told.finding.key, how.path, line, "key")
        yield told


def _read(line: int, row: Mapping[str, Json], how: Rows) -> Proposal | Problem:
    def wrong(code: str, column: str, detail: str = "", expected: str = "") -> Problem:
        return Problem(code, detail or _text(row.get(column))[:40], how.path, line, column, expected)

    key = _text(row.get("key"))
    shape = KEYS.get(key)
    if shape is None:
        return wrong("unknown_finding", "key", expected=nearest(key) or ", ".join(sorted(KEYS)[:3]) + ", ...")
    as_of = _day(_text(row.get("as_of")))
    if (as_of is None and _text(row.get("as_of"))) or (as_of is not None and as_of > how.on):
        return wrong("finding_ahead" if as_of else "bad_date", "as_of")
    unit = _text(row.get("unit"))
    if shape.type is ValueType.MONEY and _text(row.get("value")) and not _is_currency(unit):
        return wrong("bad_currency", "unit", unit or "-")
    found = value_of(key, shape, row.get("value"), unit, how.decimal_mark)
    if shape.words and found.value is None and found.original:
        return wrong("unknown_word", "value", expected=", ".join(shape.words))
    if found.status is FindingStatus.AMBIGUOUS:
        return wrong("finding_unclear", "value")
    source = _text(row.get("source"))
    return Proposal(_placed(found, f"row {line}" + (f", {source}" if source else "")), as_of, line)


def value_of(key: str, shape: Shape, raw: Json, unit: str = "", decimal_mark: str = "", date_format: str = "") -> Finding:
    """One value read as what its key is; of an amount `unit` is the currency."""
    place = Place.of("value")
    if shape.type is ValueType.BOOL and isinstance(raw, str):
        raw = _YES.get(raw.strip().lower(), raw)
    if shape.words and isinstance(raw, str):
        word = "_".join(raw.split())
        raw_word = next((each for each in shape.words if each.lower() == word.lower()), None)
        status = FindingStatus.KNOWN if raw_word else FindingStatus.NOT_PUBLISHED
        return Finding(key, raw_word, status, "", "", clean(raw, 80))
    money = shape.type is ValueType.MONEY
    field = Field(
        key,
        place,
        shape.type,
        unit="" if money else unit if unit and shape.type is not ValueType.PERCENT else shape.unit,
        currency=unit if money else "",
        decimal_mark=decimal_mark,
        date_format=date_format,
    )
    return read_finding(field, {"value": raw})


def _placed(found: Finding, place: str) -> Finding:
    return Finding(found.key, found.value, found.status, found.unit, place, found.original)


def _text(value: Json) -> str:
    return "" if value is None or isinstance(value, dict | list) else clean(str(value))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _is_currency(text: str) -> bool:
    try:
        exponent(text)
    except InvalidMoney:
        return False
    return True
