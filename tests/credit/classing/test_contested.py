"""What is told of a buyer whose late items make no class: contested to the cent, or too little of what it owes."""

import pytest

from credit.five_classes import DebtClass
from credit.reason import Reason
from tests.credit.little_book import assessed, day

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
