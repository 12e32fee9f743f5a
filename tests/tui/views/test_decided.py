"""Decisions in the timeline, each signed by whoever took it, on the days they were taken.

`TODAY` is 2024-06-12, a Wednesday; mara decides, and ben takes it back two days later.
"""

from dataclasses import replace

import pytest

from credit.account import Account
from credit.actions import (
    Asked,
    Hand,
    assign,
    classify_buyer,
    end_leniency,
    grant_leniency,
    hold,
    pin,
    release,
    release_order,
    review_leniency,
    set_limit,
    unclaim,
    unpin,
)  # fmt: skip
from credit.book import Book
from credit.decision import LeniencyReason
from credit.five_classes import DebtClass
from credit.money import Money
from tests.credit.little_book import TODAY, day, little_book
from tests.wording.speaking import speaking
from tui.views.decided import decided, signed

MARA, BEN = Hand("mara", TODAY, "m1"), Hand("ben", day("+2"), "b1")
BOOK = little_book("buyer C1 limit=5000USD \n invoice C1 I1 -20 1000USD")


def told(book: Book) -> list[str]:
    return [f"{on.isoformat()} {what}" for on, what in decided(book.account("C1"), TODAY)]


def test_a_limit_is_signed_and_one_that_came_by_file_is_nobodys() -> None:
    assert told(BOOK) == []
    book = BOOK.after(set_limit(BOOK, MARA, "C1", Money.of("7000", "USD"), "grown"))
    assert told(book) == ["2024-06-12 limit 7,000.00 USD: grown, signed mara"]
    renamed = replace(book.account("C1").customer, name="Alder Ltd", learnt_on=day("+1"))
    again = Account.of("C1", (*book.account("C1").versions, renamed))
    assert len(list(decided(again, TODAY))) == 1, "another name is no other decision"


def test_time_given_looked_at_again_and_ended_is_signed_by_each() -> None:
    asked = Asked(LeniencyReason.POTENTIAL, day("+30"), Money.of("9000", "USD"), ("orders grow",))
    book = BOOK.after(grant_leniency(BOOK, MARA, "C1", asked))
    book = book.after(review_leniency(book, replace(BEN, on=day("+1")), "C1"))
    book = book.after(end_leniency(book, BEN, "C1"))
    assert told(book) == [
        "2024-06-12 time until 2024-07-12, up to 9,000.00 USD: great potential, signed mara",
        "2024-06-13 time for the buyer looked at again, signed ben",
        "2024-06-14 time for the buyer ended, signed ben",
    ]


def test_a_hold_a_place_and_a_holder_end_with_the_name_of_who_ended_them() -> None:
    book = BOOK.after(hold(BOOK, MARA, "C1", day("+9"), "talks"))
    book = book.after(release(book, BEN, "C1"))
    assert told(book) == [
        "2024-06-12 held until 2024-06-21: talks, signed mara",
        "2024-06-14 hold ended before its day, 2024-06-21, signed ben",
    ]
    book = BOOK.after(pin(BOOK, MARA, "C1", day("+9"), "boss", last=True))
    book = book.after(unpin(book, BEN, "C1"))
    assert told(book) == [
        "2024-06-12 put at the end of the queue: boss, signed mara",
        "2024-06-14 place in the queue taken off, signed ben",
    ]
    head = BOOK.after(pin(BOOK, MARA, "C1", day("+9"), "boss"))
    assert told(head) == ["2024-06-12 put at the head of the queue: boss, signed mara"]
    book = BOOK.after(assign(BOOK, MARA, "C1", "ben"))
    book = book.after(unclaim(book, BEN, "C1"))
    assert told(book) == [
        "2024-06-12 given to ben, since 2024-06-12, given by mara",
        "2024-06-14 ben has it no more, signed ben",
    ]


def test_a_class_and_a_released_order_are_signed() -> None:
    book = BOOK.after(classify_buyer(BOOK, MARA, "C1", DebtClass.BAD, day("+9"), "told so"))
    book = book.after(release_order(book, MARA, "C1", ("overdue_days",), day("+2"), "boss"))
    first, second = told(book)
    assert first == "2024-06-12 class bad debt until 2024-06-21: told so, signed mara"
    assert second.startswith("2024-06-12 orders let pass: ")
    assert "mara" in second


@pytest.mark.parametrize(("lang", "said"), [("en", "held, signed mara"), ("zh", "held，由 mara 签署")])
def test_a_decision_is_signed_in_both_languages_and_one_of_nobody_is_not(lang: str, said: str) -> None:
    with speaking(lang):
        assert signed("held", "mara") == said
        assert signed("held", "") == "held"
