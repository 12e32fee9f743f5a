"""A book is succeeded, never changed; every change can be taken back, and every earlier day can be seen again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.book import Book
from credit.change import Change
from credit.problem import UnknownBuyer
from tests.credit.any_facts import any_book, any_change, calm, days
from tests.credit.little_book import day, drops, facts, little_book

TWO_BUYERS = """
    buyer    C1
    invoice  C1  I1  -45  1000USD
    buyer    C2
    invoice  C2  I1  -10   500USD
"""


@st.composite
def book_and_change(draw: st.DrawFn) -> tuple[Book, Change]:
    book = draw(any_book())
    return book, draw(any_change(book))


@calm
@given(book_and_change())
def test_a_change_and_its_inverse_give_the_same_book(drawn: tuple[Book, Change]) -> None:
    book, change = drawn
    assert book.after(change).after(book.inverse(change)) == book


@calm
@given(book_and_change())
def test_what_was_taken_back_can_be_done_again(drawn: tuple[Book, Change]) -> None:
    book, change = drawn
    done, undo = book.after(change), book.inverse(change)
    assert book.after(done.inverse(undo)) == done


@calm
@given(book_and_change())
def test_accounts_a_change_does_not_touch_stay_the_same_objects(drawn: tuple[Book, Change]) -> None:
    book, change = drawn
    after = book.after(change)
    for id in book.accounts.keys() - change.touched:
        assert after.accounts[id] is book.accounts[id]


@calm
@given(any_book(), days(-130, 30))
def test_a_book_as_known_on_a_day_holds_what_was_learnt_by_then(book: Book, on: date) -> None:
    known = book.as_known_on(on)
    expected = {f for account in book.accounts.values() for f in account.versions if f.learnt_on <= on}
    assert {f for account in known.accounts.values() for f in account.versions} == expected
    assert all(known.accounts.values())


def test_a_replaced_version_comes_back() -> None:
    book = little_book(TWO_BUYERS)
    change = Change("import", facts("invoice C1 I1 -45 900USD"))
    assert book.after(change) != book
    assert book.after(change).account("C1").invoices[0].amount.minor == 90_000
    assert book.inverse(change).put == book.account("C1").invoices


def test_of_one_version_told_twice_in_a_change_the_last_telling_stands() -> None:
    book = little_book(TWO_BUYERS)
    change = Change("import", facts("invoice C1 I1 -45 900USD \n invoice C1 I1 -45 800USD"))
    assert book.after(change).account("C1").invoices[0].amount.minor == 80_000
    assert book.after(change).after(book.inverse(change)) == book


def test_a_version_both_dropped_and_put_stands_as_it_was_put() -> None:
    book = little_book(TWO_BUYERS)
    change = Change("correct", facts("invoice C1 I1 -45 900USD"), drops(book.account("C1").invoices))
    assert book.after(change).account("C1").invoices[0].amount.minor == 90_000
    assert book.after(change).after(book.inverse(change)) == book


def test_a_buyer_whose_last_fact_goes_stands_in_the_book_no_more() -> None:
    book = little_book("note C1 N1 0")
    change = Change("undo", drop=drops(book.account("C1").versions))
    assert book.after(change).accounts == {}
    assert book.after(change).after(book.inverse(change)) == book


def test_an_inverse_keeps_the_name_and_says_that_it_undoes() -> None:
    book, change = little_book(TWO_BUYERS), Change("log_contact", facts("call C1 K1 0 spoke"), who="Mei")
    undo = book.inverse(change)
    assert (undo.what, undo.who, undo.undoes) == ("log_contact", "Mei", True)
    assert book.after(change).inverse(undo) == change


def test_a_buyer_not_yet_learnt_of_does_not_stand_in_the_earlier_book() -> None:
    book = little_book("buyer C1 learnt=-100 \n buyer C2 learnt=-50")
    assert list(book.as_known_on(day("-51")).accounts) == ["C1"]
    assert set(book.as_known_on(day("-50")).accounts) == {"C1", "C2"}


def test_an_unknown_number_names_the_nearest() -> None:
    book = little_book("buyer C001 \n buyer D900")
    with pytest.raises(UnknownBuyer) as raised:
        book.account("C0O1")
    assert raised.value.facts == {"id": "C0O1", "near": "C001"}
    with pytest.raises(UnknownBuyer) as raised:
        book.account("zz")
    assert raised.value.facts == {"id": "zz", "near": ""}
