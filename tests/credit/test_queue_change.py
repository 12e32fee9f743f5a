"""What became of the queue since the day before: told from what was known then, and from nothing learnt since."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.account import Fact
from credit.actions import Hand, acknowledge
from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.queue_change import Changed, Earlier, Left, Stood, changed, queue_stood, working_day_before
from credit.worklist import Lane, worklist
from tests.credit.any_facts import any_book, any_facts, calm, days
from tests.credit.little_book import TODAY, day, drops, little_book

YESTERDAY = day("-1")
BOOK = """
invoice  C1  I1  -45  1000USD
receipt  C1  R1   +0  1000USD  for=I1
invoice  C2  J1  -45  2000USD
promise  C2  P1   +0  2000USD  by=+5  for=J1
invoice  C3  K1  -45  3000USD
invoice  C3  K1  -45     0USD  learnt=+0
invoice  C4  L1  +30  4000USD
event    C4  E1   -3  winding_up_petition
invoice  C5  M1  -45  5000USD
hold     C5  H1   -5  talks    until=+0
invoice  C6  N1  -45  6000USD
event    C6  E2   +0  winding_up_petition
invoice  C7  O1  -45  7000USD  learnt=+0
invoice  C8  Q1  -45   800USD
"""
"""C1 pays today, C2 promises, C3 is credited; C4's petition is seen to below; C5 was put aside until today; C6 is petitioned
today; of C7 something is learnt today; with C8 nothing happens."""


def found(book: Book, since: date = YESTERDAY, earlier: Earlier | None = None) -> Changed:
    work = worklist(assess_book(book, TODAY))
    return changed(queue_stood(book, since) if earlier is None else earlier, work, since)


def seen_to(book: Book) -> Book:
    """The book with C4's alerts seen by somebody today."""
    return book.after(acknowledge(Hand("mara", TODAY, "A1"), assess_book(book, TODAY).of("C4").alerts))


def test_who_is_new_who_is_gone_and_why_and_whose_lane_is_another() -> None:
    told = found(seen_to(little_book(BOOK)))
    assert {(new.task.customer_id, new.held) for new in told.new} == {("C5", "snoozed"), ("C7", "")}
    assert {(gone.customer_id, gone.why, gone.held.reason if gone.held else "") for gone in told.gone} == {
        ("C1", Left.PAID, ""),
        ("C2", Left.HELD, "promise_running"),
        ("C3", Left.OWES_LESS, ""),
        ("C4", Left.SEEN_TO, ""),
    }
    (moved,) = told.moved
    assert (moved.task.customer_id, moved.stood.lane, moved.task.lane) == ("C6", Lane.VALUE, Lane.EVENT)
    assert told


def test_the_ranks_are_those_of_each_queue() -> None:
    """Yesterday C4's petition stood first, then by what waiting costs; today C6 does."""
    told = found(seen_to(little_book(BOOK)))
    assert next(gone for gone in told.gone if gone.customer_id == "C4").stood.rank == 1
    assert told.moved[0].rank == 1
    assert [new.rank for new in told.new] == [2, 3]


def test_a_buyer_that_is_forgotten_is_gone_too() -> None:
    book = little_book(BOOK)
    earlier = queue_stood(book, YESTERDAY)
    purged = book.after(Change("purge", drop=drops(book.account("C8").versions)))
    assert [gone.why for gone in found(purged, earlier=earlier).gone if gone.customer_id == "C8"] == [Left.FORGOTTEN]
    empty = changed(Earlier({"C8": Stood(Lane.VALUE, 1, "", 80000)}), worklist(assess_book(Book(), TODAY)), YESTERDAY)
    assert [gone.why for gone in empty.gone] == [Left.FORGOTTEN]


def test_what_never_had_a_rate_is_paid_once_nothing_is_overdue() -> None:
    """XYZ has no rate: what was overdue then is unknown, and now it is nothing."""
    told = found(little_book("invoice C1 I1 -45 1000XYZ \n receipt C1 R1 +0 1000XYZ for=I1"))
    assert [(gone.why, gone.stood.overdue) for gone in told.gone] == [(Left.PAID, None)]


def test_where_nothing_happened_nothing_is_told() -> None:
    assert not found(little_book("invoice C1 I1 -45 1000USD \n hold C2 H1 -5 talks until=+9 \n invoice C2 J1 -45 900USD"))


def test_a_move_of_many_places_is_told_of_the_one_that_moves_and_of_nobody_it_passes() -> None:
    """Twelve owe 1,000 to 12,000; the smallest owes 99,000 more since today and passes eleven, and one is new."""
    rows = "".join(f"invoice C{n:02} I -45 {n}000USD \n" for n in range(1, 13))
    told = found(little_book(rows + "invoice C01 X -45 99000USD learnt=+0 \n invoice C99 X -45 99000USD learnt=+0"))
    (moved,) = told.moved
    assert (moved.task.customer_id, moved.stood.rank) == ("C01", 12)
    assert [new.task.customer_id for new in told.new] == ["C99"]
    few = found(little_book(rows + "invoice C05 X -45 99000USD learnt=+0"))
    assert few.moved == (), "seven places are told by nobody"


@calm
@given(any_book(days(-90, -1)), st.lists(any_facts(days(0, 90)), min_size=1, max_size=8))
def test_the_earlier_queue_knows_nothing_that_was_learnt_since(book: Book, later: list[Fact]) -> None:
    assert queue_stood(book, YESTERDAY) == queue_stood(book.after(Change("import", tuple(later))), YESTERDAY)


@pytest.mark.parametrize(
    ("on", "country", "before"),
    [
        (date(2024, 6, 12), "CN", date(2024, 6, 11)),
        (date(2024, 6, 11), "CN", date(2024, 6, 7)),  # a weekend, and the Dragon Boat Festival of 10 June 2024
        (date(2024, 6, 11), "GB", date(2024, 6, 10)),
        (date(2024, 6, 10), "", date(2024, 6, 7)),
    ],
)
def test_the_last_working_day_is_that_of_the_house(on: date, country: str, before: date) -> None:
    assert working_day_before(on, country) == before
