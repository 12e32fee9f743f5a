"""Bringing rates and country classes up to date from the command line: a service on this machine, files, and what is refused."""

import json
from datetime import date
from pathlib import Path
from typing import Self

import pytest

from integrations.rates import load_rates
from tests.integrations.loopback import Loopback, reply
from tests.tui.cli.conftest import Dunnage
from tui.cli import tables

USD = str(load_rates(["USD"]).series["USD"].values[-1])
GBP = str(load_rates(["GBP"]).series["GBP"].values[-1])


def answer(*rows: tuple[str, str, str]) -> bytes:
    return reply(json.dumps([{"date": day, "base": "EUR", "quote": quote, "rate": rate} for day, quote, rate in rows]).encode())


def test_newer_rates_are_fetched_kept_and_used(dunnage: Dunnage, home: Path, book: Path) -> None:
    """The service is asked for the bank's own rates since the last day known."""
    with Loopback([answer(("2026-11-20", "USD", USD), ("2026-11-20", "GBP", GBP))]) as server:
        ended = dunnage("rates", "refresh", "--url", f"{server.url}/v2", "--as-of", "2026-11-22", "--json")
    assert (ended.code, ended.err) == (0, "")
    assert {key: ended.json[key] for key in ("before", "last", "added", "currencies", "refused")} == {
        "before": "2026-10-30", "last": "2026-11-20", "added": 2, "currencies": ["GBP", "USD"], "refused": []
    }  # fmt: skip
    assert server.requests[0].target == "/v2/rates?base=EUR&providers=ECB&from=2026-10-30&to=2026-11-22"
    shown = {row["currency"]: row for row in dunnage("rates", "--json").json["currencies"]}
    assert shown["USD"] == {"currency": "USD", "on": "2026-11-20", "for_one_euro": USD}
    assert (home / "data" / "dunnage" / "rates.csv").is_file()
    assert dunnage("portfolio", "--as-of", "2026-11-22", "--json").code == 0


def test_a_rate_nobody_believes_is_refused_by_name_and_taken_on_a_persons_word(dunnage: Dunnage, home: Path) -> None:
    table = home / "bank.csv"
    table.write_text(f"Date,USD,GBP,\n2026-11-20,{float(USD) * 2:.4f},{GBP},\n", encoding="utf-8")
    ended = dunnage("rates", "refresh", table, "--as-of", "2026-11-22", "--json")
    assert ended.code == 5
    assert [wrong["currency"] for wrong in ended.json["refused"]] == ["USD"]
    assert ended.json["currencies"] == ["GBP"]
    assert "--accept USD" in ended.sentence
    assert dunnage("rates", "refresh", table, "--as-of", "2026-11-22", "--accept", "usd").code == 0


def test_a_source_that_is_behind_says_so_and_changes_nothing(dunnage: Dunnage, home: Path) -> None:
    with Loopback([answer(("2026-10-29", "USD", USD))]) as server:
        ended = dunnage("rates", "refresh", "--url", server.url, "--as-of", "2026-11-22")
    assert ended.code == 0
    assert "2026-10-29" in ended.out
    assert not (home / "data" / "dunnage" / "rates.csv").exists()


@pytest.mark.parametrize(
    ("play", "code", "word"),
    [
        (reply(b"<html>Request Rejected</html>", 200, "text/html"), 8, "page"),
        (reply(b"[]"), 5, "no rate"),
        (reply(b'{"message": "not found"}', 404), 8, "frankfurter"),
    ],
    ids=["row_16_a_page_for_people", "row_17_nothing_in_it", "row_6_not_found"],
)
def test_a_service_that_gives_no_table_ends_in_one_sentence(
    dunnage: Dunnage, home: Path, play: bytes, code: int, word: str
) -> None:
    with Loopback([play]) as server:
        ended = dunnage("rates", "refresh", "--url", server.url)
    assert (ended.code, ended.out) == (code, "")
    assert word in ended.sentence
    assert not (home / "data" / "dunnage" / "rates.csv").exists()


def test_the_banks_table_at_an_address(dunnage: Dunnage, home: Path) -> None:
    with Loopback([reply(f"Date,USD,\n2026-11-20,{USD},\n".encode(), 200, "text/csv")]) as server:
        ended = dunnage("rates", "refresh", f"{server.url}/stats/hist.csv?a=b", "--as-of", "2026-11-22", "--json")
    assert (ended.code, ended.json["last"]) == (0, "2026-11-20")
    assert server.requests[0].target == "/stats/hist.csv?a=b"


@pytest.mark.parametrize("place", ["nowhere.csv", "http://[half", "http://rates.example/table.csv"])
def test_a_place_nothing_can_be_read_from_is_one_sentence(dunnage: Dunnage, place: str) -> None:
    """The last one is refused because it is not https: nobody is asked."""
    for command in ("rates", "countries"):
        ended = dunnage(command, "refresh", place)
        assert (ended.code, ended.out) == (2, "")
        assert ended.sentence


