"""Rows in another shape: a whole that is now instalments, instalments that are fewer; events a source is silent about.

Invoice N1 of 100.00 USD, issued 2020-01-10. Rows come in on 2020-05-01.
"""

from dataclasses import replace
from datetime import date

from credit.book import EMPTY_BOOK, Book
from credit.change import Change
from credit.intake import Entry, intake
from credit.invoice import Invoice
from credit.invoicing import in_instalments, with_event
from credit.money import Money
from credit.term_words import Baseline
from credit.terms import parse

ON, ISSUED = date(2020, 5, 1), date(2020, 1, 10)
WHOLE = Invoice("N1", "B1", Money(10000, "USD"), ISSUED, date(2020, 2, 9), ISSUED)
HALVES = "50% TT @order; 50% OA 30 @BL"
THIRDS = "30% TT @order; 30% OA 30 @BL; 40% OA 60 @BL"


def parts(terms: str) -> tuple[Invoice, ...]:
    return in_instalments(replace(WHOLE, terms=terms), parse(terms))


def after(book: Book, *facts: Invoice, dated: bool = False, silent: tuple[str, ...] = ()) -> Book:
    return book.after(intake(book, [Entry(facts, (), dated, silent)], ON).change)


def owed(book: Book, on: date = ON) -> dict[str, int]:
    return {invoice.id: invoice.amount.minor for invoice in book.as_known_on(on).accounts["B1"].invoices}


def test_a_whole_that_comes_as_instalments_is_owed_once_from_that_day() -> None:
    book = after(EMPTY_BOOK.after(Change("import", (WHOLE,))), *parts(HALVES))
    assert owed(book) == {"N1": 0, "N1/1": 5000, "N1/2": 5000}
    assert owed(book, date(2020, 4, 30)) == {"N1": 10000}, "the day before nobody knew"


def test_fewer_instalments_leave_nothing_owed_on_those_that_are_gone() -> None:
    book = after(EMPTY_BOOK.after(Change("import", parts(THIRDS))), *parts(HALVES))
    assert owed(book) == {"N1/1": 5000, "N1/2": 5000, "N1/3": 0}


def test_instalments_that_come_as_a_whole_again_are_owed_once() -> None:
    book = after(EMPTY_BOOK.after(Change("import", parts(HALVES))), WHOLE)
    assert owed(book) == {"N1": 10000, "N1/1": 0, "N1/2": 0}


def test_the_same_shape_twice_changes_nothing() -> None:
    book = EMPTY_BOOK.after(Change("import", parts(HALVES)))
    assert after(book, *parts(HALVES)) == book


def test_an_event_that_was_recorded_stays_when_an_old_file_comes_again() -> None:
    """Shipped on 20 January: 30 days from then is 19 February, whatever the old file still expects."""
    shipped = tuple(with_event(part, Baseline.BL, date(2020, 1, 20)) for part in parts(HALVES))
    book = after(EMPTY_BOOK.after(Change("import", shipped)), *parts(HALVES))
    second = next(invoice for invoice in book.accounts["B1"].invoices if invoice.id == "N1/2")
    assert (second.due_on, second.provisional) == (date(2020, 2, 19), False)


def test_a_refund_stays_when_a_file_that_knows_of_none_comes_again() -> None:
    """13.00 on halves of 50.00 are 6.50 each."""
    refund = Money(1300, "CNY")
    book = EMPTY_BOOK.after(Change("import", in_instalments(replace(WHOLE, terms=HALVES, refund=refund), parse(HALVES))))
    kept = after(book, *parts(HALVES)).as_known_on(ON).accounts["B1"].invoices
    assert [part.refund for part in kept] == [Money(650, "CNY")] * 2
