"""What an import corrects, before and after: in words and for scripts, in a dry run as in a real one."""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage

FIRST = "number,customer_id,issue_date,due_date,amount,currency\nR-1,Birch,2026-01-20,2026-02-20,1000.00,EUR\n"
DAY = ("--as-of", "2026-04-02")


@pytest.fixture
def later(dunnage: Dunnage, home: Path) -> Path:
    (home / "invoices.csv").write_text(FIRST, encoding="utf-8")
    assert dunnage("import", home / "invoices.csv", *DAY).code == 0
    (home / "invoices.csv").write_text(FIRST.replace("2026-02-20,1000.00", "2026-02-28,900.00"), encoding="utf-8")
    return home / "invoices.csv"


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_before_and_after_are_told(dunnage: Dunnage, later: Path, words: tuple[str, ...]) -> None:
    told = dunnage("import", later, *words, *DAY).err.splitlines()
    assert told == [
        "dunnage: R-1 of Birch: amount was 1,000.00 EUR, is 900.00 EUR.",
        "dunnage: R-1 of Birch: due date was 2026-02-20, is 2026-02-28.",
    ]


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_for_scripts_too(dunnage: Dunnage, later: Path, words: tuple[str, ...]) -> None:
    row = {"customer_id": "Birch", "invoice": "R-1"}
    before, after = ({"amount": amount, "currency": "EUR"} for amount in ("1000.00", "900.00"))
    assert dunnage("import", later, "--json", *words, *DAY).json["corrected"] == [
        {**row, "field": "amount", "before": before, "after": after},
        {**row, "field": "due_on", "before": "2026-02-20", "after": "2026-02-28"},
    ]


def test_many_are_counted(dunnage: Dunnage, home: Path) -> None:
    rows = "".join(f"R-{n},Birch,2026-01-20,2026-02-20,100.00,EUR\n" for n in range(23))
    for text in (rows, rows.replace("100.00", "90.00")):
        (home / "x.csv").write_text(FIRST.splitlines()[0] + "\n" + text, encoding="utf-8")
        told = dunnage("import", home / "x.csv", *DAY).err.splitlines()
    assert len(told) == 21
    assert told[-1] == "dunnage: And 3 more; --json lists all."