def test_a_damaged_table_of_countries_is_one_sentence_and_the_others_count(dunnage: Dunnage, home: Path) -> None:
    own = home / "config" / "dunnage" / "countries" / "own.csv"
    own.parent.mkdir(parents=True)
    own.write_text("published_on,country,class\n2026-01-02," + "x" * 140_000 + ",3\n", encoding="utf-8")
    ended = dunnage("countries")
    assert ended.code == 0
    assert "DE" in ended.out
    assert str(own) in ended.err
    assert "Traceback" not in ended.err


def test_a_damaged_file_of_rates_is_named_and_not_written_over(dunnage: Dunnage, home: Path) -> None:
    kept = home / "data" / "dunnage" / "rates.csv"
    kept.parent.mkdir(parents=True)
    kept.write_text("nonsense", encoding="utf-8")
    with Loopback([answer(("2026-11-20", "USD", USD))]) as server:
        ended = dunnage("rates", "refresh", "--url", server.url, "--as-of", "2026-11-22")
    assert (ended.code, kept.read_text(encoding="utf-8")) == (5, "nonsense")
    assert str(kept) in ended.sentence


def test_a_later_publication_of_country_risk(dunnage: Dunnage, home: Path) -> None:
    table = home / "june.csv"
    table.write_text("iso3,crc\nVNM,3\nTUR,5\nAFG,7\nBRB,0\n", encoding="utf-8")
    ended = dunnage("countries", "refresh", table, "--published", "2026-06-26", "--as-of", "2026-07-15", "--json")
    assert ended.code == 5, "Barbados was never reviewed"
    assert ended.json["changed"] == [{"country": "VN", "before": 4, "class": 3, "status": "classified"}]
    assert ended.json["refused"] == [{"country": "BB", "reason": "zero_from_nothing"}]
    assert "--accept BB" in ended.sentence
    shown = {row["country"]: row for row in dunnage("countries", "--as-of", "2026-07-15", "--json").json["countries"]}
    assert (shown["VN"]["class"], shown["VN"]["published_on"]) == (3, "2026-06-26")
    assert (shown["BB"]["class"], shown["BB"]["status"]) == (None, "not_reviewed")
    assert shown["AU"]["class"] is None


def test_without_its_day_a_publication_is_not_taken(dunnage: Dunnage, home: Path) -> None:
    table = home / "june.csv"
    table.write_text("iso3,crc\nVNM,3\n", encoding="utf-8")
    ended = dunnage("countries", "refresh", table)
    assert (ended.code, "--published" in ended.sentence) == (5, True)
    assert dunnage("countries", "refresh").code == 2


def test_what_stands_is_shown_as_text(dunnage: Dunnage) -> None:
    rows = {line.split()[0]: line.split()[1] for line in dunnage("rates").out.splitlines()}
    assert rows["USD"] == USD
    rows = {line.split()[0]: line.split()[1] for line in dunnage("countries").out.splitlines()}
    assert (rows["VN"], rows["AU"]) == ("4", "high-income")


def test_each_figure_stands_with_its_day(dunnage: Dunnage) -> None:
    """The rouble has had no rate since the bank stopped on 2022-03-01; a country without a class says why in words."""
    rates = dict(line.split(maxsplit=1) for line in dunnage("rates").out.splitlines())
    assert (rates["USD"].split(), rates["RUB"].split()[1]) == ([USD, "2026-10-30"], "2022-03-01")
    classes = dict(line.split(maxsplit=1) for line in dunnage("countries", "--as-of", "2026-11-22").out.splitlines())
    assert classes["EG"].split()[1:] == ["2026-01-30"]
    assert classes["GB"].startswith("high-income OECD country, not classified")


@pytest.mark.parametrize(
    ("today", "old"),
    [(date(2026, 11, 6), []), (date(2026, 11, 7), ["rates"]), (date(2027, 2, 1), ["rates", "countries"])],
)
def test_the_doctor_says_how_old_the_tables_are(
    dunnage: Dunnage, book: Path, monkeypatch: pytest.MonkeyPatch, today: date, old: list[str]
) -> None:
    """Rates of 2026-10-30 are a week old on 11-06; classes of 2026-01-30 a year and two days on 2027-02-01."""

    class Day(date):
        @classmethod
        def today(cls) -> Self:
            return cls(today.year, today.month, today.day)

    monkeypatch.setattr(tables, "date", Day)
    checks = {check["check"]: check for check in dunnage("doctor", "--json").json["checks"]}
    told = checks["tables"]["detail"]
    assert checks["tables"]["ok"]
    assert [what for what in ("rates", "countries") if f"dunnage {what} refresh" in told] == old
    assert "2026-10-30" in told
    assert "2026-01-30" in told
