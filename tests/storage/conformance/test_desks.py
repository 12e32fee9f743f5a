"""Several desks on one book of any store: each learns what the others did, and nobody is laid over another."""

from collections.abc import Callable
from datetime import datetime

import pytest

from credit.change import BuyerMoved, Change
from credit.customer import Customer
from credit.invoice import Invoice
from storage.faults import BookNewer, BookReadOnly
from storage.migrations import SCHEMA
from storage.store import Store
from tests.credit.little_book import drops
from tests.storage.conformance.keepers import Keeper

MakeInvoice = Callable[..., Invoice]
Desks = Callable[[], Store]
LOOK = Change("look")


def test_a_commit_outlives_its_desk(keeper: Keeper, buyer: Customer, invoice: MakeInvoice, moment: datetime) -> None:
    with keeper.desk() as mei:
        mei.commit(Change("import", (buyer, invoice(1))), moment)
        book = mei.load()[0]
    with keeper.desk() as jan:
        assert jan.load() == (book, ())


def test_what_others_did_is_handed_over_oldest_first_and_once(
    desk: Desks, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    mei, jan = desk(), desk()
    book, _ = mei.load()
    theirs = [
        Change("import", (buyer, invoice(2), invoice(3)), who="Jan"),
        Change("correct", (invoice(2, "7.00"),), drops([invoice(3)]), who="Jan"),
        Change("import", (invoice(3, "8.00"),), drops([invoice(2)]), who="Jan"),
    ]
    for change in theirs:
        assert jan.commit(change, moment) == ()
    own = Change("import", (invoice(4),), who="Mei")

    news = mei.commit(own, moment)

    assert news == tuple(theirs)
    for change in (*news, own):
        book = book.after(change)
    assert book == mei.load()[0] == jan.load()[0]
    assert mei.commit(LOOK, moment) == ()


def test_an_open_desk_sees_what_others_did_by_asking(
    desk: Desks, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    mei, jan = desk(), desk()
    change = Change("import", (buyer, invoice(1)), who="Jan")
    jan.commit(change, moment)
    assert mei.commit(LOOK, moment) == (change,)
    assert mei.commit(LOOK, moment) == ()
    assert [entry.who for entry in mei.history()] == ["Jan"]


def test_looking_at_the_history_keeps_nothing_of_the_news_back(desk: Desks, buyer: Customer, moment: datetime) -> None:
    mei, jan = desk(), desk()
    change = Change("import", (buyer,), who="Jan")
    jan.commit(change, moment)
    assert len(mei.history()) == 1
    assert mei.commit(LOOK, moment) == (change,)


def test_a_buyer_that_moved_meanwhile_is_not_laid_over(
    desk: Desks, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    mei, jan = desk(), desk()
    mei.commit(Change("import", (buyer, invoice(1))), moment)
    jan.load()
    theirs = Change("correct", (invoice(1, "7.00"),), who="Jan")
    jan.commit(theirs, moment)

    with pytest.raises(BuyerMoved) as caught:
        mei.commit(Change("correct", (invoice(1, "9.00"),), who="Mei"), moment, unless=["K-1"])

    assert (caught.value.news, caught.value.facts) == ((theirs,), {"ids": "K-1", "who": "Jan"})
    assert [entry.who for entry in mei.history()] == ["", "Jan"]
    assert mei.load() == jan.load()
    mei.commit(Change("correct", (invoice(1, "9.00"),), who="Mei"), moment, unless=["K-1"])
    assert mei.load()[0].account("K-1").invoices == (invoice(1, "9.00"),)


def test_what_moved_elsewhere_is_no_reason_to_refuse(
    desk: Desks, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    mei, jan = desk(), desk()
    theirs = Change("import", (buyer,), who="Jan")
    jan.commit(theirs, moment)
    assert mei.commit(Change("import", (invoice(1),)), moment, unless=["K-2"]) == (theirs,)


def test_a_book_that_may_not_be_written_is_read_and_refuses_changes(keeper: Keeper, buyer: Customer, moment: datetime) -> None:
    with keeper.desk() as store:
        assert not store.read_only
        store.commit(Change("import", (buyer,)), moment)
        book = store.load()
    keeper.forbid_writing()
    with keeper.desk() as store:
        assert store.read_only
        assert store.load() == book
        assert store.commit(LOOK, moment) == ()
        with pytest.raises(BookReadOnly):
            store.commit(Change("remove", drop=drops([buyer])), moment)
        assert store.load() == book
        assert len(store.history()) == 1


def test_a_book_of_a_later_program_is_refused(keeper: Keeper) -> None:
    keeper.make_newer()
    with pytest.raises(BookNewer) as caught:
        keeper.desk()
    assert (caught.value.facts["found"], caught.value.facts["known"]) == (SCHEMA + 1, SCHEMA)
