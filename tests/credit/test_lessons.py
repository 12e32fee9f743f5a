"""What the past of the whole house says of its rows: since when it writes contacts down, and what of it a change leaves."""

from datetime import date
from decimal import Decimal

import pytest

from credit.assess import Assessed, assess_book
from credit.book import Book
from credit.change import Change
from credit.lessons import lessons
from credit.worklist import Task, worklist
from tests.credit.little_book import TODAY, day, drops, facts, little_book

BOOK = "buyer C1\nbuyer C2\nbuyer C3\ncall C1 K1 -90 spoke\ncall C2 K2 -50 no_answer\n"
PAID = "invoice C3 I1 -80 900USD\nreceipt C3 R1 -40 900USD for=I1\ninvoice C3 I2 -20 9000USD\n"


def look(text: str) -> Assessed:
    return assess_book(little_book(text), TODAY)


def since(text: str) -> date | None:
    return lessons(look(text)).recorded_since


@pytest.mark.parametrize(
    ("contact", "first"),
    [
        ("call C1 K1 -90 no_answer", "-90"),  # a try is on record as well
        ("email C1 K1 -90", "-90"),
        ("note C1 K1 -90", None),  # written down for colleagues
        ("call C1 K1 -90 cash_elsewhere", None),  # a word with somebody else
        ("call C1 K1 -90 spoke learnt=+1", None),  # nobody knew of it yet
        ("call C1 K1 +3 spoke learnt=-9", None),  # still to come
    ],
)
def test_contacts_are_on_record_since_the_first_with_any_buyer(contact: str, first: str | None) -> None:
    assert since("buyer C1\nbuyer C2\n" + contact) == (day(first) if first else None)


def test_response_is_learnt_of_what_fell_due_since() -> None:
    """Of a house without a contact the late payment says nothing; of one that writes them down it came by itself: 5 / 11."""
    contacts = ("", "call C1 K1 -80 spoke", "call C1 K1 -79 spoke")
    rows = [worklist(look(PAID + contact)).placed["C3"] for contact in contacts]
    told = [row.reasons[0].facts["response"] for row in rows if isinstance(row, Task)]
    assert told == [Decimal("0.5"), Decimal("0.45"), Decimal("0.5")]


CHANGES = {
    "an earlier contact": ("call C3 K3 -99 spoke", "", "-99"),
    "a later one": ("call C3 K3 -9 spoke", "", "-90"),
    "a buyer with none": ("buyer C4", "", "-90"),
    "the first is gone": ("", "call C1 K1 -90 spoke", "-50"),
    "every one is gone": ("", "call C1 K1 -90 spoke\ncall C2 K2 -50 no_answer", None),
}


@pytest.mark.parametrize(("more", "gone", "first"), CHANGES.values(), ids=CHANGES)
def test_a_change_moves_the_day_as_a_first_look_finds_it(more: str, gone: str, first: str | None) -> None:
    book = little_book(BOOK + PAID)
    seen = assess_book(book, TODAY)
    after = _changed(book, more, gone)
    again = assess_book(after, TODAY, seen)
    kept = lessons(again, lessons(seen))
    assert kept.recorded_since == (day(first) if first else None)
    assert worklist(again, worklist(seen)) == worklist(assess_book(after, TODAY))


def test_another_day_is_asked_anew() -> None:
    book = little_book(BOOK)
    before = lessons(assess_book(book, day("-70")))
    assert lessons(assess_book(book, day("-95")), before).recorded_since is None


def test_the_first_contact_ever_written_down_moves_no_other_row() -> None:
    book = little_book(PAID + "invoice C1 J1 -20 100USD\n")
    seen = assess_book(book, TODAY)
    work = worklist(seen)
    after = worklist(assess_book(_changed(book, "call C1 K1 0 spoke", ""), TODAY, seen), work)
    assert after.lessons.recorded_since == TODAY
    assert after.placed["C3"] is work.placed["C3"]


def _changed(book: Book, more: str, gone: str) -> Book:
    return book.after(Change("found", facts(more), drops(facts(gone))))
