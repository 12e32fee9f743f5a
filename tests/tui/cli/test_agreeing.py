"""Columns found in a file nobody knows: shown, agreed to, remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage
from tui.cli import agreeing

LEDGER = """\
Cust No;Inv No;Inv Date;Due date;Open amount;Curr
C1;I1;03.01.2024;02.02.2024;1.234,50;EUR
C1;I2;13.02.2024;15.03.2024;20;EUR
"""
DOUBT = "customer,invoice,date,amount,amount\nA,1,2024-01-01,5.10,6\nA,2,2024-01-02,7.10,8\n"


@pytest.fixture
def ledger(home: Path) -> Path:
    path = home / "ledger_2024.csv"
    path.write_text(LEDGER, encoding="utf-8")
    return path


def test_a_script_is_shown_the_columns_and_nothing_comes_in(dunnage: Dunnage, home: Path, ledger: Path) -> None:
    ended = dunnage("import", ledger)
    assert ended.code == 5
    assert "Cust No: C1" in ended.out
    assert 'amount = "Open amount"' in ended.out
    assert "--accept-columns" in ended.sentence
    assert not (home / "data").exists()
    assert not (home / "config").exists()
    (told,) = dunnage("import", ledger, "--json").json["proposed"]
    assert told["columns"]["amount"] == {"heading": "Open amount", "samples": ["1.234,50", "20"], "by_values": False}


def test_what_is_shown_can_be_saved_and_read_by(dunnage: Dunnage, home: Path, ledger: Path) -> None:
    (told,) = dunnage("import", ledger, "--json").json["proposed"]
    Path(told["file"]).parent.mkdir(parents=True)
    Path(told["file"]).write_text(told["toml"], encoding="utf-8")
    assert dunnage("import", ledger, "--mapping", told["mapping"]).code == 0


def test_what_was_accepted_is_remembered(dunnage: Dunnage, home: Path, ledger: Path) -> None:
    assert dunnage("import", ledger, "--accept-columns", "--dry-run").code == 0
    assert not (home / "config").exists()
    assert dunnage("import", ledger, "--accept-columns").code == 0
    again = dunnage("import", ledger, "--json").json
    assert (again["files"][0]["mapping"], again["files"][0]["unchanged"]) == ("ledger", 2)
    assert again["proposed"] == []


def test_a_choice_is_not_made_by_an_option(dunnage: Dunnage, home: Path) -> None:
    (home / "two.csv").write_text(DOUBT, encoding="utf-8")
    ended = dunnage("import", home / "two.csv", "--accept-columns", "--json")
    assert ended.code == 5
    assert [each["samples"] for each in ended.json["proposed"][0]["doubtful"]["amount"]] == [["5.10", "7.10"], ["6", "8"]]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A terminal at which somebody answers."""
    said: list[str] = []
    monkeypatch.setattr(agreeing, "at_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: said.pop(0))
    yield said
    assert said == []


def test_at_a_terminal_it_is_asked(dunnage: Dunnage, ledger: Path, answers: list[str]) -> None:
    answers += ["n"]
    assert dunnage("import", ledger).code == 5
    answers += ["y"]
    assert dunnage("import", ledger).code == 0


@pytest.mark.parametrize(("said", "code"), [(["2", "n"], 5), ([""], 5), (["9"], 5)])
def test_at_a_terminal_the_column_in_doubt_is_asked_for(
    dunnage: Dunnage, home: Path, answers: list[str], said: list[str], code: int
) -> None:
    (home / "two.csv").write_text(DOUBT, encoding="utf-8")
    answers += said
    assert dunnage("import", home / "two.csv").code == code
