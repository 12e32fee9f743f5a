"""The date format of a column, decided by the whole column and never by one row.

3/4/2020 alone is March or April; a column with 13/4/2020 in it is not in doubt. So every value of every date column is looked
at before the first row is read, and a column that stays in doubt is refused by name.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from integrations.ledgers.faults import AmbiguousDates

__all__ = ["DATE_ORDERS", "DEFAULT_FORMATS", "DateFormat", "date_format", "settled"]

DEFAULT_FORMATS = ("YYYY-MM-DD", "YYYY-MM-DD hh:mm:ss", "YYYY/M/D", "YYYYMMDD", "YYYY年M月D日", "D.M.YYYY")
DATE_ORDERS = ("dmy", "mdy", "ymd")
"""Orders of day, month and year."""
_TOKENS = {
    "YYYY": r"(?P<year>[0-9]{4})",
    "YY": r"(?P<short>[0-9]{2})",
    "MMMM": r"(?P<whole>[A-Za-z]{3,9})",
    "MMM": r"(?P<name>[A-Za-z]{3})",
    "AM": r"[AaPp][Mm]",
    "MM": r"(?P<month>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})",
    "DD": r"(?P<day>[0-9]{2})",
    "D": r"(?P<day>[0-9]{1,2})",
    **dict.fromkeys(("hh", "mm", "ss"), r"[0-9]{2}"),
    "h": r"[0-9]{1,2}",
}
_SPLIT = re.compile("(" + "|".join(_TOKENS) + ")")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WHOLE = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MICROSECONDS = re.compile(r"[0-9]{14,16}(\.0*)?")


@dataclass(frozen=True, slots=True)
class DateFormat:
    """One way to write a date."""

    name: str
    read: Callable[[str], date | None]
    """The date a text stands for; `None` where it is not written this way or no such day exists."""


def date_format(name: str) -> DateFormat:
    """The format of this name, such as `D/M/YYYY`, `D-MMM-YY` or `microseconds`; raises `ValueError` for none.

    Tokens: YYYY, YY (2000 to 2099), MM, M, MMM and MMMM (English, cut and whole), DD, D, hh, h, mm, ss, AM (or PM); anything else
    stands for itself.
    `microseconds` counts from 1970 in UTC, as SAP field dumps do.
    """
    if name == "microseconds":
        return DateFormat(name, _from_microseconds)
    try:
        pattern = re.compile("".join(_TOKENS.get(part, re.escape(part)) for part in _SPLIT.split(name)))
    except re.error:
        raise ValueError(name) from None
    groups = set(pattern.groupindex)
    if not ({"year", "short"} & groups and {"month", "name", "whole"} & groups and "day" in groups):
        raise ValueError(name)
    return DateFormat(name, lambda text: _from_parts(pattern, text))


def settled(formats: Iterable[DateFormat], columns: Mapping[str, Iterable[str]], order: str = "") -> dict[str, dict[str, date]]:
    """Every text of every column with its date, each column in one format; a text left out is no date of its column.

    The format that reads most of a column is the column's. Where two read as many, what the file's other columns settled on
    decides, then the `order` a person said (one of `DATE_ORDERS`); where neither tells and the dates differ, `AmbiguousDates` is
    raised.
    """
    formats = tuple(formats)
    best = {column: _best(formats, frozenset(texts)) for column, texts in columns.items()}
    certain = {name for found in best.values() if len(found) == 1 for name in found}
    said = {form.name for form in formats if order and _order(form.name) == order}
    return {column: _decided(column, found, certain, said) for column, found in best.items()}


def _order(name: str) -> str:
    """In which order a format has day, month and year; empty where it has none."""
    return "".join(dict.fromkeys(part[0].lower() for part in _SPLIT.findall(name) if part[0] in "DMY"))


def _best(formats: tuple[DateFormat, ...], texts: frozenset[str]) -> dict[str, dict[str, date]]:
    read = {form.name: {text: day for text in texts if (day := form.read(text)) is not None} for form in formats}
    most = max(map(len, read.values()), default=0)
    return {name: days for name, days in read.items() if len(days) == most > 0}


def _decided(column: str, found: dict[str, dict[str, date]], certain: set[str], said: set[str]) -> dict[str, date]:
    left = _among(found, certain) or _among(found, said) or found
    first, *others = left.values() if left else [{}]
    for other in others:
        doubtful = min((text for text in first.keys() | other.keys() if first.get(text) != other.get(text)), default="")
        if doubtful:
            raise AmbiguousDates(column=column, detail=doubtful)
    return first


def _among(found: dict[str, dict[str, date]], names: set[str]) -> dict[str, dict[str, date]]:
    return {name: days for name, days in found.items() if name in names}


def _from_parts(pattern: re.Pattern[str], text: str) -> date | None:
    found = pattern.fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    try:
        month = int(parts["month"]) if "month" in parts else _named_month(parts)
        year = int(parts["year"]) if "year" in parts else 2000 + int(parts["short"])
        return date(year, month, int(parts["day"]))
    except ValueError:
        return None


def _named_month(parts: Mapping[str, str]) -> int:
    """The month of an English name, cut to three letters or whole; raises `ValueError` for none."""
    return (_MONTHS.index(parts["name"].lower()) if "name" in parts else _WHOLE.index(parts["whole"].lower())) + 1


def _from_microseconds(text: str) -> date | None:
    if not _MICROSECONDS.fullmatch(text):
        return None
    return datetime.fromtimestamp(int(text.partition(".")[0]) // 1_000_000, UTC).date()
