"""A document as CSV: the table alone where it holds one, else every block below the one before.

UTF-8 with a byte order mark, by which spreadsheets know it. An amount is its exact decimals, its currency stands in a column of
its own, and a figure that is not known is its why. A share is its number, the percent sign stands beside it or in the
heading of its column. A cell that a spreadsheet would run as a formula is disarmed by an apostrophe before it.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from credit.money import Money
from documents.paper import Absent, Block, Cell, Facts, Grid, Heading, Paper, Percent, Points, Say, said
from wording.cells import disarmed
from wording.words import _

__all__ = ["as_csv"]

MARK = "\ufeff"


def as_csv(paper: Paper) -> str:
    """The whole document."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows(_alone(paper) if len(paper.grids) == 1 else _whole(paper))
    return MARK + out.getvalue()


def _alone(paper: Paper) -> Iterator[Sequence[str]]:
    (grid,) = paper.grids
    yield from _table(grid)


def _whole(paper: Paper) -> Iterator[Sequence[str]]:
    yield [disarmed(paper.title)]
    for block in paper.blocks:
        yield []
        yield from _rows(block)


def _rows(block: Block) -> Iterator[Sequence[str]]:
    match block:
        case Heading() | Say():
            yield [disarmed(block.text)]
        case Points():
            yield from ([disarmed(text)] for text in block.texts)
        case Facts():
            yield from ([disarmed(name), *_cells(cell, isinstance(cell, Money)), *_unit(cell)] for name, cell in block.rows)
        case Grid():
            yield [disarmed(block.title)]
            yield from _table(block)


def _table(grid: Grid) -> Iterator[Sequence[str]]:
    """Headings and rows; no row at all says so in a cell."""
    money, shares = (
        [any(isinstance(row[place], kind) for row in grid.rows) for place in range(len(grid.columns))]
        for kind in (Money, Percent)
    )
    head: list[str] = []
    for column, is_money, is_share in zip(grid.columns, money, shares, strict=True):
        head.append(disarmed(column.title) + (" (%)" if is_share else ""))
        if is_money:
            head.append(_("{what}, currency").format(what=column.title))
    yield head
    if not grid.rows:
        yield [disarmed(grid.empty)]
    for row in grid.rows:
        yield [text for cell, is_money in zip(row, money, strict=True) for text in _cells(cell, is_money)]


def _unit(cell: Cell) -> list[str]:
    """What a share is counted in, in a cell of its own as the currency of an amount."""
    return ["%"] if isinstance(cell, Percent) else []


def _cells(cell: Cell, is_money: bool) -> list[str]:
    """A value in one cell, or in two in a column of money."""
    match cell:
        case Money():
            return [str(cell.amount), cell.currency]
        case Percent():
            return [f"{cell.value.quantize(Decimal(1).scaleb(-cell.digits))}"]
        case Decimal() | int() | date():
            return [str(cell)]
    text = cell.why if isinstance(cell, Absent) else said(cell)
    return [disarmed(text), *([""] if is_money else [])]
