"""Findings as rows of CSV and JSON: what is taken, and what is refused by its line."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from credit.money import Money
from credit.report import FindingStatus
from integrations.providers.generic_parts import DIMENSIONS
from integrations.reports.keys import KEYS, nearest
from integrations.reports.refused import FileTrouble, ReportFileRefused
from tests.integrations.reports.conftest import taken, values, written

HEAD = "key,value,unit,as_of,source\n"
GOOD = (
    HEAD
    + """\
financial_strength.credit_limit,50000.00,USD,2026-10-01,page 2
financial_strength.turnover,1234567,USD,2025-12-31,page 3
financial_strength.pd,2.5,percent,2026-10-01,
financial_strength.rating_common,b,,2026-10-01,
enterprise_quality.legal_status,Active,,2026-10-01,
enterprise_quality.listed,否,,2026-10-01,
enterprise_quality.incorporated_on,2009-03-02,,2026-10-01,
operating_capability.dbt_days,12,,2026-10-01,
operating_capability.past_due,,USD,2026-10-01,
"""
)


def test_rows_become_findings_of_their_own_day(tmp_path: Path) -> None:
    told = taken(written(tmp_path, GOOD))
    assert (told.form, told.problems, told.needs_eye) == ("csv", (), False)
    assert values(told) == {
        "credit_limit": Money.of("50000.00", "USD"),
        "turnover": Money.of("1234567", "USD"),
        "pd": Decimal("2.5"),
        "rating_common": "B",
        "legal_status": "active",
        "listed": False,
        "incorporated_on": date(2009, 3, 2),
        "dbt_days": Decimal(12),
        "past_due": None,
    }
    assert {each.as_of for each in told.proposals} == {date(2026, 10, 1), date(2025, 12, 31)}
    limit, *_, late = told.proposals
    assert (limit.finding.path, late.finding.status) == ("row 2, page 2", FindingStatus.NOT_PUBLISHED)
    units = {each.finding.key: each.finding.unit for each in told.proposals}
    assert (units["operating_capability.dbt_days"], units["financial_strength.pd"]) == ("days", "percent")


@pytest.mark.parametrize("word", ["Not Rated", "Credit Limit not applicable", "---", "N/A"])
def test_row_24_a_word_where_a_number_is_due_says_there_is_none(word: str, tmp_path: Path) -> None:
    told = taken(written(tmp_path, HEAD + f"financial_strength.credit_limit,{word},USD,2026-10-01,\n"))
    (found,) = (each.finding for each in told.proposals)
    assert (found.value, found.status, found.original) == (None, FindingStatus.NOT_PUBLISHED, word)


@pytest.mark.parametrize("number", ['"12,345.00"', '"1.234,56"', "1.234", "-5"])
def test_row_24_a_number_that_can_be_read_in_two_ways_is_refused_by_its_line(number: str, tmp_path: Path) -> None:
    """A limit below zero is no limit either."""
    told = taken(written(tmp_path, HEAD + f"financial_strength.credit_limit,{number},USD,2026-10-01,\n"))
    assert [(each.code, each.line, each.column) for each in told.problems] == [("finding_unclear", 2, "value")]
    assert told.proposals == ()


@pytest.mark.parametrize(("number", "mark", "value"), [('"12,345.00"', ".", "12345.00"), ('"1.234,56"', ",", "1234.56")])
def test_row_24_a_named_mark_makes_it_plain(number: str, mark: str, value: str, tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + f"financial_strength.credit_limit,{number},USD,,\n")
    assert values(taken(path, decimal_mark=mark)) == {"credit_limit": Money.of(value, "USD")}


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("financial_strength.turnove,1,USD,2026-10-01,", "unknown_finding", "key"),
        ("turnover,1,USD,2026-10-01,", "unknown_finding", "key"),
        ("financial_strength.turnover,1,,2026-10-01,", "bad_currency", "unit"),
        ("financial_strength.turnover,1,percent,2026-10-01,", "bad_currency", "unit"),
        ("financial_strength.turnover,1,USD,10/02/2025,", "bad_date", "as_of"),
        ("financial_strength.turnover,1,USD,0000-00-00,", "bad_date", "as_of"),
        ("financial_strength.turnover,1,USD,20251231,", "bad_date", "as_of"),
        ("financial_strength.turnover,1,USD,2099-01-01,", "finding_ahead", "as_of"),
        ("financial_strength.turnover,1.005,USD,2026-10-01,", "finding_unclear", "value"),
        ("enterprise_quality.incorporated_on,10/02/2009,,2026-10-01,", "finding_unclear", "value"),
        ("enterprise_quality.legal_status,fine,,2026-10-01,", "unknown_word", "value"),
        ("financial_strength.rating_common,AA,,2026-10-01,", "unknown_word", "value"),
        ("operating_capability.employees,12.5,,2026-10-01,", "finding_unclear", "value"),
    ],
)
def test_rows_21_and_25_a_row_that_says_nothing_plain_is_named(row: str, code: str, column: str, tmp_path: Path) -> None:
    told = taken(written(tmp_path, HEAD + row + "\noperating_capability.employees,12,,2026-10-01,\n"))
    assert [(each.code, each.line, each.column) for each in told.problems] == [(code, 2, column)]
    assert values(told) == {"employees": Decimal(12)}


def test_a_key_is_named_by_the_one_that_is_meant() -> None:
    assert nearest("turnover") == nearest("financial_strength.turnove") == "financial_strength.turnover"
    assert nearest("something else") == ""
    assert {key.partition(".")[0] for key in KEYS} == set(DIMENSIONS)


def test_two_values_of_one_finding_are_refused(tmp_path: Path) -> None:
    rows = "operating_capability.employees,12,,2026-10-01,\n" * 2 + "operating_capability.employees,13,,2026-10-01,\n"
    told = taken(written(tmp_path, HEAD + rows))
    assert [(each.code, each.line) for each in told.problems] == [("duplicate_differs", 4)]


def test_json_rows_share_the_day_above_them(tmp_path: Path) -> None:
    rows = [
        {"key": "financial_strength.pd", "value": 2.5},
        {"key": "enterprise_quality.listed", "value": True, "as_of": "2026-09-01"},
    ]
    told = taken(written(tmp_path, json.dumps({"as_of": "2026-10-01", "findings": rows}), "r.json"))
    assert [(each.finding.value, each.as_of) for each in told.proposals] == [
        (Decimal("2.5"), date(2026, 10, 1)), (True, date(2026, 9, 1))
    ]  # fmt: skip
    assert values(taken(written(tmp_path, json.dumps(rows[:1]), "l.json"))) == {"pd": Decimal("2.5")}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"score": 5}', FileTrouble.NO_MAPPING),
        ("[1]", FileTrouble.NO_MAPPING),
        ('{"findings": [], "findings": []}', FileTrouble.NOT_JSON),
        ("{", FileTrouble.NOT_JSON),
        ('{"findings": [{"key": "x", "value": NaN}]}', FileTrouble.NOT_JSON),
        ("[]", FileTrouble.NOTHING_FOUND),
        ("customer,invoice\nC1,I1\n", FileTrouble.NO_COLUMNS),
        (HEAD, FileTrouble.NOTHING_FOUND),
        (b"%PDF-1.4 torn off", FileTrouble.DAMAGED),
    ],
)
def test_a_file_that_says_nothing_is_refused_as_a_whole(text: str | bytes, reason: FileTrouble, tmp_path: Path) -> None:
    with pytest.raises(ReportFileRefused) as caught:
        taken(written(tmp_path, text))
    assert caught.value.reason is reason


def test_a_file_that_is_not_there_and_one_that_cannot_be_a_table(tmp_path: Path) -> None:
    with pytest.raises(ReportFileRefused) as caught:
        taken(tmp_path / "nowhere.csv")
    assert caught.value.reason is FileTrouble.UNREADABLE
    told = taken(written(tmp_path, b"key,value\nx,\xff\xff\xff\xff\n"))
    assert [(each.code, each.line) for each in told.problems] == [("bad_encoding", 2)]


def test_a_chinese_table_of_another_encoding(tmp_path: Path) -> None:
    text = HEAD + "financial_strength.rating_text,资信良好,,2026-10-01,中信保报告\n"
    assert values(taken(written(tmp_path, text.encode("gb18030")))) == {"rating_text": "资信良好"}


def test_row_31_what_could_speak_to_a_terminal_is_taken_out(tmp_path: Path) -> None:
    told = taken(written(tmp_path, HEAD + "financial_strength.rating_text,\x1b[2J\u202egood,,2026-10-01,\x1b]0;x\x07\n"))
    (each,) = told.proposals
    assert not any(
        ord(char) < 32 or char == "\u202e" for char in f"{each.finding.value}{each.finding.original}{each.finding.path}"
    )
