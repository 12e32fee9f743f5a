"""A later publication of country risk from somebody's extract: the traps known of such extracts are refused by name."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from credit.country import CountryStatus
from integrations.countries import load_countries, read_countries
from integrations.countries_refresh import CountriesRefused, Publication, Taken, parse_publication, take
from tests.shared import SHARED, needs_shared

TODAY = date(2026, 7, 15)
JUNE = date(2026, 6, 26)
TABLE = SHARED / "providers" / "country_risk" / "oecd_crc_2026-01-30.csv"
STEADY = "VNM,4\nTUR,5\nAFG,7\nEGY,6\nALB,4\n"
"""Rows that say what the table of January 2026 says."""


def parsed(text: str, published: date | None = JUNE) -> Publication:
    return parse_publication(text.encode(), "june.csv", published, load_countries())


def taken(rows: str, folder: Path, accepted: Collection[str] = ()) -> Taken:
    return take(parsed("iso3,crc\n" + rows), load_countries(), folder, TODAY, accepted)


def test_countries_that_moved_are_told_and_the_file_counts_from_its_day(tmp_path: Path) -> None:
    done = taken("VNM,3\nTUR,6\nAFG,7\n", tmp_path)
    assert [(country, before.risk_class, now.risk_class) for country, before, now in done.changed] == [("TR", 5, 6), ("VN", 4, 3)]
    known, problems = read_countries(tmp_path)
    assert problems == ()
    assert done.path == tmp_path / "oecd-2026-06-26.csv"
    assert [(risk.published_on, risk.risk_class) for risk in known.risks["VN"]] == [(date(2026, 1, 30), 4), (JUNE, 3)]


def test_not_reviewed_is_not_class_0(tmp_path: Path) -> None:
    """A public extract gave the countries nobody reviewed the best class there is (PROVIDERS.md 1l); so do not the rich ones."""
    done = taken(STEADY + "BRB,0\nAUS,0\n", tmp_path)
    assert done.refused == (("AU", "zero_from_nothing"), ("BB", "zero_from_nothing"))
    known, _ = read_countries(tmp_path)
    at = known.at("BB", TODAY)
    assert at is not None
    assert (at.risk_class, at.status) == (None, CountryStatus.NOT_REVIEWED)


def test_a_country_reviewed_for_the_first_time_gets_its_class(tmp_path: Path) -> None:
    assert taken(STEADY + "BRB,5\n", tmp_path).refused == ()
    assert read_countries(tmp_path)[0].risks["BB"][-1].risk_class == 5


def test_the_column_of_the_previous_class_is_never_read(tmp_path: Path) -> None:
    """The order of columns does not matter, their headings do: VNM is 3 now and was 4."""
    told = parsed("iso3,previous_crc,crc\nVNM,4,3\n")
    assert told.risks["VN"].risk_class == 3
    with pytest.raises(CountriesRefused) as caught:
        parsed("iso3,previous_crc\nVNM,4\n")
    assert caught.value.reason == "not_a_table"


def test_a_cell_longer_than_any_table_has_makes_it_none() -> None:
    with pytest.raises(CountriesRefused) as caught:
        parsed("iso3,crc\n" + "V" * 140_000 + ",3\n")
    assert caught.value.reason == "not_a_table"


def test_a_far_move_and_a_lost_class_are_refused_until_somebody_says_so(tmp_path: Path) -> None:
    rows = STEADY.replace("VNM,4", "VNM,7").replace("TUR,5", "TUR,") + "ARM,6\nBGD,5\n"
    done = taken(rows, tmp_path / "a")
    assert done.refused == (("TR", "class_lost"), ("VN", "far_move"))
    assert taken(rows, tmp_path / "b", ["vn", "TR"]).refused == ()


def test_a_table_of_another_thing_is_refused_whole(tmp_path: Path) -> None:
    """Classes turned round: 4 -> 3 passes, 7 -> 0, 5 -> 2, 6 -> 1 do not."""
    with pytest.raises(CountriesRefused) as caught:
        taken("VNM,3\nAFG,0\nTUR,2\nEGY,1\n", tmp_path)
    assert caught.value.reason == "mostly_off"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("published", "reason"), [(date(2026, 7, 16), "ahead"), (date(2025, 10, 24), "older"), (None, "no_day")])
def test_the_day_of_a_publication_is_known_past_and_not_older_than_what_stands(
    published: date | None, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(CountriesRefused) as caught:
        take(parsed("iso3,crc\n" + STEADY, published), load_countries(), tmp_path, TODAY)
    assert caught.value.reason == reason


def test_rows_that_cannot_be_read_are_named_by_their_line() -> None:
    told = parsed("iso3,crc,status\nVNM,4,\nQQQ,3,\nTUR,8,\nAFG,,classified\n")
    assert [(each.code, each.line, each.column) for each in told.problems] == [
        ("bad_country", 3, "iso3"), ("bad_risk_class", 4, "crc"), ("bad_risk_status", 5, "status")
    ]  # fmt: skip
    assert set(told.risks) == {"VN"}


def test_without_a_word_why_there_is_no_class_a_rich_country_stays_rich() -> None:
    """Australia has none because it needs none; Barbados has none because nobody looked."""
    told = parsed("iso3,crc\nAUS,\nBRB,\n").risks
    assert (told["AU"].status, told["BB"].status) == (CountryStatus.HIGH_INCOME_OECD, CountryStatus.NOT_REVIEWED)


@needs_shared
def test_the_extract_of_january_says_what_the_program_says_and_nothing_is_written(tmp_path: Path) -> None:
    known = load_countries()
    told = parse_publication(TABLE.read_bytes(), str(TABLE), date(2026, 1, 30), known)
    done = take(told, known, tmp_path, TODAY)
    assert (len(told.risks), done.changed, done.refused, done.problems, done.path) == (201, (), (), (), None)
