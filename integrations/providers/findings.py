"""One value of an answer, read as what the mapping says it is, or kept as what it was with the reason why not.

Providers write "Not Rated" where a number is due, dates in three orders and numbers with marks that mean thousands in one
country and decimals in the next. Nothing is guessed: what can be read in two ways is ambiguous, what is a word is not
published, and the original text stays beside both. Absent is never zero.
"""

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.money import Money
from credit.problem import InvalidMoney
from credit.report import Finding, FindingStatus, FindingValue
from credit.text import printable
from integrations.bounded import Json
from integrations.providers.mapping import Field, ValueType
from integrations.providers.moments import day_at

__all__ = ["clean", "read_finding", "read_findings"]

_LONGEST, _ORIGINAL = 300, 80  # characters
_FAILED: Json = {"": "the expression cannot work on this answer"}
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_EITHER_MARK = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
"""1.234 as text: a little over one, or one thousand two hundred and thirty-four."""
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:?\d{2}.*)?")
_NEVER_NEGATIVE = frozenset({"financial_strength.credit_limit"})


class _Unread(Exception):  # noqa: N818 - not a fault: it becomes the status of a finding
    """A value that is none, with the status that says why."""

    def __init__(self, status: FindingStatus) -> None:
        super().__init__(status)
        self.status = status


def clean(text: str, longest: int = _LONGEST) -> str:
    """Text as it may be shown (`credit.text.printable`), spaces folded, shortened."""
    return " ".join(printable(text).split())[:longest]


def read_findings(fields: Iterable[Field], answer: Json) -> tuple[Finding, ...]:
    """One finding for each field, whatever the answer holds."""
    return tuple(read_finding(field, answer) for field in fields)


def read_finding(field: Field, answer: Json) -> Finding:
    """The finding of one field: its value, or none with the status that says why and the original text."""
    raw = field.place.find(answer, _FAILED)
    if raw is _FAILED:
        return Finding(field.key, None, FindingStatus.UNAVAILABLE_NOW, field.unit, field.place.path)
    value: FindingValue | None = None
    status = FindingStatus.KNOWN
    try:
        value = _READERS[field.type](_published(raw, field), _Context(field, answer))
    except _Unread as unread:
        status = unread.status
    return Finding(field.key, value, status, field.unit, field.place.path, _shown(raw))


@dataclass(frozen=True, slots=True)
class _Context:
    """What a value is read by besides itself."""

    field: Field
    answer: Json


def _shown(raw: Json) -> str:
    return "" if raw is None else clean(str(raw), _ORIGINAL)


def _published(raw: Json, field: Field) -> str | int | Decimal | bool:
    """A single value the provider published; empty ones are not published, and a list or an object is not one value."""
    if isinstance(raw, str):
        raw = clean(raw)
    if raw is None or raw in ("", [], {}) or (isinstance(raw, str) and raw in field.null_values):
        raise _Unread(FindingStatus.NOT_PUBLISHED)
    if not isinstance(raw, str | int | Decimal):
        raise _Unread(FindingStatus.AMBIGUOUS)
    return raw


def _unreadable(text: str) -> _Unread:
    """A word where a number or a date is due says that there is none; digits say there is one that cannot be read."""
    return _Unread(FindingStatus.AMBIGUOUS if any(char.isdecimal() for char in text) else FindingStatus.NOT_PUBLISHED)


def _text(raw: str | int | Decimal | bool, context: _Context) -> str:
    if isinstance(raw, bool):
        raise _Unread(FindingStatus.AMBIGUOUS)
    return str(raw)


def _bool(raw: str | int | Decimal | bool, context: _Context) -> bool:
    """True and false, also as those two words; 1, Y or "yes" are some provider's convention and not guessed."""
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.lower() in ("true", "false"):
        return raw.lower() == "true"
    raise _Unread(FindingStatus.AMBIGUOUS)


def _decimal(raw: str | int | Decimal | bool, context: _Context) -> Decimal:
    if isinstance(raw, bool):
        raise _Unread(FindingStatus.AMBIGUOUS)
    number = _number(raw, context.field.decimal_mark) if isinstance(raw, str) else Decimal(raw)
    if number < 0 and context.field.key in _NEVER_NEGATIVE:
        raise _Unread(FindingStatus.AMBIGUOUS)
    return number


def _number(text: str, mark: str) -> Decimal:
    """A number written as text: with `mark`, the other mark and spaces group digits; without, none may."""
    if mark:
        grouping = "[.'\u2019 ]" if mark == "," else "[,'\u2019 ]"
        if re.fullmatch(rf"[+-]?(?:\d+|\d{{1,3}}(?:{grouping}\d{{3}})+)(?:{re.escape(mark)}\d+)?", text):
            return Decimal(re.sub(grouping, "", text).replace(mark, "."))
    elif _PLAIN.fullmatch(text) and text.isascii() and not _EITHER_MARK.fullmatch(text):
        return Decimal(text)
    raise _unreadable(text)


def _int(raw: str | int | Decimal | bool, context: _Context) -> Decimal:
    number = _decimal(raw, context)
    if number != number.to_integral_value():
        raise _Unread(FindingStatus.AMBIGUOUS)
    return number


def _percent(raw: str | int | Decimal | bool, context: _Context) -> Decimal:
    """A number of per cent, with or without the sign."""
    return _decimal(raw.removesuffix("%").rstrip() if isinstance(raw, str) else raw, context)


def _money(raw: str | int | Decimal | bool, context: _Context) -> Money:
    """An amount with the currency beside it; finer than the currency knows is not rounded."""
    amount = _decimal(raw, context)
    found = context.field.currency_place.find(context.answer)
    currency = found.strip() if isinstance(found, str) else context.field.currency
    try:
        return Money.of(amount, currency)
    except InvalidMoney:
        raise _Unread(FindingStatus.AMBIGUOUS) from None


def _date(raw: str | int | Decimal | bool, context: _Context) -> date:
    """A day: ISO 8601 (of a moment, its day where the provider is), or the format of the mapping and no other."""
    if isinstance(raw, bool):
        raise _Unread(FindingStatus.AMBIGUOUS)
    text = str(raw)
    try:
        if context.field.date_format:
            year, month, day, *_ = time.strptime(text, context.field.date_format)
            return date(year, month, day)
        if (match := _DAY.fullmatch(text)) and text.isascii():
            written = date.fromisoformat(match[1])
            return day_at(text, context.field.zone) or written
    except ValueError:
        raise _unreadable(text) from None
    raise _unreadable(text)


_READERS: dict[ValueType, Callable[[str | int | Decimal | bool, _Context], FindingValue]] = {
    ValueType.DECIMAL: _decimal,
    ValueType.INT: _int,
    ValueType.TEXT: _text,
    ValueType.BOOL: _bool,
    ValueType.DATE: _date,
    ValueType.MONEY: _money,
    ValueType.PERCENT: _percent,
}
