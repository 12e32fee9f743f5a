"""`dunnage goods`: papers released, goods stopped or resold, as a user meets them."""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage

ON = ("--as-of", "2024-06-12")
HEAD = "shipment_no,customer_id,bl_date,goods_value,currency,papers,eta\n"


@pytest.fixture
def shipped(dunnage: Dunnage, book: Path, home: Path) -> Path:
    """The book with two shipments of C1 that left on 3 June; both papers lie in the house."""
    file = home / "shipments.csv"
    rows = "M1,C1,2024-06-03,4000,USD,originals_held,2024-06-21\nM2,C1,2024-06-03,100,USD,originals_held,2024-06-30\n"
    file.write_text(HEAD + rows, encoding="utf-8")
    assert dunnage("import", file, *ON).code == 0
    return file


def test_released_papers_end_the_right_to_stop_and_undo_gives_it_back(dunnage: Dunnage, shipped: Path) -> None:
    def shipments() -> list[dict[str, object]]:
        return [*dunnage("customer", "C1", "--json", *ON).json["shipments"]]

    ended = dunnage("goods", "C1", "M1", "originals_sent", "--date", "2024-06-10", *ON)
    assert (ended.code, ended.out) == (0, "Recorded for C1. The papers are out: M1 can be stopped no more.\n")
    first = shipments()[0]
    assert (first["papers"], first["held"], first["released_on"]) == ("originals_sent", False, "2024-06-10")
    assert dunnage("import", shipped, *ON).code == 0
    assert shipments()[0]["papers"] == "originals_sent", "the file is older than that"
    refused = dunnage("goods", "C1", "M1", "stopped", "--reason", "late", *ON)
    assert (refused.code, refused.sentence) == (5, "The papers of M1 are out since 2024-06-10: the right to stop it is gone.")
    assert dunnage("undo").code == 0
    assert shipments()[0]["papers"] == "originals_held"


def test_what_was_stopped_or_resold_is_told_with_why(dunnage: Dunnage, shipped: Path) -> None:
    found = dunnage("goods", "C1", "M1", "stopped", "--reason", "no payment", "--json", *ON).json["recorded"]
    assert [(fact["kind"], fact["stopped_on"], fact["why"]) for fact in found] == [("shipment", "2024-06-12", "no payment")]
    assert "4,000.00 USD stands still since 2024-06-12: M1" in dunnage("customer", "C1", *ON).out
    ended = dunnage("goods", "C1", "M2", "resold", "--reason", "Nord AB", *ON)
    assert ended.out == "Recorded for C1. What was invoiced for them stays owed until a credit note is imported.\n"
    ended = dunnage("goods", "C1", "M2", "delivered", "--lang", "zh", *ON)
    assert (ended.code, ended.sentence) == (5, "M2 自 2024-06-12 起已不在：已交付或已归他人。请先撤销该记录。")
