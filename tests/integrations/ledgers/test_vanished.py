"""Invoices that a later list of everything open no longer names: told, never dropped.

list of 1 June:  C1 I1 1,000 (1 March)   C1 I2 500 (11 March)   C2 J1 70 (12 March)
list of 1 July:  C1 I2 500, C3 K1 9 (11 May)
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from credit.aging import ledger
from credit.book import EMPTY_BOOK, Book
from integrations.ledgers.columns import Given
from integrations.ledgers.importer import FileRead, ImportPlan, plan
from integrations.ledgers.vanished import settled_by

Read = Callable[..., FileRead]

HEAD = "number,customer_id,issue_date,due_date,currency,amount\n"
I1, I2 = "I1,C1,2024-03-01,2024-04-30,USD,1000\n", "I2,C1,2024-03-11,2024-05-10,USD,500\n"
J1, K1 = "J1,C2,2024-03-12,2024-05-11,USD,70\n", "K1,C3,2024-05-11,2024-07-10,USD,9\n"
JUNE, JULY, AUGUST = date(2024, 6, 1), date(2024, 7, 1), date(2024, 8, 1)


def listed(read: Read, book: Book, rows: str, on: date, *, whole: bool = True) -> ImportPlan:
    return plan(book, [read(HEAD + rows, Given(on, open_items=whole))], on)


def gone(planned: ImportPlan) -> list[tuple[str, str, int]]:
    return [(one.customer_id, one.invoice, one.open.minor) for one in planned.vanished]


def open_now(book: Book, on: date) -> set[str]:
    return {item.invoice.id for each in book.accounts.values() for item in ledger(each.as_known_on(on), on).open}


@pytest.fixture
def june(read: Read) -> Book:
    return listed(read, EMPTY_BOOK, I1 + I2 + J1, JUNE).book


def test_what_is_gone_is_told_and_stays_open(read: Read, june: Book) -> None:
    july = listed(read, june, I2 + K1, JULY)
    assert gone(july) == [("C1", "I1", 100000), ("C2", "J1", 7000)]
    assert open_now(july.book, JULY) == {"I1", "I2", "J1", "K1"}


def test_said_to_be_paid_it_is_paid_by_the_day_of_the_import_and_not_before(read: Read, june: Book) -> None:
    july = listed(read, june, I2 + K1, JULY)
    book = july.book.after(settled_by(july.vanished, JULY))
    assert open_now(book, JULY) == {"I2", "K1"}
    assert open_now(book, date(2024, 6, 30)) == {"I1", "I2", "J1", "K1"}
    assert gone(listed(read, book, I2 + K1, AUGUST)) == []


def test_what_stands_in_a_later_list_again_is_owed_again(read: Read, june: Book) -> None:
    july = listed(read, june, I2 + K1, JULY)
    book = july.book.after(settled_by(july.vanished, JULY))
    august = listed(read, book, I1 + I2 + K1, AUGUST)
    assert open_now(august.book, AUGUST) == {"I1", "I2", "K1"}


def test_a_list_of_some_invoices_tells_of_none_that_is_not_in_it(read: Read, june: Book) -> None:
    assert gone(listed(read, june, I2, JULY, whole=False)) == []


def test_what_was_issued_after_the_youngest_of_the_list_is_left_aside(read: Read, june: Book) -> None:
    book = listed(read, june, K1, JULY, whole=False).book
    assert gone(listed(read, book, I1 + I2, JULY)) == []  # J1 and K1 are younger than I2


def test_instalments_of_a_number_that_is_listed_are_there(read: Read) -> None:
    head = "number,customer_id,issue_date,currency,amount,terms\n"
    row = 'A1,C1,2024-03-01,USD,1000,"30% TT @BL; 70% TT @BL+30"\n'
    given = Given(JUNE, open_items=True)
    book = plan(EMPTY_BOOK, [read(head + row, given)], JUNE).book
    assert gone(plan(book, [read(head + row, given)], JUNE)) == []


def test_two_lists_of_one_import_are_one(read: Read, june: Book) -> None:
    given = Given(JULY, open_items=True)
    one, other = read(HEAD + I1 + I2, given, name="one.csv"), read(HEAD + J1, given, name="other.csv")
    assert gone(plan(june, [one, other], JULY)) == []


def test_a_list_that_is_refused_tells_of_nothing(read: Read, june: Book) -> None:
    assert gone(listed(read, june, I2 + "X,C1,soon,2024-05-10,USD,5\n", JULY)) == []


def test_a_ledger_with_days_of_payment_is_no_list_of_open_items(read: Read, june: Book) -> None:
    flat = "customer,invoice,invoice_date,due_date,amount,paid_date\nC1,I2,2024-03-11,2024-05-10,500,\n"
    assert replace(read(flat, Given(JULY, open_items=True))).open_items is False
