"""How one field of a fact goes into a document and comes back, by its declared type.

A book file is read by people too: amounts are decimal strings with their currency, days are ISO 8601. Both directions
check the type, because a store must never confirm what it could not read back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from sys import intern
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from credit.money import Money, exponent

__all__ = ["Way", "way"]


@dataclass(frozen=True, slots=True)
class Way:
    """Into a document, and out of it; a value of another kind raises `TypeError`, `ValueError` or, as money, `InvalidMoney`."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def way(hint: Any, nested: Callable[[type], Way]) -> Way:
    """The way of a declared type; `nested` says it for a type that is a record of its own."""
    if get_origin(hint) is tuple:
        return _sequence(get_args(hint), nested)
    if get_origin(hint) in (UnionType, Union):
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        return _optional(way(kinds[0], nested) if len(kinds) == 1 else _TAGGED)
    if hint in _PLAIN:
        return _PLAIN[hint]
    return _member(hint) if issubclass(hint, Enum) else nested(hint)


def _exactly(kind: type) -> Callable[[Any], Any]:
    def same(value: Any) -> Any:
        if value.__class__ is not kind:
            raise TypeError(kind.__name__)
        return value

    return same


_text, _exact_day, _moment, _number, _amount, _list = map(_exactly, (str, date, datetime, Decimal, Money, list))


@lru_cache(maxsize=1 << 15)
def _read_day(text: str) -> date:
    """The day of an ISO text; equal days are one object, which keeps a large book small."""
    return date.fromisoformat(text)


@lru_cache(maxsize=1 << 15, typed=True)
def _write_day(day: date) -> str:
    """The ISO text of a day; a book has few of them, and many facts on each."""
    return str(_exact_day(day).isoformat())


def _write_money(money: Money) -> list[str]:
    return [_digits(_amount(money).minor, money.currency), money.currency]


@lru_cache(maxsize=1 << 15)
def _digits(minor: int, currency: str) -> str:
    """`"12345.67"`; an order, its invoice and the receipt for it are of one amount."""
    digits, sign = f"{abs(minor):0{(part := exponent(currency)) + 1}d}", "-" if minor < 0 else ""
    return f"{sign}{digits[:-part]}.{digits[-part:]}" if part else sign + digits


def _read_money(pair: Any) -> Money:
    amount, currency = pair
    return _money(amount, currency)


@lru_cache(maxsize=1 << 16)
def _money(amount: str, currency: str) -> Money:
    """An exact amount from `"12345.67"` and `"USD"`; the usual form is read without a detour over `Decimal`.

    An order, its invoice and the receipt for it are of one amount: it is one object, as equal days are.
    """
    whole, _, part = _text(amount).partition(".")
    digits = whole + part
    if len(part) == exponent(_text(currency)) and digits.isascii() and digits.removeprefix("-").isdecimal():
        return Money(int(digits), intern(currency))
    return Money.of(amount, currency)


_PLAIN: dict[Any, Way] = {
    str: Way(_text, _text),
    int: Way(_exactly(int), _exactly(int)),
    bool: Way(_exactly(bool), _exactly(bool)),
    date: Way(_write_day, _read_day),
    datetime: Way(lambda moment: _moment(moment).isoformat(), datetime.fromisoformat),
    Decimal: Way(lambda number: str(_number(number)), lambda text: Decimal(_text(text))),
    Money: Way(_write_money, _read_money),
}


def _optional(way: Way) -> Way:
    return Way(
        lambda value: None if value is None else way.write(value),
        lambda raw: None if raw is None else way.read(raw),
    )


def _member(kind: type[Enum]) -> Way:
    members = {member.value: member for member in kind}
    return Way(lambda member: kind(member).value, members.__getitem__)


def _sequence(kinds: tuple[Any, ...], nested: Callable[[type], Way]) -> Way:
    """Any number of one kind (`tuple[str, ...]`), or one of each (`tuple[str, str]`)."""
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        each = way(kinds[0], nested)
        return Way(lambda values: [each.write(value) for value in values], lambda raw: tuple(map(each.read, _list(raw))))
    ways = [way(kind, nested) for kind in kinds]
    return Way(
        lambda values: [each.write(value) for each, value in zip(ways, values, strict=True)],
        lambda raw: tuple([each.read(item) for each, item in zip(ways, _list(raw), strict=True)]),
    )


_TAGS: dict[type, str] = {Decimal: "decimal", date: "date", Money: "money"}


def _write_tagged(value: Any) -> Any:
    """Text and yes or no stand for themselves; any other value names its kind, as in `{"decimal": "4.5"}`."""
    if isinstance(value, str | bool):
        return value
    return {_TAGS[value.__class__]: _PLAIN[value.__class__].write(value)}


def _read_tagged(raw: Any) -> Any:
    if isinstance(raw, str | bool):
        return raw
    ((tag, inner),) = raw.items()
    return _KINDS[tag].read(inner)


_KINDS = {tag: _PLAIN[kind] for kind, tag in _TAGS.items()}
_TAGGED = Way(_write_tagged, _read_tagged)
