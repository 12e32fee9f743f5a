"""The OECD's classes come with the program, from the day they were published, and no class is no zero."""

import csv
from datetime import date
from pathlib import Path

import pytest

from credit.country import CountryStatus
from integrations.countries import SOURCE, load_countries, read_countries
from tests.shared import SHARED, needs_shared

PUBLISHED = date(2026, 1, 30)
TABLE = SHARED / "providers" / "country_risk" / "oecd_crc_2026-01-30.csv"


@pytest.mark.parametrize(
    ("country", "risk_class", "status"),
    [
        ("VN", 4, "classified"),
        ("AF", 7, "classified"),
        ("XK", 6, "classified"),  # Kosovo, which the OECD writes XKV
        ("AU", None, "high_income_oecd"),
        ("AD", None, "euro_microstate"),
        ("HR", None, "high_income_euro_area"),
        ("BB", None, "not_reviewed"),
    ],
)
def test_what_the_oecd_says_of_a_country(country: str, risk_class: int | None, status: str) -> None:
    found = load_countries().at(country, PUBLISHED)
    assert found is not None
    assert (found.risk_class, found.status, found.published_on) == (risk_class, status, PUBLISHED)


def test_before_its_day_nothing_was_published_and_an_unknown_country_has_nothing() -> None:
    countries = load_countries()
    assert countries.at("VN", date(2026, 1, 29)) is None
    assert countries.at("ZZ", PUBLISHED) is None
    assert countries.source == SOURCE


def test_every_status_of_the_table_is_a_word_of_the_trade_and_says_whether_there_is_a_class() -> None:
    told = {(risk.status, risk.risk_class is None) for said in load_countries().risks.values() for risk in said}
    assert told == {(status, status is not CountryStatus.CLASSIFIED) for status in CountryStatus}


@needs_shared
def test_every_row_of_the_publication_is_there_with_its_class() -> None:
    rows = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
    found = load_countries()
    classes = sorted(str(row["crc"]) for row in rows)
    assert len(found.risks) == len(rows)
    told = [said[0].risk_class for said in found.risks.values()]
    assert sorted("" if each is None else str(each) for each in told) == classes


HEAD = "published_on,country,class,status\n"


def test_a_later_publication_of_the_users_own_stands_behind_the_one_that_came_with_the_program(tmp_path: Path) -> None:
    (tmp_path / "june.csv").write_text("# read off the PDF\n" + HEAD + "2026-06-26,VN,5,\n2026-06-26,bb,,\n", encoding="utf-8")
    countries, problems = read_countries(tmp_path)
    assert problems == ()
    assert [(risk.published_on, risk.risk_class) for risk in countries.risks["VN"]] == [(PUBLISHED, 4), (date(2026, 6, 26), 5)]
    before = countries.at("VN", date(2026, 6, 25))
    assert before is not None
    assert before.risk_class == 4, "nothing of it is known before its day"
    assert countries.risks["BB"][-1].status is CountryStatus.NOT_REVIEWED
    assert len(countries.risks["AF"]) == 1, "what it does not name stays"


def test_of_one_day_the_users_own_row_stands(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(HEAD + "2026-01-30,VN,3,classified\n", encoding="utf-8")
    (risk,) = read_countries(tmp_path)[0].risks["VN"]
    assert risk.risk_class == 3


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("26 June,VN,5,", "bad_date", "published_on"),
        ("2026-06-26,VNM,5,", "bad_country", "country"),
        ("2026-06-26,VN,8,", "bad_risk_class", "class"),
        ("2026-06-26,VN,five,", "bad_risk_class", "class"),
        ("2026-06-26,VN,,rich", "bad_risk_status", "status"),
        ("2026-06-26,VN,5,not_reviewed", "bad_risk_status", "status"),
        ("2026-06-26,VN,,classified", "bad_risk_status", "status"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_others_count(tmp_path: Path, row: str, code: str, column: str) -> None:
    path = tmp_path / "june.csv"
    path.write_text(f"# a remark\n{HEAD}{row}\n2026-06-26,TR,6,\n", encoding="utf-8")
    countries, problems = read_countries(tmp_path)
    assert [(each.code, each.path, each.line, each.column) for each in problems] == [(code, str(path), 3, column)]
    assert countries.risks["TR"][-1].risk_class == 6


def test_a_file_that_is_no_such_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("country,class\nVN,5\n", encoding="utf-8")
    (tmp_path / "b.csv").write_bytes(b"published_on,country,class\n2026-06-26,V\xff,5\n")
    (tmp_path / "c.csv").mkdir()
    assert [(each.code, each.column) for each in read_countries(tmp_path)[1]] == [
        ("missing_column", "published_on"), ("bad_encoding", ""), ("file_unreadable", "")
    ]  # fmt: skip


def test_a_table_with_a_cell_that_never_ends_is_named_and_what_stands_before_it_counts(tmp_path: Path) -> None:
    """The reader of tables takes no cell of more than 131,072 characters; NUL is a character, and no country."""
    heading, endless = "published_on,country,class\n", "x" * 140_000
    (tmp_path / "a.csv").write_text(f"{heading}2026-06-30,VN,3\n2026-06-30,{endless},3\n2026-06-30,DE,0\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"{endless},country,class\n2026-06-30,FR,1\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text(f"{heading}2026-06-30,A\0,3\n2026-06-30,TR,5\n", encoding="utf-8")
    (tmp_path / "d.csv").write_text(f'{heading}2026-06-30,"KE\n,3\n', encoding="utf-8")
    (tmp_path / "e.csv").write_text("", encoding="utf-8")
    countries, problems = read_countries(tmp_path)
    assert [(Path(each.path).name, each.code, each.line) for each in problems] == [
        ("a.csv", "countries_file_damaged", 3), ("b.csv", "countries_file_damaged", 1), ("c.csv", "bad_country", 2),
        ("d.csv", "bad_country", 2), ("e.csv", "missing_column", 0),
    ]  # fmt: skip
    july = date(2026, 7, 1)
    assert [code for code in ("VN", "DE", "TR", "FR") if countries.at(code, july) != load_countries().at(code, july)] == [
        "VN",
        "TR",
    ]


def test_without_a_folder_there_is_what_came_with_the_program(tmp_path: Path) -> None:
    assert read_countries(tmp_path / "none") == (load_countries(), ())
