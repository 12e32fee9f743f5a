"""What every store promises: a change is there or it is not, the history says who made it, a backup is a book."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from credit.book import Book
from credit.change import Change, Drop
from credit.customer import Customer
from credit.invoice import Invoice
from storage.faults import (
    BookWriteFailed,
    WriteFailure,
)
from storage.store import Store, open_store
from tests.credit.little_book import drops

MakeInvoice = Callable[..., Invoice]
Edit = Callable[[Path, Callable[[Any], object]], None]


def test_a_new_book_is_empty(store: Store) -> None:
    assert store.load() == (Book(), ())
    assert store.history() == []


def test_what_was_committed_is_loaded(store: Store, buyer: Customer, invoice: MakeInvoice, moment: datetime) -> None:
    change = Change("import", (buyer, invoice(1), invoice(2)), who="Mei")

    assert store.commit(change, moment) == ()

    book, problems = store.load()
    assert book == Book().after(change)
    assert problems == ()


def test_the_book_on_disk_follows_the_book_in_memory(
    store: Store, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    book = Book()
    later = invoice(1, "900.00", date(2020, 2, 1))
    for change in [
        Change("import", (buyer, invoice(1), invoice(2))),
        Change("correct", (later,)),
        Change("replace", (invoice(2, "55.00"),)),
        Change("remove", drop=drops([later, invoice(7)])),
        Change("exchange", (invoice(2, "66.00"),), drops([invoice(1), invoice(2)])),
        Change("remove", drop=drops([buyer, invoice(2)])),
    ]:
        book = book.after(change)
        store.commit(change, moment)
        assert store.load()[0] == book

    assert book == Book()


def test_an_undone_change_leaves_the_book_as_it_was(
    store: Store, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    before = Book().after(Change("import", (buyer, invoice(1))))
    store.commit(Change("import", (buyer, invoice(1))), moment)
    change = Change("correct", (invoice(1, "1.00"), invoice(2)), drops([buyer]))

    store.commit(change, moment)
    store.commit(before.inverse(change), moment)

    assert store.load()[0] == before
    assert [entry.undoes for entry in store.history()] == [False, False, True]


def test_the_history_says_who_did_what_and_what_stood_there(
    store: Store, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    store.commit(Change("import", (buyer, invoice(1)), who="Mei"), moment)
    store.commit(Change("correct", (invoice(1, "1.00"),), drops([buyer]), who="Jan"), moment + timedelta(hours=1))

    entered, corrected = store.history()

    customer_key, invoice_key = ("K-1", "customer", "K-1", date(2020, 1, 2)), ("K-1", "invoice", "INV-1", date(2020, 1, 10))
    assert (entered.number, entered.at, entered.who, entered.what) == (1, moment, "Mei", "import")
    assert (entered.put, entered.dropped, entered.before) == ((customer_key, invoice_key), (), ())
    assert (corrected.number, corrected.at, corrected.who) == (2, moment + timedelta(hours=1), "Jan")
    assert (corrected.put, corrected.dropped) == ((invoice_key,), (customer_key,))
    assert corrected.before == (invoice(1), buyer)


def test_the_history_of_one_buyer_holds_what_is_about_it(
    store: Store, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    other = replace(buyer, id="K-2")
    store.commit(Change("import", (buyer, other)), moment)
    store.commit(Change("import", (invoice(1),)), moment)

    assert [(entry.number, entry.put) for entry in store.history("K-2")] == [(1, (("K-2", "customer", "K-2", date(2020, 1, 2)),))]


def test_a_change_of_nothing_writes_nothing(store: Store, moment: datetime) -> None:
    assert store.commit(Change("import"), moment) == ()
    assert store.history() == []


def test_dropping_what_is_not_there_is_no_fault(store: Store, moment: datetime) -> None:
    store.commit(Change("remove", drop=(Drop("K-9", "invoice", "INV-9", date(2020, 1, 1)),)), moment)

    assert store.load()[0] == Book()
    assert store.history()[0].dropped == ()


def test_a_change_that_cannot_be_written_down_changes_nothing(store: Store, buyer: Customer, moment: datetime) -> None:
    with pytest.raises(TypeError):
        store.commit(Change("import", (buyer, replace(buyer, id="K-2", name=5))), moment)  # type: ignore[arg-type]  # the mistake meant

    assert store.load()[0] == Book()


def test_a_backup_is_a_book(store: Store, buyer: Customer, moment: datetime, tmp_path: Path) -> None:
    store.commit(Change("import", (buyer,)), moment)
    copy = tmp_path / "copy.json"

    store.backup(copy)

    with open_store(copy, create=False) as opened:
        assert opened.load() == store.load()
        assert opened.history() == store.history()


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    standing = tmp_path / "accounts.txt"
    standing.write_text("mine")

    with pytest.raises(BookWriteFailed) as caught:
        store.backup(standing)

    assert caught.value.facts["reason"] is WriteFailure.EXISTS
    assert standing.read_text() == "mine"
