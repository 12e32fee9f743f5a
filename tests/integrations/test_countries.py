"""The OECD's classes come with the program, from the day they were published, and no class is no zero."""

import csv
from datetime import date

import pytest

from credit.country import CountryStatus
from integrations.countries import SOURCE, load_countries
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
