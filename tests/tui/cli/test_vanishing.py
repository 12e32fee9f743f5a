"""What a later list of open items no longer names, at the command line."""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage
from tui.cli import vanishing

HEAD = "number,customer_id,issue_date,due_date,currency,amount\n"
I1, I2 = "I1,C1,2024-03-01,2024-04-30,USD,1000\n", "I2,C1,2024-03-11,2024-05-10,USD,500\n"


@pytest.fixture
def july(dunnage: Dunnage, home: Path) -> Path:
    """A list without I1, which the book holds open."""
    (home / "june.csv").write_text(HEAD + I1 + I2, encoding="utf-8")
    assert dunnage("import", home / "june.csv", "--open-items", "--as-of", "2024-06-01").code == 0
    (home / "july.csv").write_text(HEAD + I2, encoding="utf-8")
    return home / "july.csv"


def owed(dunnage: Dunnage) -> list[str]:
    record = dunnage("customer", "C1", "--json", "--as-of", "2024-07-02").json
    return [item["number"] for item in record["open_items"]]


def test_a_script_is_told_and_it_stays_open(dunnage: Dunnage, july: Path) -> None:
    ended = dunnage("import", july, "--open-items", "--as-of", "2024-07-01", "--json")
    assert ended.code == 0
    assert [(one["invoice"], one["became"]) for one in ended.json["vanished"]] == [("I1", "open")]
    assert "I1 (C1) 1,000.00 USD" in dunnage("import", july, "--open-items", "--as-of", "2024-07-01").err
    assert sorted(owed(dunnage)) == ["I1", "I2"]


def test_an_option_says_that_it_was_paid(dunnage: Dunnage, july: Path) -> None:
    ended = dunnage("import", july, "--open-items", "--vanished", "paid", "--as-of", "2024-07-01", "--json")
    assert [one["became"] for one in ended.json["vanished"]] == ["paid"]
    assert owed(dunnage) == ["I2"]


@pytest.mark.parametrize(("said", "left"), [("y", ["I2"]), ("", ["I1", "I2"])])
def test_at_a_terminal_it_is_asked(
    dunnage: Dunnage, july: Path, monkeypatch: pytest.MonkeyPatch, said: str, left: list[str]
) -> None:
    monkeypatch.setattr(vanishing, "at_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: said)
    assert dunnage("import", july, "--open-items", "--as-of", "2024-07-01").code == 0
    assert sorted(owed(dunnage)) == left
