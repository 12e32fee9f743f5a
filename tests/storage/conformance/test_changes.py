"""What any store promises of a change: it is there whole or not at all, it can be undone, and a copy holds it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

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
from tests.storage.conformance.keepers import Keeper

MakeInvoice = Callable[..., Invoice]
DAYS = (date(2020, 1, 9), date(2020, 1, 10), date(2020, 1, 31), date(2020, 2, 1))


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


def test_letters_no_server_takes_stand_as_they_are(store: Store, buyer: Customer, moment: datetime) -> None:
    """A zero byte, half a surrogate pair, and what is a quote or a place to others, in names and in the very number."""
    odd = replace(buyer, id="K-\0\ud800'\"\\%s", name="Na\0me \udfff 亮水")
    store.commit(Change("import", (odd,)), moment)
    store.commit(Change("correct", (replace(odd, name="plain"),)), moment)
    assert store.load()[0].account(odd.id).customer.name == "plain"
    assert [entry.before for entry in store.history(odd.id)] == [(), (odd,)]


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


def test_a_backup_is_a_book(store: Store, any_keeper: Keeper, buyer: Customer, moment: datetime, tmp_path: Path) -> None:
    store.commit(Change("import", (buyer,)), moment)
    copy = tmp_path / "copy.json"

    store.backup(copy)

    with open_store(copy, create=False, passphrase=any_keeper.copies) as opened:
        assert opened.load() == store.load()
        assert opened.history() == store.history()


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    standing = tmp_path / "accounts.txt"
    standing.write_text("mine")

    with pytest.raises(BookWriteFailed) as caught:
        store.backup(standing)

    assert caught.value.facts["reason"] is WriteFailure.EXISTS
    assert standing.read_text() == "mine"


def test_a_commit_that_fails_leaves_neither_facts_nor_history(
    store: Store, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    store.commit(Change("import", (buyer, invoice(1))), moment)
    before = store.load(), store.history()
    mistake = replace(invoice(3), amount=5)  # type: ignore[arg-type]  # the mistake meant
    with pytest.raises((TypeError, AttributeError)):
        store.commit(Change("correct", (invoice(1, "7.00"), mistake), drops([buyer])), moment)
    assert (store.load(), store.history()) == before

    store.commit(Change("correct", (invoice(1, "7.00"),)), moment)
    assert [entry.number for entry in store.history()] == [1, 2]


def test_every_version_is_kept_and_the_book_is_told_as_it_was_known_on_a_day(
    store: Store, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    """Learnt on 10 January as 1,000.00 and corrected on 1 February to 900.00."""
    store.commit(Change("import", (buyer, invoice(1))), moment)
    store.commit(Change("correct", (invoice(1, "900.00", date(2020, 2, 1)),)), moment)
    book, _ = store.load()
    told = {day: [str(each.amount.amount) for each in book.as_known_on(day).account("K-1").invoices] for day in DAYS}
    assert list(told.values()) == [[], ["1000.00"], ["1000.00"], ["900.00"]]


def test_a_plain_export_reads_back_to_the_same_book(
    store: Store, buyer: Customer, invoice: MakeInvoice, moment: datetime, tmp_path: Path
) -> None:
    store.commit(Change("import", (buyer, invoice(1))), moment)
    store.commit(Change("correct", (invoice(1, "900.00"),)), moment)
    store.export(tmp_path / "all.json")
    with TinyDB(tmp_path / "all.json") as plain:
        assert {name: len(plain.table(name)) for name in ("facts", "history")} == {"facts": 2, "history": 2}
    with open_store(tmp_path / "all.json", create=False) as opened:
        assert opened.load() == store.load()
        assert opened.history() == store.history()
