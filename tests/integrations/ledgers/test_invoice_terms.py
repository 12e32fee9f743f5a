"""Rows with payment terms in place of a due date: whose terms count, what becomes of them, and what cannot be read.

The row of most tests: invoice N1 of C1 over 1,000 USD, issued 2020-03-01, imported on 2021-06-01.
"""

from collections.abc import Callable
from datetime import date

import pytest

from credit.book import EMPTY_BOOK, Book
from credit.invoice import Invoice
from credit.money import Money
from credit.term_words import Baseline
from integrations.ledgers.importer import FileRead, ImportPlan, plan
from wording.faults import problem

Read = Callable[..., FileRead]

ON = date(2021, 6, 1)
HEADING = "number,customer_id,issue_date,due_date,amount,terms,bl_date,etd,delivery_date,arrival_date\n"
BUYER = "id,name,since,terms\nC1,Birch,2019-01-01,{}\n"
SPLIT = "30% TT @order; 70% TT @BL+0"


def row(due: str = "", terms: str = SPLIT, shipped: str = "", etd: str = "", delivered: str = "", arrived: str = "") -> str:
    return HEADING + f"N1,C1,2020-03-01,{due},1000,{terms},{shipped},{etd},{delivered},{arrived}\n"


def taken(book: Book, *reads: FileRead, on: date = ON) -> ImportPlan:
    return plan(book, reads, on)


def invoices(book: Book) -> dict[str, Invoice]:
    """What is owed, by number; what is owed at nothing no longer stands."""
    return {invoice.id: invoice for invoice in book.accounts["C1"].invoices if invoice.amount}


def dues(book: Book) -> dict[str, tuple[str, bool]]:
    return {id: (invoice.due_on.isoformat(), invoice.provisional) for id, invoice in invoices(book).items()}


def test_terms_of_several_instalments_make_an_invoice_of_each(read: Read) -> None:
    done = taken(EMPTY_BOOK, read(row(etd="2020-03-10")))
    assert (done.files[0].read, done.files[0].added, done.problems) == (1, 1, ())
    found = invoices(done.book)
    assert {id: part.amount for id, part in found.items()} == {"N1/1": Money.of("300", "USD"), "N1/2": Money.of("700", "USD")}
    assert dues(done.book) == {"N1/1": ("2020-03-01", True), "N1/2": ("2020-03-10", True)}


def test_a_due_date_in_the_row_wins_and_the_terms_are_kept_as_text(read: Read) -> None:
    found = invoices(taken(EMPTY_BOOK, read(row(due="2020-05-05", shipped="2020-03-09"))).book)["N1"]
    assert (found.due_on, found.terms, found.instalment, found.baseline) == (date(2020, 5, 5), SPLIT, None, None)


def test_terms_nobody_can_read_are_noted_beside_a_due_date_and_refused_without_one(read: Read) -> None:
    noted = read(row(due="2020-05-05", terms="OA 60 @moon"))
    assert [(note.code, note.detail, note.line, note.column) for note in noted.notes] == [("terms_unread", "moon", 2, "terms")]
    assert len(noted.entries) == 1
    (bad,) = read(row(terms="OA 60 @moon")).problems
    assert (bad.code, bad.detail, bad.line, bad.column) == ("bad_terms", "moon", 2, "terms")
    assert bad.expected == "@invoice, @BL, @BL_copy, @delivery"
    assert 'cannot be read at "moon". There it could say: @invoice, @BL, @BL_copy, @delivery.' in problem(bad)


def test_terms_that_end_too_early_are_named_whole(read: Read) -> None:
    assert [bad.detail for bad in read(row(terms="OA 60 @")).problems] == ["OA 60 @"]


def test_terms_in_another_currency_name_both(read: Read) -> None:
    (bad,) = read(row(terms="EUR 300 TT @order; rest TT @BL")).problems
    assert (bad.code, bad.detail, bad.expected) == ("bad_terms", "EUR", "USD")


@pytest.mark.parametrize("first", [True, False])
def test_a_row_that_says_neither_is_dated_by_the_buyers_terms_whatever_the_order_of_files(read: Read, first: bool) -> None:
    buyer, invoice = read(BUYER.format("OA 60 @BL"), name="a.csv"), read(row(terms="", shipped="2020-03-09"))
    done = taken(EMPTY_BOOK, *((buyer, invoice) if first else (invoice, buyer)))
    assert dues(done.book) == {"N1": ("2020-05-08", False)}  # 9 March + 60: 22 days left of March, 30 of April, 8 of May
    assert invoices(done.book)["N1"].terms == "OA 60 @BL"


