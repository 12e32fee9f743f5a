"""A document as an XLSX workbook: what is said on the first sheet, every table on one of its own.

Text is written as text and never as a formula or a link, and stays text when somebody edits its cell. Numbers are numbers with
their exact digits; an amount of more digits than a spreadsheet keeps is text. The currency stands beside each amount.
"""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from credit.money import Money, exponent
from documents.paper import Absent, Cell, Column, Facts, Grid, Heading, Paper, Percent, Points, Say, said
from wording import figures
from wording.cells import disarmed
from wording.words import _

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["as_workbook"]

DIGITS = 15
"""Digits of a number that a spreadsheet keeps (IEEE 754 double)."""
_NAME, _NAME_ENDS = re.compile(r"[\[\]:*?/\\]"), "' "
NAME_LENGTH = 31
WIDEST, NARROWEST = 60, 8


def as_workbook(paper: Paper) -> bytes:
    """The whole document."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": paper.title, "created": datetime(paper.on.year, paper.on.month, paper.on.day)})  # noqa: DTZ001 - a day
    sheet = _Sheet(book, book.add_worksheet(_free_name(paper.title, set())))
    taken = {sheet.name}
    sheet.row([paper.title], bold=True)
    sheet.row([paper.dateline])
    for block in paper.blocks:
        match block:
            case Heading():
                sheet.row([])
                sheet.row([block.text], bold=True)
            case Say():
                sheet.row([block.text])
            case Points():
                for text in block.texts:
                    sheet.row([text])
            case Facts():
                for name, cell in block.rows:
                    sheet.row([name, *_parts(cell, isinstance(cell, Money))])
            case Grid():
                name = _free_name(block.title, taken)
                taken.add(name.casefold())
                _table(_Sheet(book, book.add_worksheet(name)), block)
    book.close()
    return out.getvalue()


def _free_name(title: str, taken: set[str]) -> str:
    """A name no other sheet has, in the signs and the length a sheet's name may have."""
    name = _NAME.sub(" ", figures.safe(title))[:NAME_LENGTH].strip(_NAME_ENDS) or _("Sheet")
    for n in range(2, 1000):
        if name.casefold() not in taken:
            break
        tail = f" {n}"
        name = name[: NAME_LENGTH - len(tail)].removesuffix(f" {n - 1}") + tail
    return name


class _Sheet:
    """A sheet that is written row by row."""

    def __init__(self, book: "Workbook", sheet: "Worksheet") -> None:
        self.sheet, self.book, self.at = sheet, book, 0
        self.name = str(sheet.get_name()).casefold()
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def row(self, cells: Sequence[Cell], bold: bool = False) -> None:
        """Write the next row."""
        for place, cell in enumerate(cells):
            self._cell(place, cell, {"bold": True} if bold else {})
        self.at += 1

    def _format(self, how: dict[str, Any]) -> Any:
        key = tuple(sorted(how.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(how)
        return self.formats[key] if how else None

    def _cell(self, place: int, cell: Cell, how: dict[str, Any]) -> None:
        match cell:
            case Percent():
                self._number(place, cell.value.quantize(Decimal(1).scaleb(-cell.digits)), how, '" %"')
            case Decimal() | int():
                self._number(place, Decimal(cell), how)
            case date():
                shown = self._format(how | {"num_format": "yyyy-mm-dd"})
                self.sheet.write_datetime(self.at, place, datetime(cell.year, cell.month, cell.day), shown)  # noqa: DTZ001 - a day
            case _:
                text = cell.why if isinstance(cell, Absent) else said(cell)
                guarded = how | {"quote_prefix": True} if disarmed(text) != text else how
                self.sheet.write_string(self.at, place, text, self._format(guarded))

    def _number(self, place: int, value: Decimal, how: dict[str, Any], unit: str = "") -> None:
        if len(value.as_tuple().digits) > DIGITS:
            self.sheet.write_string(self.at, place, str(value), self._format(how))
            return
        fine = value.as_tuple().exponent
        shown = "#,##0" + ("." + "0" * -fine if isinstance(fine, int) and fine < 0 else "")
        self.sheet.write_number(self.at, place, value, self._format(how | {"num_format": shown + unit}))


def _table(sheet: _Sheet, grid: Grid) -> None:
    """A table with its head fixed; no row at all says so."""
    money = [any(isinstance(row[place], Money) for row in grid.rows) for place in range(len(grid.columns))]
    head = [title for column, is_money in zip(grid.columns, money, strict=True) for title in _titles(column, is_money)]
    sheet.row(head, bold=True)
    rows = [[part for cell, two in zip(row, money, strict=True) for part in _parts(cell, two)] for row in grid.rows]
    for row in rows or [[grid.empty]]:
        sheet.row(row)
    sheet.sheet.freeze_panes(1, 0)
    for place, room in enumerate(_widths([head, *rows])):
        sheet.sheet.set_column(place, place, room)
    if rows:
        sheet.sheet.autofilter(0, 0, len(rows), len(head) - 1)


def _widths(rows: Sequence[Sequence[Cell]]) -> Iterator[int]:
    for column in zip(*rows, strict=True):
        yield min(WIDEST, max(NARROWEST, *(figures.width(said(cell)) + 2 for cell in column)))


def _titles(column: Column, is_money: bool) -> list[str]:
    return [column.title, _("{what}, currency").format(what=column.title)] if is_money else [column.title]


def _parts(cell: Cell, two: bool) -> list[Cell]:
    """A value, and its currency beside it in a column of money."""
    if isinstance(cell, Money):
        return [cell.amount.quantize(Decimal(1).scaleb(-exponent(cell.currency))), cell.currency]
    return [cell, ""] if two else [cell]
