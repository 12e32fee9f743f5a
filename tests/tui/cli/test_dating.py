"""Dates that can be read in two ways: refused in a script, asked about at a terminal, and what was said is remembered."""

import tomllib
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage
from tui.cli import dating

XERO = """\
ContactName,InvoiceNumber,InvoiceDate,DueDate,Quantity,UnitAmount,Currency
Alder,R-1,03/04/2026,05/06/2026,1,100.00,EUR
"""
OWN = """\
title = "Ours"
kind = "invoices"
recognise = ["Konto", "Beleg"]
dates = ["D/M/YYYY", "M/D/YYYY"]

[columns]
customer = "Konto"
number = "Beleg"
issued_on = "Tag"
due_on = "Fällig"
amount = "Betrag"
"""


@pytest.fixture
def ledger(home: Path) -> Path:
    path = home / "sales.csv"
    path.write_text(XERO, encoding="utf-8")
    return path


def due(dunnage: Dunnage) -> str:
    """Due date of the one item of the one buyer."""
    (item,) = dunnage("customer", "Alder", "--as-of", "2026-04-10", "--json").json["open_items"]
    return str(item["due"])


def test_a_script_is_told_the_column_and_what_to_say(dunnage: Dunnage, ledger: Path) -> None:
    ended = dunnage("import", ledger)
    assert ended.code == 5
    assert "InvoiceDate" in ended.err
    assert "03/04/2026" in ended.err
    assert "--date-order" in ended.err


@pytest.mark.parametrize(("order", "day"), [("dmy", "2026-06-05"), ("mdy", "2026-05-06")])
def test_what_was_said_is_remembered_with_a_mapping_of_ours(dunnage: Dunnage, ledger: Path, order: str, day: str) -> None:
    assert dunnage("import", ledger, "--date-order", order, "--dry-run").code == 0
    assert dunnage("import", ledger).code == 5  # a dry run remembers nothing
    assert dunnage("import", ledger, "--date-order", order).code == 0
    assert due(dunnage) == day
    again = dunnage("import", ledger, "--json")
    assert (again.code, again.json["files"][0]["unchanged"]) == (0, 1)


def test_it_is_one_line_of_a_mapping_of_the_users_own(dunnage: Dunnage, home: Path) -> None:
    folder = Path(dunnage("paths", "--json").json["paths"]["mappings"])
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text(OWN, encoding="utf-8")
    (home / "x.csv").write_text("Konto,Beleg,Tag,Fällig,Betrag\nK1,R-1,03/04/2026,05/06/2026,9\n", encoding="utf-8")
    for order in ("dmy", "mdy"):
        assert dunnage("import", home / "x.csv", "--date-order", order).code == 0
        said = tomllib.loads((folder / "ours.toml").read_text(encoding="utf-8"))
        assert said == {**tomllib.loads(OWN), "date_order": order}


def test_dates_that_are_not_in_doubt_are_read_as_they_are(dunnage: Dunnage, home: Path) -> None:
    (home / "sales.csv").write_text(XERO.replace("05/06/2026", "15/06/2026"), encoding="utf-8")
    assert dunnage("import", home / "sales.csv", "--date-order", "mdy").code == 0
    assert due(dunnage) == "2026-06-15"


@pytest.mark.parametrize(("said", "code"), [("dmy", 0), ("perhaps", 5), ("", 5)])
def test_at_a_terminal_it_is_asked(dunnage: Dunnage, ledger: Path, monkeypatch: pytest.MonkeyPatch, said: str, code: int) -> None:
    monkeypatch.setattr(dating, "at_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: said)
    assert dunnage("import", ledger).code == code
    if code == 0:
        assert due(dunnage) == "2026-06-05"
