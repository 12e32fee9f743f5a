"""Setting money against invoices: a receipt names them from today on, a credit note is used up by two entries."""

import pytest

from credit.actions import Hand, Match, match_money, match_several
from credit.aging import Ledger, ledger
from credit.book import Book
from credit.problem import RefusedChange
from credit.receipt import Receipt
from tests.credit.little_book import TODAY, day, little_book, money

HAND = Hand("wang", TODAY, "m1")
BOOK = little_book(
    """
    invoice  C1  I1  -40  1000USD
    invoice  C1  I2  -10  2000USD
    invoice  C1  N1   -5  -300USD
    receipt  C1  R1   -3  1500USD  for=I1
    receipt  C1  R2   -2   700USD
    receipt  C2  R1   -2    50USD
    sale     C2  S1  -20  1000USD  terms=30%OA10;70%OA20
    """
)


def after(book: Book, customer: str = "C1") -> Ledger:
    return ledger(book.account(customer), TODAY)


def test_a_receipt_names_the_invoices_behind_those_it_named() -> None:
    """500 of R1 are left once I1 is paid; I2 then owes 1,500, and nothing of R1 is free."""
    change = match_money(BOOK, HAND, "C1", "R1", ["I2"])
    assert change.put == (Receipt("R1", "C1", money("1500USD"), day("-3"), TODAY, ("I1", "I2")),)
    book = BOOK.after(change)
    assert [(item.invoice.id, item.open) for item in after(book).open] == [("I2", money("1500USD"))]
    assert after(book).loose == {"R2": 70000}
    assert ledger(book.as_known_on(day("-1")).account("C1"), day("-1")).loose == {"R1": 50000, "R2": 70000}


def test_a_credit_note_is_used_up_by_two_entries_of_today() -> None:
    change = match_money(BOOK, HAND, "C1", "N1", ["I2"])
    assert [(fact.amount, fact.on, fact.invoices) for fact in change.put if isinstance(fact, Receipt)] == [
        (money("-300USD"), TODAY, ("N1",)),
        (money("300USD"), TODAY, ("I2",)),
    ]
    book = BOOK.after(change)
    assert after(book).credits == ()
    assert [(item.invoice.id, item.open) for item in after(book).open] == [("I2", money("1700USD"))]


def test_a_credit_note_pays_no_more_than_is_owed() -> None:
    book = little_book("invoice C1 I1 -9 100USD\ninvoice C1 N1 -5 -300USD")
    book = book.after(match_money(book, HAND, "C1", "N1", ["I1"]))
    assert [(note.id, left) for note, left in after(book).credits] == [("N1", money("200USD"))]
    assert after(book).open == ()


def test_a_whole_means_its_instalments() -> None:
    book = BOOK.after(match_money(BOOK, HAND, "C2", "R1", ["S1"]))
    assert [(item.invoice.id, item.open) for item in after(book, "C2").open] == [
        ("S1/1", money("250USD")),
        ("S1/2", money("700USD")),
    ]


def test_several_are_one_change_each_after_those_before_it() -> None:
    change = match_several(BOOK, HAND, [Match("C1", "R1", ("I2",)), Match("C1", "N1", ("I2",)), Match("C2", "R1", ("S1/2",))])
    book = BOOK.after(change)
    assert (change.what, change.who, len(change.put)) == ("match_money", "wang", 4)
    assert [(item.invoice.id, item.open) for item in after(book).open] == [("I2", money("1200USD"))]
    assert book.after(BOOK.inverse(change)) == BOOK


@pytest.mark.parametrize(
    ("source", "invoices", "reason"),
    [
        ("R9", ["I2"], {"reason": "nothing_free", "number": "R9"}),
        ("R1", ["I9"], {"reason": "unknown_invoice", "invoice": "I9", "id": "C1"}),
        ("R1", ["I1"], {"reason": "nothing_open", "invoices": "I1", "currency": "USD"}),
        ("N1", ["I1"], {"reason": "nothing_open", "invoices": "I1", "currency": "USD"}),
    ],
)
def test_what_cannot_be_matched(source: str, invoices: list[str], reason: dict[str, str]) -> None:
    with pytest.raises(RefusedChange) as refused:
        match_money(BOOK, HAND, "C1", source, invoices)
    assert refused.value.facts == reason


def test_a_receipt_that_is_used_up_has_nothing_free() -> None:
    book = little_book("invoice C1 I1 -9 100USD\nreceipt C1 R1 -5 100USD for=I1\ninvoice C1 I2 -9 100USD")
    with pytest.raises(RefusedChange):
        match_money(book, HAND, "C1", "R1", ["I2"])
