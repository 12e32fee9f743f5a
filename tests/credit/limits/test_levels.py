"""What counts against limits that hold several, day by day, as the book was known on it."""

from decimal import Decimal

from credit.limits.levels import currencies, levels
from credit.policy import Policy
from credit.rates import Rates, Series
from tests.credit.little_book import TODAY, day, little_book

OWED = "buyer C1 \n invoice C1 I1 +60 100USD issued=-9 \n invoice C1 I2 +60 50USD issued=0"
PART = Policy.of({"limits": {"counts": {"in_production": False}}})
"""A policy that leaves a line out: there each day is looked at by its ledger."""


def test_what_begins_today_counts_today() -> None:
    book = little_book(OWED)
    found = levels(book.accounts["C1"], book, TODAY)
    assert found.days == [day("-9"), TODAY]
    assert found.at(TODAY) == {"USD": 150_00}
    assert found.at(day("-1")) == {"USD": 100_00}


def test_before_anything_happened_nothing_counts() -> None:
    for policy in (Policy.of({}), PART):
        book = little_book(OWED, policy)
        assert levels(book.accounts["C1"], book, TODAY).at(day("-6000")) == {}


def test_where_a_line_is_left_out_the_level_moves_with_the_rate_of_its_own_currency() -> None:
    """The limit is in euros, what is owed in dollars: 100 USD are 80 EUR, and 50 from the day of the second rate."""
    text = "buyer C1 limit=9000EUR currency=EUR \n invoice C1 I1 +60 100USD issued=-20 \n order C1 O1 -19 700USD"
    moved = Rates(series={"USD": Series((day("-99"), day("-5")), (Decimal("1.25"), Decimal(2)))})
    book = little_book(text, PART, rates=moved)
    found = levels(book.accounts["C1"], book, TODAY)
    assert day("-5") in found.days
    assert found.at(day("-6")) == {"EUR": 80_00}
    assert found.at(day("-5")) == {"EUR": 50_00}


def test_currencies_are_those_of_all_that_moves_it() -> None:
    moving = "buyer C1 \n invoice C1 I1 +9 1USD \n order C1 O1 -9 1EUR \n receipt C1 R1 -3 1GBP \n"
    book = little_book(moving + "security C1 S1 -9 1CHF form=pledge")
    assert currencies(book.accounts["C1"]) == {"USD", "EUR", "GBP"}
