"""The headless face: the views as aligned text, CSV or JSON on standard output; narration goes to standard error.

JSON writes money as amount and currency in decimal strings and dates as ISO 8601. Text is aligned in terminal cells, so a
Chinese name does not push its row. CSV cells that a spreadsheet would run as a formula are disarmed.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from credit.money import Money
from tui.views.fitting import fit
from tui.views.table import Align, Column, Table
from wording import figures
from wording.cells import disarmed

__all__ = ["aligned", "csv_text", "facts_text", "json_text"]

GAP = 2
"""Cells between two columns."""


def json_text(record: Mapping[str, Any]) -> str:
    """The record as one JSON document with a newline at its end."""
    return json.dumps(_plain(record), ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    """Values of the trade as JSON knows them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | frozenset | set):
        return [_plain(entry) for entry in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, Money):
        return {"amount": str(value.amount), "currency": value.currency}
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Path) else value


def _decimal(value: Decimal) -> str:
    """A decimal as text, at most four digits after the point, never in exponent form."""
    exponent = value.as_tuple().exponent
    fine = isinstance(exponent, int) and exponent < -4
    return format(value.quantize(Decimal("0.0001")) if fine else value, "f")


def aligned(table: Table, width: int) -> str:
    """The table in `width` cells: columns of lesser priority are left out, the growing one takes what is left.

    A column of figures is as wide as its longest: a cut amount is another amount, and a pipe has room.
    """
    slots = fit([_whole(column, place, table) for place, column in enumerate(table.columns)], width, GAP)
    lines = [[column.title for column in table.columns], *(list(row.cells) for row in table.rows)]
    text = [
        (" " * GAP).join(figures.pad(cells[slot.index], slot.width, right=slot.align is Align.RIGHT) for slot in slots)
        for cells in lines
    ]
    return "\n".join(line.rstrip() for line in text) + ("\n" if table.rows else f"\n{table.empty}\n")


def _whole(column: Column, place: int, table: Table) -> Column:
    """The column, wide enough for its longest figure where it holds figures."""
    if column.align is not Align.RIGHT:
        return column
    return replace(column, width=max([column.width, *(figures.width(row.cells[place]) for row in table.rows)]))


def facts_text(lines: Iterable[tuple[str, str, str]]) -> str:
    """Label and value on a line each, values under one another."""
    pairs = [(label, value) for label, value, _tone in lines]
    room = max((figures.width(label) for label, _ in pairs), default=0)
    return "".join(f"{figures.pad(label, room)}  {value}".rstrip() + "\n" for label, value in pairs)


def csv_text(records: Iterable[Mapping[str, Any]]) -> str:
    """Records as CSV for scripts and spreadsheets: values as in JSON, a money's currency in a column of its own.

    A record within a record gives `outer_inner` columns; of a list of reasons the sentences are written.
    """
    rows = [dict(_flat(record)) for record in records]
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if names:
        writer.writerow(names)
    writer.writerows(
        [disarmed(row.get(name, "")).replace("\r", " ") for name in names] for row in rows
    )  # an end of line unquoted
    return out.getvalue()


def _flat(record: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Names and texts of a record's values, money and inner records taken apart."""
    for key, value in record.items():
        if isinstance(value, Money):
            yield f"{prefix}{key}", str(value.amount)
            yield f"{prefix}{key}_currency", value.currency
        elif isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}_")
        elif isinstance(value, list | tuple):
            yield (
                f"{prefix}{key}",
                " | ".join(str(part.get("text", "")) if isinstance(part, Mapping) else str(part) for part in value),
            )
        else:
            yield f"{prefix}{key}", "" if value is None else str(_scalar(value))
