"""The tables of a book: a commit is one write, and every version has its place."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

import storage.tables
from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from storage.codec import to_doc
from storage.entry import fact_key
from storage.pages import Row
from storage.sealed import Told
from storage.shelves import InMemory
from storage.tables import Tables
from storage.tree import FACTS, HISTORY
from tests.credit.little_book import drops

MakeInvoice = Callable[..., Invoice]


class Counted(InMemory):
    """A book in memory that counts how often it is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = 0

    def _confirm(self, rows: list[Row]) -> None:
        self.written += 1
        super()._confirm(rows)


@pytest.fixture
def source() -> Counted:
    return Counted()


def record(tables: Tables, change: Change, at: datetime) -> None:
    tables.record(change, {fact_key(fact): Told(to_doc(fact)) for fact in change.put}, at)


def test_a_commit_is_one_write_over_all_tables(source: Counted, buyer: Customer, invoice: MakeInvoice, moment: datetime) -> None:
    tables = Tables(source)
    record(tables, Change("import", (buyer, invoice(1), invoice(2)), who="Mei"), moment)

    assert source.written == 1
    read = Tables(source)
    assert read.number == tables.number == 1
    assert sorted(doc["id"] for doc in read.facts()) == ["INV-1", "INV-2", "K-1"]
    assert [doc["who"] for doc in read.entries()] == ["Mei"]


def test_a_version_is_found_by_its_key_and_replaced_in_its_place(source: Counted, invoice: MakeInvoice, moment: datetime) -> None:
    tables = Tables(source)
    corrected, later = invoice(1, "900.00"), invoice(1, "800.00", date(2020, 2, 1))
    record(tables, Change("import", (invoice(1),)), moment)
    record(tables, Change("correct", (corrected, later)), moment)

    for each in (tables, Tables(source)):
        assert each.fact(fact_key(corrected)) == to_doc(corrected)
        assert each.fact(fact_key(later)) == to_doc(later)
        assert len(list(each.facts())) == 2
    assert (tables.entry(2) or {})["before"] == [to_doc(invoice(1))]


def test_what_is_dropped_is_gone_and_stands_in_the_history(source: Counted, invoice: MakeInvoice, moment: datetime) -> None:
    tables = Tables(source)
    record(tables, Change("import", (invoice(1), invoice(2))), moment)
    record(tables, Change("remove", drop=drops([invoice(1), invoice(9)])), moment)

    assert tables.fact(fact_key(invoice(1))) is None
    assert [doc["id"] for doc in tables.facts()] == ["INV-2"]
    assert (tables.entry(2) or {})["before"] == [to_doc(invoice(1))]
    assert tables.entry(3) is None


def test_a_record_that_is_no_fact_keeps_its_place(source: Counted, invoice: MakeInvoice, moment: datetime) -> None:
    """What this version cannot read stays in the file for one that can."""
    strange = {"kind": "guarantee", "number": "G-1"}
    with source.commit():
        source.put(FACTS, [(7, strange)])
    tables = Tables(source)
    record(tables, Change("import", (invoice(1),)), moment)

    assert source.shelf(FACTS)[7] == strange
    assert list(Tables(source).facts()) == [strange, to_doc(invoice(1))]
    assert list(source.shelf(HISTORY)) == [2]


def test_two_versions_whose_numbers_fall_together_each_have_their_place(
    source: Counted, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.tables, "_number", lambda _: 5)
    tables = Tables(source)
    record(tables, Change("import", (invoice(1), invoice(2), invoice(3))), moment)
    record(tables, Change("correct", (invoice(2, "7.00"),)), moment)

    assert sorted(source.shelf(FACTS)) == [5, 6, 7]
    assert [tables.fact(fact_key(invoice(number))) for number in (1, 2, 3)] == [
        to_doc(invoice(1)),
        to_doc(invoice(2, "7.00")),
        to_doc(invoice(3)),
    ]


def test_a_version_behind_one_that_was_dropped_is_still_found(
    source: Counted, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All three begin to look at one number, and the first of them goes."""
    monkeypatch.setattr(storage.tables, "_number", lambda _: 5)
    tables = Tables(source)
    record(tables, Change("import", (invoice(1), invoice(2), invoice(3))), moment)
    record(tables, Change("remove", drop=drops([invoice(1)])), moment)

    assert [tables.fact(fact_key(invoice(number))) for number in (1, 2, 3)] == [None, to_doc(invoice(2)), to_doc(invoice(3))]
    record(tables, Change("correct", (invoice(3, "7.00"),)), moment)
    assert len(list(tables.facts())) == 2
