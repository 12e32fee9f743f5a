"""An item of another currency rings from the day it was worth enough, at the rate known on each day: 100 dollars or more."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.rates import NO_RATES, Rates, Series
from tests.credit.alerts.ringing import PROMPT, rings_from
from tests.credit.little_book import LONG_AGO, day, little_book

OWES = PROMPT + "invoice C1 I1 -60 90EUR"


def dollars(*told: tuple[str, str]) -> Rates:
    """What a euro was worth, from each day on; long before at one dollar."""
    days, values = (LONG_AGO, *(day(on) for on, _ in told)), ("1", *(rate for _, rate in told))
    return Rates(series={"USD": Series(days, tuple(map(Decimal, values)))})


@pytest.mark.parametrize(
    ("rates", "first"),
    [
        (dollars(("-20", "1.2")), "-20"),  # 90 euros were 90 dollars, and are 108
        (dollars(("-20", "1.2"), ("+1", "1")), "-20"),  # what is published tomorrow nobody knows
        (dollars(("-70", "1.2"), ("-30", "1"), ("-9", "1.3")), "-9"),
        (
            dollars(("-70", "1.2"), ("-20", "1.3")),
            "-52",
        ),  # always enough: the eighth day past due, beyond grace and beyond its habit
        (NO_RATES, "-52"),  # one of unknown worth rings
    ],
)
def test_it_rings_from_the_day_it_was_worth_enough(rates: Rates, first: str) -> None:
    rings_from(replace(little_book(OWES, home=""), rates=rates), "overdue_beyond_habit", first)


@pytest.mark.parametrize(
    ("paid", "first"),
    [
        ("-30", "-20"),  # 85 euros were left, 85 dollars until day -20 and 102 since: between it did not ring
        ("-15", "-52"),  # 900 until then
    ],
)
def test_what_was_larger_before_a_part_was_paid_rang_before(paid: str, first: str) -> None:
    book = little_book(PROMPT + f"invoice C1 I1 -60 900EUR \n receipt C1 R1 {paid} 815EUR for=I1", home="")
    rings_from(replace(book, rates=dollars(("-20", "1.2"))), "overdue_beyond_habit", first)
