"""The queue is stable: equal facts give the same rows whatever order they came in, and equal days the same order of rows."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from credit.assess import assess_book
from credit.book import Book
from credit.worklist import worklist
from tests.credit.any_facts import any_book, calm
from tests.credit.little_book import TODAY, little_book

WEDNESDAY, THURSDAY, FRIDAY = TODAY, date(2024, 6, 13), date(2024, 6, 14)
TWINS = "".join(f"buyer {id} country=GB \n invoice {id} I{id} -45 9000USD \n" for id in ("C3", "C1", "C2"))
BEHIND = "buyer C0 country=GB \n invoice C0 I0 -45 8000USD \n"


def rows(book: Book, on: date = TODAY) -> list[str]:
    return [task.customer_id for task in worklist(assess_book(book, on)).tasks]


@calm
@given(any_book(), st.randoms(use_true_random=False))
def test_the_order_of_the_accounts_moves_no_row(book: Book, chance: object) -> None:
    ids = list(book.accounts)
    chance.shuffle(ids)  # type: ignore[attr-defined]  # a `Random`, drawn
    other = replace(book, accounts={id: book.accounts[id] for id in ids})
    here, there = worklist(assess_book(book, TODAY)), worklist(assess_book(other, TODAY))
    assert (there.tasks, there.held) == (here.tasks, here.held)


def test_buyers_that_lose_the_same_stand_by_their_number_day_after_day() -> None:
    """Three owe the same since the same day, a fourth less: it stands last, though its number is the first."""
    book = little_book(TWINS + BEHIND)
    for on in (WEDNESDAY, THURSDAY, FRIDAY):
        assert rows(book, on) == ["C1", "C2", "C3", "C0"]


def test_what_is_kept_of_the_day_before_moves_no_row_of_the_next() -> None:
    book = little_book(TWINS + BEHIND)
    before = assess_book(book, WEDNESDAY)
    next_day = assess_book(book, THURSDAY, before)
    assert worklist(next_day, worklist(before)) == worklist(next_day)
