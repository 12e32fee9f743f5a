"""Opening items beside the invoices they stand for, and what an import corrects: asked about or told, dry or real."""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage
from tui.cli import opening_items

TABLE = "As of 31 March 2026\nCustomer,Currency,Current,1-30,31-60\nBirch,EUR,,,1000.00\n"
INVOICES = "number,customer_id,issue_date,due_date,amount,currency\nR-1,Birch,2026-01-20,2026-02-20,1000.00,EUR\n"
DAY = ("--as-of", "2026-04-02")


@pytest.fixture
def invoices(dunnage: Dunnage, home: Path) -> Path:
    """The invoices of a buyer whose aged balances are in the book."""
    (home / "aged.csv").write_text(TABLE, encoding="utf-8")
    assert dunnage("import", home / "aged.csv", *DAY).code == 0
    (home / "invoices.csv").write_text(INVOICES, encoding="utf-8")
    return home / "invoices.csv"


def owed(dunnage: Dunnage) -> dict[str, str]:
    found = dunnage("customer", "Birch", "--json", *DAY).json["open_items"]
    return {item["number"]: item["open"]["amount"] for item in found}


BOTH = {"opening:EUR:31-60": "1000.00", "R-1": "1000.00"}


def test_in_a_script_both_stay_and_it_is_told(dunnage: Dunnage, invoices: Path) -> None:
    told = dunnage("import", invoices, *DAY)
    assert "--openings replaced" in told.err
    assert owed(dunnage) == BOTH


@pytest.mark.parametrize(
    ("words", "became", "left"), [((), "open", BOTH), (("--openings", "replaced"), "replaced", {"R-1": "1000.00"})]
)
def test_the_invoices_take_their_place_where_that_is_said(
    dunnage: Dunnage, invoices: Path, words: tuple[str, ...], became: str, left: dict[str, str]
) -> None:
    (told,) = dunnage("import", invoices, "--json", *words, *DAY).json["openings"]
    assert told == {
        "customer_id": "Birch",
        "invoice": "opening:EUR:31-60",
        "open": {"amount": "1000.00", "currency": "EUR"},
        "became": became,
    }
    assert owed(dunnage) == left


@pytest.mark.parametrize(("said", "left"), [("y", {"R-1": "1000.00"}), ("n", BOTH), ("", BOTH)])
def test_at_a_terminal_it_is_asked(
    dunnage: Dunnage, invoices: Path, monkeypatch: pytest.MonkeyPatch, said: str, left: dict[str, str]
) -> None:
    monkeypatch.setattr(opening_items, "at_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: said)
    assert dunnage("import", invoices, *DAY).code == 0
    assert owed(dunnage) == left
