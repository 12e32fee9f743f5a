"""A person's class: with a reason, for a time, never against the law; taken back like every other change."""

from collections.abc import Callable

import pytest

from credit.actions import Hand, classify_buyer
from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.decision import ClassOverride
from credit.five_classes import DebtClass
from credit.policy import Policy
from credit.problem import RefusedChange, UnknownBuyer
from tests.credit.little_book import TODAY, day, little_book

HAND = Hand("Mei", TODAY, "mark-1")
BOOK = little_book("invoice C1 I1 -20 500USD")


def refused(act: Callable[[], Change]) -> dict[str, object]:
    with pytest.raises(RefusedChange) as raised:
        act()
    return raised.value.facts


def standing(book: Book) -> DebtClass:
    return assess_book(book, TODAY).of("C1").debt_class.value


@pytest.mark.parametrize("until", ["0", "+90"])
def test_a_class_is_put_in_place_and_taken_back(until: str) -> None:
    change = classify_buyer(BOOK, HAND, "C1", DebtClass.BAD, day(until), "the plant is closed")
    assert (change.what, change.who) == ("classify_buyer", "Mei")
    assert change.put == (ClassOverride("mark-1", "C1", TODAY, TODAY, DebtClass.BAD, day(until), "the plant is closed", "Mei"),)
    after = BOOK.after(change)
    assert standing(after) is DebtClass.BAD
    assert standing(after.after(BOOK.inverse(change))) is DebtClass.IN_COLLECTION


def test_it_owes_a_reason_and_a_day_within_the_policy() -> None:
    assert refused(lambda: classify_buyer(BOOK, HAND, "C1", DebtClass.BAD, day("+9"), " ")) == {"reason": "reason_owed"}
    for until in ("-1", "+91"):
        told = refused(lambda until=until: classify_buyer(BOOK, HAND, "C1", DebtClass.BAD, day(until), "told"))  # type: ignore[misc]
        assert told == {"reason": "override_day", "until": day(until), "days": 90}
    short = little_book("invoice C1 I1 -20 500USD", Policy.of({"classing": {"override_most_days": 5}}))
    assert refused(lambda: classify_buyer(short, HAND, "C1", DebtClass.BAD, day("+6"), "told"))["days"] == 5
    with pytest.raises(UnknownBuyer):
        classify_buyer(BOOK, HAND, "C2", DebtClass.BAD, day("+6"), "told")


def test_what_is_dead_by_law_stays_dead() -> None:
    dead = little_book("invoice C1 I1 -20 500USD \n event C1 E1 -2 winding_up_order")
    assert refused(lambda: classify_buyer(dead, HAND, "C1", DebtClass.BAD, day("+9"), "told")) == {
        "reason": "dead_by_law", "id": "C1",
    }  # fmt: skip
    assert classify_buyer(dead, HAND, "C1", DebtClass.DEAD, day("+9"), "told")
    old = little_book("invoice C1 I1 -1200 500USD")
    assert classify_buyer(old, HAND, "C1", DebtClass.BAD, day("+9"), "told")
    later = little_book("invoice C1 I1 -20 500USD \n event C1 E1 -2 winding_up_order learnt=+1")
    assert classify_buyer(later, HAND, "C1", DebtClass.BAD, day("+9"), "told")  # nobody knows of it yet
