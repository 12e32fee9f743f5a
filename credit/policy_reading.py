"""How a policy file's words become values of the kinds the policy has: each key is held to what its default is.

A room of the policy is a frozen dataclass. It may say two things of itself as class variables: `RANGES`, least and most of a
number by its field's name, and `OPEN`, the tables to which a user may add rows of the same kind as those there.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import Enum
from numbers import Number
from typing import Any, TypeVar

from credit.problem import InvalidPolicy

__all__ = ["merged"]

Part = TypeVar("Part")


def merged(part: Part, differing: Mapping[str, Any], prefix: str = "") -> Part:
    """`part` with the values of `differing`, key by key, each of the kind its default has; raises `InvalidPolicy`."""
    known = {item.name: getattr(part, item.name) for item in fields(part)}  # type: ignore[arg-type]  # a dataclass by construction
    open_tables: frozenset[str] = getattr(type(part), "OPEN", frozenset())
    values: dict[str, Any] = {}
    for key, value in differing.items():
        if key not in known:
            raise _unknown(key, known, prefix)
        values[key] = _like(known[key], value, prefix + key, key in open_tables)
    return replace(part, **values)  # type: ignore[type-var]  # a dataclass by construction


def _unknown(key: str, known: Mapping[str, Any], prefix: str) -> InvalidPolicy:
    near = next(iter(get_close_matches(key, [str(name) for name in known], 1)), "")
    return InvalidPolicy(key=prefix + key, near=prefix + near if near else "", problem="unknown")


def _like(default: Any, value: Any, key: str, added: bool = False) -> Any:
    """`value` as the kind `default` is of; raises `InvalidPolicy` where it cannot be."""
    if is_dataclass(default) and isinstance(value, Mapping):
        return merged(default, value, key + ".")
    if isinstance(default, Mapping) and isinstance(value, Mapping):
        return _table(default, value, key, added)
    if isinstance(default, Decimal):
        return _decimal(value, key)
    if isinstance(default, tuple) and isinstance(value, list) and value:
        return tuple(_like(like, entry, key) for like, entry in zip(_pattern(default, value), value, strict=True))
    if isinstance(default, Enum):
        return _member(type(default), value, key)
    if type(value) is type(default) and not (isinstance(value, int) and value < 0):
        return value
    raise InvalidPolicy(key=key, near="", problem="kind")


def _table(default: Mapping[Any, Any], value: Mapping[str, Any], key: str, added: bool) -> dict[Any, Any]:
    """The table with the rows that differ; a row nobody knows is refused, or added where the table is open."""
    names = {str(name): name for name in default}
    pattern = next(iter(default.values()))
    rows = dict(default)
    for name, entry in value.items():
        if name not in names and not added:
            raise _unknown(name, names, key + ".")
        place = names.get(name, name)
        rows[place] = _like(default.get(place, pattern), entry, f"{key}.{name}")
    return rows


def _pattern(default: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    """What each entry must be like: a row of mixed kinds keeps its shape, a list of one kind has any length."""
    mixed = len({type(entry) for entry in default}) > 1
    return default if mixed and len(default) == len(value) else (default[0],) * len(value)


def _member(kind: type[Enum], value: Any, key: str) -> Enum:
    try:
        return kind(value)
    except ValueError:
        near = next(iter(get_close_matches(str(value), [str(member.value) for member in kind], 1)), "")
        raise InvalidPolicy(key=key, near=near, problem="kind") from None


def _decimal(value: Any, key: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Number | str):
        raise InvalidPolicy(key=key, near="", problem="kind")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise InvalidPolicy(key=key, near="", problem="kind") from None
    if not number.is_finite():
        raise InvalidPolicy(key=key, near="", problem="kind")
    return number
