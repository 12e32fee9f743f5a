"""A fact's document as cells of a sheet and back, exactly: what a column cannot hold stands in a last one as JSON.

A cell that a spreadsheet would run as a formula is disarmed by an apostrophe before it, and so is one that begins with an
apostrophe: one taken off again gives the very text. Numbers stay numbers, so that a spreadsheet can add them up.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from credit.account import Fact
from credit.money import Money
from storage.codec import Doc
from storage.sealed import encode

__all__ = ["KINDS", "MORE", "Column", "armed", "columns", "disarmed", "doc_of", "heading", "row_of", "writable_text"]

MORE = "more"
"""The last column: what of a document the others cannot hold, as JSON."""
KINDS: Mapping[str, type] = {kind.kind: kind for kind in get_args(Fact)}
_FORMULA = re.compile(r"['\t\r\n]|\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def disarmed(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return "'" + text if _FORMULA.match(text) else text


def armed(cell: str) -> str:
    """The text of a cell."""
    return cell.removeprefix("'")


def writable_text(value: object) -> bool:
    """Whether it is text that UTF-8 can hold."""
    if not isinstance(value, str):
        return False
    try:
        return bool(value.isascii() or value.encode())
    except UnicodeEncodeError:
        return False


def _number(text: str) -> str:
    return text if _NUMBER.fullmatch(text) else disarmed(text)


def _text_in(value: Any) -> list[str] | None:
    return [disarmed(value)] if value and writable_text(value) else None


def _amount_in(value: Any) -> list[str] | None:
    return [_number(value)] if value and writable_text(value) else None


def _count_in(value: Any) -> list[str] | None:
    return [str(value)] if type(value) is int else None


def _truth_in(value: Any) -> list[str] | None:
    return [str(value).lower()] if type(value) is bool else None


def _money_in(value: Any) -> list[str] | None:
    if not isinstance(value, list) or len(value) != 2 or not all(part and writable_text(part) for part in value):
        return None
    return [_number(value[0]), disarmed(value[1])]


def _nested_in(value: Any) -> list[str] | None:
    return [encode(value).decode()] if isinstance(value, list | dict) else None


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a kind: its headings, its way into cells (`None`: they cannot hold it) and out of cells that say something."""

    name: str
    headings: tuple[str, ...]
    into: Callable[[Any], list[str] | None]
    out: Callable[[Sequence[str]], Any]


def _column(name: str, hint: Any) -> Column:
    kinds = [kind for kind in get_args(hint) if kind is not NoneType] if NoneType in get_args(hint) else [hint]
    kind = kinds[0] if len(kinds) == 1 else None
    if kind is Money:
        return Column(name, (name, f"{name}_currency"), _money_in, lambda cells: [armed(cells[0]), armed(cells[1])])
    if kind is bool:
        return Column(name, (name,), _truth_in, lambda cells: {"true": True, "false": False}[cells[0]])
    if kind is int:
        return Column(name, (name,), _count_in, lambda cells: int(cells[0]))
    if kind is Decimal:
        return Column(name, (name,), _amount_in, lambda cells: armed(cells[0]))
    if isinstance(kind, type) and issubclass(kind, str | date | datetime | Enum):
        return Column(name, (name,), _text_in, lambda cells: armed(cells[0]))
    return Column(name, (name,), _nested_in, lambda cells: json.loads(cells[0]))


@cache
def columns(kind: str) -> tuple[Column, ...]:
    """The columns of a kind of fact, in the order of its fields."""
    hints = get_type_hints(KINDS[kind])
    return tuple(_column(item.name, hints[item.name]) for item in fields(KINDS[kind]))


def heading(kind: str) -> list[str]:
    """The first row of the sheet of a kind."""
    return [*(name for column in columns(kind) for name in column.headings), MORE]


def row_of(doc: Doc) -> list[str]:
    """The row of a document of a known kind."""
    left = {name: value for name, value in doc.items() if name != "kind"}
    cells: list[str] = []
    for column in columns(doc["kind"]):
        held = column.into(left[column.name]) if column.name in left else None
        if held is not None:
            del left[column.name]
        cells += held or [""] * len(column.headings)
    return [*cells, encode(left).decode() if left else ""]


def doc_of(kind: str, row: Sequence[str]) -> Doc:
    """The document of a row; raises `ValueError` or `LookupError` where it is none that `row_of` wrote."""
    doc: Doc = {"kind": kind, **dict(_held(kind, row))}
    return {**doc, **json.loads(row[-1])} if row[-1] else doc


def _held(kind: str, row: Sequence[str]) -> Iterator[tuple[str, Any]]:
    at = 0
    for column in columns(kind):
        cells = row[at : at + len(column.headings)]
        at += len(cells)
        if any(cells):
            yield column.name, column.out(cells)
