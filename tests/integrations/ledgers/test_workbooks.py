"""Workbooks: each cell is the text its system would have written into CSV, and what is no workbook is said to be none."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from credit.invoice import Invoice
from credit.money import Money
from integrations.ledgers.columns import Given
from integrations.ledgers.faults import NotATable
from integrations.ledgers.importer import read_file
from integrations.ledgers.mapping_file import load_mappings
from integrations.ledgers.workbooks import sheets_of

ON = date(2024, 6, 12)
Row = list[object]


def workbook(**sheets: list[Row]) -> bytes:
    """A workbook as a spreadsheet program writes it: days are days and numbers are numbers."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(place, column, value, day)
                else:
                    sheet.write(place, column, value)
    book.close()
    return held.getvalue()


def ods(*rows: tuple[str, ...]) -> bytes:
    """An ODS sheet of texts, made by hand after OpenDocument 1.2."""
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="T">{cells}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr("content.xml", content)
    return held.getvalue()


HEADING: Row = ["customer", "invoice", "invoice_date", "due_date", "amount", "paid_date", "currency"]
ITEM: Row = ["0042", "I1", date(2024, 3, 1), date(2024, 4, 30), 1234.56, None, "USD"]


def invoices(path: Path) -> dict[str, tuple[str, Money, date, date]]:
    found = read_file(path, load_mappings(), Given(ON))
    assert found.problems == ()
    facts = (entry.facts[0] for entry in found.entries)
    return {f.id: (f.customer_id, f.amount, f.issued_on, f.due_on) for f in facts if isinstance(f, Invoice)}


EXPECTED = {"I1": ("0042", Money.of("1234.56", "USD"), date(2024, 3, 1), date(2024, 4, 30))}


def test_a_workbook_is_read_as_the_same_csv_would_be(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(workbook(Data=[HEADING, ITEM]))
    assert invoices(path) == EXPECTED


def test_the_sheet_that_is_a_ledger_is_found_below_its_title(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    title: list[Row] = [["Zhejiang Example"], ["Open items as of", date(2024, 6, 12)], []]
    path.write_bytes(workbook(Notes=[["read me"]], Empty=[], Data=[*title, HEADING, ITEM]))
    assert invoices(path) == EXPECTED


def test_a_sheet_with_the_same_headings_that_is_not_read_is_told_and_a_cover_is_not(tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    path.write_bytes(workbook(Cover=[["Receivables"], ["of", 2024]], May=[HEADING, ITEM], June=[HEADING, ITEM]))
    read = read_file(path, load_mappings(), Given(ON))
    assert (read.read, [(note.code, note.detail) for note in read.notes]) == (1, [("sheets_left_out", "1")])
    path.write_bytes(workbook(Cover=[["Receivables"], ["of", 2024]], May=[HEADING, ITEM]))
    assert read_file(path, load_mappings(), Given(ON)).notes == ()


def test_a_moment_in_a_column_of_days_is_its_day(tmp_path: Path) -> None:
    path = tmp_path / "moments.xlsx"
    later: Row = ["0042", "I2", datetime(2024, 3, 2, 14, 30), date(2024, 4, 30), 5.0, None, "USD"]  # noqa: DTZ001 - a workbook knows no zones
    path.write_bytes(workbook(Items=[HEADING, ITEM, later]))
    read = read_file(path, load_mappings(), Given(ON))
    assert (read.problems, len(read.entries)) == ((), 2)


def test_an_ods_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "ledger.ods"
    path.write_bytes(ods(tuple(map(str, HEADING)), ("0042", "I1", "2024-03-01", "2024-04-30", "1,234.56", "", "USD")))
    assert invoices(path) == EXPECTED


def test_how_cells_are_written() -> None:
    """0.1 + 0.2 is 0.3 to the fifteen digits a workbook holds; a moment is its day; a number of an invoice keeps its zeros."""
    noon = datetime(2024, 3, 1, 9, 30)  # noqa: DTZ001 - a workbook knows no zones
    row: Row = [1000.0, 0.1 + 0.2, -5.25, 123456789012345.0, True, noon, date(2024, 3, 1), "two\nlines"]
    (text,) = sheets_of(workbook(S=[row, ["007"]])).values()
    first, second = text.splitlines()
    assert first == "1000,0.3,-5.25,123456789012345,TRUE,2024-03-01,2024-03-01,two lines"
    assert second.startswith("007,")


@pytest.mark.parametrize("raw", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest", b"PK\x03\x04" + bytes(500)])
def test_what_is_no_workbook_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(NotATable) as refused:
        sheets_of(raw)
    assert refused.value.facts == {"detail": "workbook"}


def test_a_bomb_is_not_unpacked() -> None:
    """A zip whose directory says that it unpacks to a terabyte."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("xl/workbook.xml", "x")
    raw = bytearray(held.getvalue())
    place = raw.rindex(b"PK\x01\x02") + 24  # size before packing, in the central directory
    raw[place : place + 4] = (0xFFFFFFF0).to_bytes(4, "little")
    with pytest.raises(NotATable):
        sheets_of(bytes(raw))
