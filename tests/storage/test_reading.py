"""What of a book cannot be read is named, left out of the accounts, and kept in the file."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from credit.change import Change
from credit.invoice import Invoice
from credit.money import Money
from storage.faults import (
    BookDamaged,
    Damage,
)
from storage.store import open_store
from storage.tree import Tree
from tests.credit.little_book import drops
from tests.storage.by_hand import tree_of

MakeInvoice = Callable[..., Invoice]
Edit = Callable[[Path, Callable[[Tree], object]], None]


def test_a_bad_document_is_named_and_stays_in_the_file(edit: Edit, filled: Path, invoice: MakeInvoice, moment: datetime) -> None:
    edit(filled, lambda tree: tree["facts"]["2"].update(amount="lots"))

    with open_store(filled, create=False) as opened:
        book, problems = opened.load()
        opened.commit(Change("import", (invoice(2),)), moment)

    assert [held.id for held in book.account("K-1").invoices] == []
    assert [(problem.code, problem.detail, problem.column) for problem in problems] == [
        ("bad_document", "invoice INV-1", "amount")
    ]
    assert [doc["amount"] for doc in tree_of(filled)["facts"].values() if doc["id"] == "INV-1"] == ["lots"]


def test_putting_a_version_anew_mends_a_bad_document_and_keeps_it(
    edit: Edit, filled: Path, invoice: MakeInvoice, moment: datetime
) -> None:
    edit(filled, lambda tree: tree["facts"]["2"].update(amount="lots"))

    with open_store(filled, create=False) as opened:
        opened.commit(Change("correct", (invoice(1, "70.00"),)), moment)
        book, problems = opened.load()

    assert problems == ()
    assert book.account("K-1").invoices == (invoice(1, "70.00"),)
    assert tree_of(filled)["history"]["2"]["before"][0]["amount"] == "lots"


def test_a_document_of_a_kind_not_known_is_kept(edit: Edit, filled: Path) -> None:
    guarantee = {"kind": "guarantee", "id": "G\x1b-1", "customer_id": "K-1"}
    edit(filled, lambda tree: tree["facts"].update({"9": guarantee}))

    with open_store(filled, create=False) as opened:
        _, problems = opened.load()

    assert [(problem.code, problem.detail, problem.column) for problem in problems] == [("bad_document", "guarantee G-1", "kind")]


def test_an_unknown_key_is_named_and_the_fact_counts(edit: Edit, filled: Path) -> None:
    edit(filled, lambda tree: tree["facts"]["2"].update(mood="hopeful"))

    with open_store(filled, create=False) as opened:
        book, problems = opened.load()

    assert len(book.account("K-1").invoices) == 1
    assert [(problem.code, problem.detail, problem.column) for problem in problems] == [
        ("unknown_field", "invoice INV-1", "mood")
    ]


def test_of_a_version_that_stands_twice_the_later_counts_and_both_go_together(
    edit: Edit, filled: Path, invoice: MakeInvoice, moment: datetime
) -> None:
    edit(filled, lambda tree: tree["facts"].update({"9": {**tree["facts"]["2"], "amount": ["5.00", "USD"]}}))

    with open_store(filled, create=False) as opened:
        book, problems = opened.load()
        opened.commit(Change("remove", drop=drops([invoice(1)])), moment)
        after, none = opened.load()

    assert [held.amount for held in book.account("K-1").invoices] == [Money.of("5.00", "USD")]
    assert [problem.code for problem in problems] == ["duplicate_document"]
    assert after.account("K-1").invoices == ()
    assert none == ()


def test_a_history_that_cannot_be_read_is_a_fault_and_the_book_still_loads(edit: Edit, filled: Path) -> None:
    edit(filled, lambda tree: tree["history"]["1"].pop("at"))

    with open_store(filled, create=False) as opened:
        assert list(opened.load()[0].accounts) == ["K-1"]
        with pytest.raises(BookDamaged) as caught:
            opened.history()

    assert caught.value.facts["reason"] is Damage.HISTORY