@pytest.mark.parametrize("buyer", ["", None])
def test_a_row_nobody_can_date_is_refused_by_name(read: Read, buyer: str | None) -> None:
    invoice = read(row(terms=""))
    reads = [invoice] if buyer is None else [read(BUYER.format(buyer), name="a.csv"), invoice]
    done = taken(EMPTY_BOOK, *reads)
    assert [(bad.code, bad.detail, bad.line, bad.column) for bad in done.problems] == [("no_due_date", "N1", 2, "due_date")]
    assert (done.files[-1].refused, done.files[-1].added) == (1, 0)


def test_a_buyers_terms_nobody_can_read_refuse_the_row_and_spare_the_others(read: Read) -> None:
    good = row(terms="", due="2020-05-05").replace("N1", "N2").removeprefix(HEADING)
    done = plan(EMPTY_BOOK, [read(BUYER.format("on the moon"), name="a.csv"), read(row(terms="") + good)], ON, skip_bad=True)
    assert [bad.code for bad in done.problems] == ["bad_terms"]
    assert list(invoices(done.book)) == ["N2"]


def test_the_same_file_twice_gives_the_same_book_and_new_terms_of_a_buyer_move_no_old_invoice(read: Read) -> None:
    invoice = read(row(terms="", etd="2020-03-10"))
    book = taken(EMPTY_BOOK, read(BUYER.format(SPLIT), name="a.csv"), invoice).book
    assert taken(book, invoice, on=date(2021, 7, 1)).book == book
    later = taken(book, read(BUYER.format("OA 90 @BL"), name="a.csv"), invoice, on=date(2021, 7, 1)).book
    assert dues(later) == dues(book)


def test_a_bill_of_lading_that_comes_in_later_makes_the_date_final_and_both_are_kept(read: Read) -> None:
    book = taken(EMPTY_BOOK, read(row(terms="OA 60 @BL", etd="2020-03-05"))).book
    assert dues(book) == {"N1": ("2020-05-04", True)}
    after = taken(book, read(row(terms="OA 60 @BL", etd="2020-03-05", shipped="2020-03-09"))).book
    assert dues(after) == {"N1": ("2020-05-08", False)}
    assert invoices(after)["N1"].provisional_due_on == date(2020, 5, 4)
    assert dues(after.as_known_on(date(2021, 5, 31))) == dues(book)


def test_a_file_that_does_not_know_an_event_takes_none_back(read: Read) -> None:
    book = taken(EMPTY_BOOK, read(row(terms="COD", delivered="2020-03-20"))).book
    again = taken(book, read(row(terms="COD")), on=date(2021, 7, 1)).book
    assert again == book
    assert invoices(book)["N1"].happened == ((Baseline.DELIVERY, date(2020, 3, 20)),)


@pytest.mark.parametrize(
    ("delivered", "arrived", "due"), [("2020-03-20", "2020-03-18", "2020-03-20"), ("", "2020-03-18", "2020-03-18")]
)
def test_goods_that_arrived_count_as_delivered_where_no_delivery_is_known(
    read: Read, delivered: str, arrived: str, due: str
) -> None:
    assert dues(taken(EMPTY_BOOK, read(row(terms="COD", delivered=delivered, arrived=arrived))).book) == {"N1": (due, False)}


@pytest.mark.parametrize(
    ("before", "after", "stands"),
    [
        ({"due": "2020-05-05"}, {}, ["N1/1", "N1/2"]),
        ({}, {"due": "2020-05-05"}, ["N1"]),
        ({"terms": "30% TT @order; 30% TT @BL; 40% OA 30 @BL"}, {}, ["N1/1", "N1/2"]),
        ({}, {"terms": "OA 60"}, ["N1"]),
        ({"terms": "OA 60"}, {}, ["N1/1", "N1/2"]),
    ],
)
def test_a_number_in_other_instalments_than_before_is_owed_once(
    read: Read, before: dict[str, str], after: dict[str, str], stands: list[str]
) -> None:
    book = taken(EMPTY_BOOK, read(row(**before))).book
    later = taken(book, read(row(**after))).book
    found = invoices(later)
    assert sorted(found) == stands
    assert sum(invoice.amount.minor for invoice in found.values()) == 1000_00
    assert invoices(later.as_known_on(date(2021, 5, 31))) == invoices(book)  # and the day before it stood as it was


def test_another_invoice_that_is_numbered_like_an_instalment_is_left_alone(read: Read) -> None:
    book = taken(EMPTY_BOOK, read(row(due="2020-05-05").replace("N1", "N1/1"))).book
    assert sorted(invoices(taken(book, read(row(due="2020-05-05"))).book)) == ["N1", "N1/1"]


def test_a_receipt_of_the_whole_number_pays_the_instalments(read: Read) -> None:
    ledger = "customer,invoice,invoice_date,due_date,amount,paid_date\nC1,N1,2020-03-01,2020-05-05,1000,2020-05-06\n"
    book = taken(EMPTY_BOOK, read(ledger, name="ledger.csv")).book
    found = taken(book, read(row())).book.accounts["C1"]
    assert found.meant(found.receipts[0].invoices) == ("N1/1", "N1/2")
