"""What a dispute takes off the class of a buyer: what is contested weighs nothing, and where nothing else is late it is told."""

import pytest

from credit.five_classes import DebtClass
from credit.reason import Reason
from tests.credit.little_book import assessed, day, published

BESIDE = "invoice C1 I1 -20 {0}USD \n invoice C1 I2 +30 99USD \n dispute C1 D1 -3 price for={1}"


def why(text: str) -> Reason:
    found = assessed(text).debt_class
    assert found.value is DebtClass.NOT_DUE
    return found.reasons[0]


@pytest.mark.parametrize("disputed", ["I1", "I1 amount=99USD"])
def test_where_all_that_is_late_is_contested_the_dispute_is_told(disputed: str) -> None:
    assert why(BESIDE.format("99", disputed)) == Reason("class_contested", {"dispute": "D1", "on": day("-3"), "source": "desk"})


def test_of_two_disputes_the_one_that_stands_is_told() -> None:
    text = "dispute C1 D0 -9 quality for=I1 closed=-5 \n" + BESIDE.format("99", "I1")
    assert why(text).facts["dispute"] == "D1"


@pytest.mark.parametrize("late", ["0.01", "0.02", "1"])
def test_a_dispute_about_something_else_explains_nothing(late: str) -> None:
    """Nobody contests I1, be it a cent: it is too little of what the buyer owes."""
    assert why(BESIDE.format(late, "I2 amount=9USD")).code == "class_little_overdue"


def test_all_but_a_cent_contested_is_not_all_of_it() -> None:
    """The cent is late, and nobody says why; it is too little to make a class."""
    assert why(BESIDE.format("99", "I1 amount=98.99USD")).code == "class_little_overdue"


def test_what_is_written_off_weighs_whole_though_it_is_contested() -> None:
    """Half of what is owed is given up: who was right about it makes it no better debt."""
    text = "invoice C1 I1 -20 900USD \n invoice C1 I2 +20 900USD \n dispute C1 D1 -9 price for=I1 \n "
    text += "letter C1 K1 -5 written_off for=I1"
    assert assessed(text).debt_class.value is DebtClass.DEAD


YEN = "invoice C1 I1 -116 90000JPY \n invoice C1 I2 +20 900USD \n dispute C1 D1 -9 price for=I1 {0}"


def test_of_unknown_worth_what_nobody_contests_counts_as_enough() -> None:
    assert assessed(YEN.format("amount=30000JPY")).debt_class.value is DebtClass.DOUBTFUL


def test_of_unknown_worth_what_is_contested_whole_counts_as_nothing() -> None:
    assert why(YEN.format("")).code == "class_contested"


@pytest.mark.parametrize(("beside", "expected"), [("0.54", DebtClass.DOUBTFUL), ("0.55", DebtClass.NOT_DUE)])
def test_the_share_nobody_contests_is_reckoned_in_whole_cents(beside: str, expected: DebtClass) -> None:
    """Of three yen, worth ten cents, one is contested: six cents are left, a tenth of sixty and less than one of sixty-one."""
    text = f"invoice C1 I1 -116 3JPY \n invoice C1 I2 +20 {beside}USD \n dispute C1 D1 -9 price for=I1 amount=1JPY"
    assert assessed(text, rates=published(USD="1", JPY="30")).debt_class.value is expected


def test_the_oldest_item_that_somebody_must_pay_is_told() -> None:
    found = assessed("invoice C1 I1 -40 900USD \n invoice C1 I2 -20 900USD \n dispute C1 D1 -9 price for=I1").debt_class
    assert (found.value, found.reasons[0].facts["invoice"]) == (DebtClass.IN_COLLECTION, "I2")
