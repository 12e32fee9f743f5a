"""Since when a buyer is over its limit where some lines of the exposure do not count against it."""

from decimal import Decimal

import pytest

from credit.breach import over_limit_since
from credit.policy import Policy
from credit.rates import NO_RATES, Rates, Series
from tests.credit.little_book import day, little_book


def since(text: str, left_out: str, rates: Rates = NO_RATES) -> str:
    policy = Policy.of({"limits": {"counts": {left_out: False}}})
    account = little_book(text).account("C1")
    found = over_limit_since(account, rates, day("0"), policy)
    return f"{(found - day('0')).days}"


LIMIT = "buyer C1 limit=1000USD \n"


@pytest.mark.parametrize(
    ("left_out", "text", "began"),
    [
        ("in_production", "order C1 O1 -40 1200USD shipped_on=-30", "-30"),  # counts once it has left
        ("in_production", "order C1 O1 -40 1200USD learnt=-20 shipped_on=-30", "-20"),
        ("shipped", "order C1 O1 -40 1200USD shipped_on=-30 \n invoice C1 I1 +9 1200USD issued=-25 order=O1", "-25"),
        ("not_due", "invoice C1 I1 -10 1200USD issued=-40", "-9"),  # the day after it was due
        ("overdue", "invoice C1 I1 -10 1200USD issued=-40", "0"),  # over until it fell due; today there is room
        ("deposits", "order C1 O1 -40 1200USD \n receipt C1 R1 -39 900USD order_id=O1", "-40"),
        ("unapplied", "invoice C1 I1 +9 1200USD issued=-40 \n receipt C1 R1 -20 300USD for=I1 \n order C1 O2 -7 200USD", "-7"),
    ],
)
def test_a_breach_begins_on_the_day_a_line_brings_it_over(left_out: str, text: str, began: str) -> None:
    assert since(LIMIT + text, left_out) == began


def test_a_rate_may_begin_it() -> None:
    rates = Rates(series={"USD": Series((day("-99"), day("-7")), (Decimal("1.0"), Decimal("1.25")))})
    assert since(LIMIT + "invoice C1 I1 +30 900EUR", "in_production", rates) == "-7"


def test_it_begins_when_the_limit_was_set() -> None:
    text = "buyer C1 \n buyer C1 limit=1000USD learnt=-12 \n invoice C1 I1 +9 1200USD issued=-40 \n call C1 K1 -3"
    assert since(text, "in_production") == "-12"


def test_it_may_stand_from_the_first_day_there_is() -> None:
    text = "buyer C1 limit=1000USD learnt=-40 \n invoice C1 I1 +9 1200USD issued=-40"
    assert since(text, "in_production") == "-40"
