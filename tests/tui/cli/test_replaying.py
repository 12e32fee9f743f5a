"""The replay at the command line: fixed keys for scripts, a table for people, another policy beside it."""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage

SPAN = ("--from", "2020-05-01", "--to", "2020-08-01", "--every", "30")
FIGURES = {"capture_at_10", "cash_at_10", "regret", "stability", "precision_at_10", "ndcg_at_10"}


def test_a_script_finds_the_keys_it_relies_on(dunnage: Dunnage, story: Path) -> None:
    ended = dunnage("replay", *SPAN, "--json")
    assert (ended.code, ended.err) == (0, "")
    record = ended.json
    assert (record["from"], record["to"], record["days"]) == ("2020-05-01", "2020-08-01", 5)
    assert set(record["queue"]) == FIGURES
    assert {name: set(score) for name, score in record["baselines"].items()} == dict.fromkeys(
        ("largest_first", "oldest_first", "sap_points", "random"), FIGURES
    )
    assert record["alerts"], "the stories ring"
    for alert in record["alerts"]:
        assert {"customer_id", "kind", "rings_on"} <= set(alert)
        assert "2020-05-01" <= alert["rings_on"] <= "2020-08-01"
    assert (record["against"], "against" in record["missing"]) == (None, True)


def test_people_see_the_orders_side_by_side(dunnage: Dunnage, story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("[promising]\ntolerance_bank_days = 20\n", encoding="utf-8")
    ended = dunnage("replay", *SPAN, "--against", other)
    assert (ended.code, ended.err) == (0, "")
    assert "Why the queue has less  " in ended.out
    assert "Looked at               5 days from 2020-05-01 to 2020-08-01" in ended.out
    assert "By the other policy" in ended.out
    for order in (
        "the queue",
        "the queue by the other policy",
        "largest first",
        "oldest first",
        "points, as SAP counts",
        "at random",
    ):
        assert f"\n{order} " in ended.out


def test_days_that_are_none_are_said(dunnage: Dunnage, story: Path) -> None:
    ended = dunnage("replay", "--from", "2021-01-01", "--to", "2020-01-01")
    assert (ended.code, ended.sentence) == (2, "There is no day to look at from 2021-01-01 to 2020-01-01.")
    assert dunnage("replay", "--every", "0").code == 2


def test_the_days_are_counted_for_whoever_watches(dunnage: Dunnage, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.replaying.watched", lambda: True)
    ended = dunnage("replay", "--from", "2020-05-01", "--to", "2020-05-03", "--every", "1", "--json")
    assert ended.err == "\r1 of 3 days\r2 of 3 days\r3 of 3 days\n"
