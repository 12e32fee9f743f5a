"""Workbooks as text tables: XLSX, XLSM, XLS and ODS, each sheet on its own, read by a library that only looks.

A cell becomes the text its system would have written into CSV: a day as ISO writes it, a number to the fifteen digits a workbook
holds. Formulas give what they came to when the workbook was saved; nothing is computed and nothing is fetched.
"""

import csv
import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from integrations.ledgers.faults import NotATable

__all__ = ["WORKBOOK_MAGIC", "is_workbook", "sheets_of"]

WORKBOOK_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""First bytes of a zip (XLSX, ODS) and of a compound file (XLS)."""
_MOST = 512 << 20
"""Bytes a workbook may unpack to: a book of a million rows has 200 MB, a bomb has more."""
_DIGITS = 15
"""Digits a number of a workbook has (IEEE 754, as Excel shows them)."""


def is_workbook(raw: bytes) -> bool:
    """Whether these bytes begin as a workbook does."""
    return raw.startswith(WORKBOOK_MAGIC)


def sheets_of(raw: bytes) -> dict[str, str]:
    """The text of each sheet that holds anything, as CSV, by its name; raises `NotATable` for what is no workbook."""
    from python_calamine import CalamineError, CalamineWorkbook

    _need_bounded(raw)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        found = {name: _text(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names}
    except CalamineError:
        raise NotATable(detail="workbook") from None
    return {name: text for name, text in found.items() if text.strip(',\r\n "')}


def _need_bounded(raw: bytes) -> None:
    """Refuse a zip that unpacks to more than any ledger; a broken one is refused by who reads it."""
    if not raw.startswith(WORKBOOK_MAGIC[0]):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            whole = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile:
        raise NotATable(detail="workbook") from None
    if whole > _MOST:
        raise NotATable(detail="workbook")


def _text(rows: list[list[Any]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([[_cell(value) for value in row] for row in rows])
    return written.getvalue()


def _cell(value: Any) -> str:
    """A cell as text on one line."""
    match value:
        case bool():
            return str(value).upper()
        case float():
            return f"{value:.0f}" if value.is_integer() else f"{value:.{_DIGITS}g}"
        case datetime():
            return value.date().isoformat()  # no field of a ledger has an hour, and a column of days may hold a moment too
        case date() | time() | timedelta():
            return str(value)
        case _:
            return " ".join(str(value).split("\n"))
