"""The headless face: aligned text, CSV and JSON."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from credit.activity import Channel
from credit.money import Money
from tests.tui.widgets.host import terminal_columns
from tui.plain import aligned, csv_text, facts_text, json_text
from tui.views.table import Align, Column, Row, Table

TABLE = Table(
    (
        Column("name", "Buyer", 10, grows=True),
        Column("land", "Land", 4, priority=2),
        Column("owed", "Owed", 8, Align.RIGHT),
    ),
    (Row("1", ("Alder", "GB", "1,000")), Row("2", ("哈尔登派克", "CN", "20")), Row("3", ("a\u0301b", "FR", "3"))),
    "Nobody.",
)


def test_json_writes_money_as_decimal_strings_and_dates_as_iso() -> None:
    record = {
        "money": Money.of("1234.5", "USD"),
        "yen": Money.of("37026000", "JPY"),
        "day": date(2024, 6, 12),
        "moment": datetime(2024, 6, 12, 9, tzinfo=UTC),
        "channel": Channel.EMAIL,
        "path": Path("/book.json"),
        "absent": None,
        "true": True,
        "count": 3,
        "rows": ({"x": Decimal("0.10")},),
    }
    assert json.loads(json_text(record)) == {
        "money": {"amount": "1234.50", "currency": "USD"},
        "yen": {"amount": "37026000", "currency": "JPY"},
        "day": "2024-06-12",
        "moment": "2024-06-12T09:00:00+00:00",
        "channel": "email",
        "path": "/book.json",
        "absent": None,
        "true": True,
        "count": 3,
        "rows": [{"x": "0.10"}],
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [("1E+5", "100000"), ("0.000000001", "0.0000"), ("0.12345", "0.1234"), ("7", "7"), ("-1.50", "-1.50"), ("NaN", "NaN")],
)
def test_decimals_are_written_without_exponent_and_with_at_most_four_digits(value: str, text: str) -> None:
    assert json.loads(json_text({"x": Decimal(value)})) == {"x": text}


def test_json_keeps_names_as_they_are() -> None:
    assert '"哈尔登派克"' in json_text({"name": "哈尔登派克"})
    assert json_text({}).endswith("\n")


def test_columns_stand_under_one_another_whatever_the_script() -> None:
    """`GB`, `CN` and `FR` begin in the same column of a terminal, and the figures end in one."""
    lines = aligned(TABLE, 40).split("\n")[1:4]
    marked = [line.replace("GB", "|B").replace("CN", "|N").replace("FR", "|R") for line in lines]
    assert terminal_columns(marked, "|", cols=40) == [26] * 3, "40, less 8 for the last, 2 between and 4 for the land"
    assert [line[-1] for line in lines] == ["0", "0", "3"]


def test_a_narrow_place_leaves_out_what_matters_least() -> None:
    """10 + 4 + 8 and two gaps of two take 26 cells."""
    assert aligned(TABLE, 26).split("\n")[0].split() == ["Buyer", "Land", "Owed"]
    assert aligned(TABLE, 25).split("\n")[0].split() == ["Buyer", "Owed"]
    assert aligned(TABLE, 5).split("\n")[0].split() == ["Bu..", "Owed"], "what always stays, stays, in four cells at least"


@pytest.mark.parametrize("width", [10, 26, 40])
def test_a_figure_is_never_cut(width: int) -> None:
    """It would be another figure."""
    table = Table(TABLE.columns, (*TABLE.rows, Row("4", ("Birch", "DE", "1,234,567.00"))), "Nobody.")
    lines = aligned(table, width).rstrip("\n").split("\n")
    assert lines[-1].endswith("  1,234,567.00")
    assert len({len(line) for line in (lines[1], lines[-1])}) == 1, "the others end where it ends"


def test_an_empty_table_says_its_sentence() -> None:
    assert aligned(Table(TABLE.columns, (), "Nobody."), 40).split("\n")[1:] == ["Nobody.", ""]


def test_values_stand_under_one_another() -> None:
    assert facts_text([("Open", "1,000", ""), ("客户", "Alder", "warning"), ("", "more", "")]) == (
        "Open  1,000\n客户  Alder\n      more\n"
    )
    assert facts_text([]) == ""


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("@SUM(1)", "'@SUM(1)"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("\r=1", "' =1"),
        ("a\r=1", "a =1"),
        ("-1,234.50", "-1,234.50"),
        ("-", "-"),
        ("Alder, Ltd", "Alder, Ltd"),
        ('5" pipe', '5" pipe'),
    ],
)
def test_rule_12_a_cell_that_a_spreadsheet_would_run_is_disarmed(cell: str, written: str) -> None:
    """The signs are those of OWASP, CSV Injection."""
    text = csv_text([{"name": cell}])
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["name"], [written]]


def test_csv_takes_money_and_inner_records_apart() -> None:
    """A currency has a column of its own, an absent amount an empty cell, a list the sentences of its records."""
    why = [{"text": "late"}, {"text": "big"}]
    records: list[dict[str, object]] = [
        {"id": "C1", "owed": Money.of("1234.50", "USD"), "step": {"due_on": date(2024, 6, 12)}, "why": why},
        {"id": "C2", "owed": None, "step": {"due_on": None}, "why": []},
    ]
    assert csv_text(records).splitlines() == [
        "id,owed,owed_currency,step_due_on,why",
        "C1,1234.50,USD,2024-06-12,late | big",
        "C2,,,,",
    ]


def test_csv_of_nothing_is_empty() -> None:
    assert csv_text([]) == ""
