"""The exposure of each day as the rules of growth see it: in one currency, at the rate known on the day."""

from decimal import Decimal

import pytest

from credit.alerts.size import levels
from credit.assess import assess_book
from credit.rates import Rates, Series
from tests.credit.little_book import TODAY, day, little_book

RATES = Rates(series={"USD": Series((day("-99"), day("-7")), (Decimal("1.0"), Decimal("1.5")))})
SOLD = "buyer C1 limit=9USD \n invoice C1 I1 +30 400USD issued=-40 \n "
DEPOSIT = "sale C1 S1 -40 1000USD terms=30%TT@order;70%TT@BL @order=-50 "
ORDER = "order C1 O1 -30 200EUR \n "


def stood(text: str) -> dict[str, int | None]:
    """Whole dollars from each day on, by how many days ago it is; each as the exposure itself was on that day."""
    book = little_book(text, rates=RATES)
    found = dict(levels(book.account("C1"), "USD", RATES, TODAY))
    for on, minor in found.items():
        at_stake = assess_book(book, on).of("C1").exposure.at_stake
        assert (at_stake.minor if at_stake is not None else None) == minor
    return {f"{(on - TODAY).days}": minor // 100 if minor is not None else None for on, minor in found.items()}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", {"-40": 400}),
        ("receipt C1 R1 -9 100USD for=I1", {"-40": 400, "-9": 300}),
        (ORDER, {"-40": 400, "-30": 600, "-7": 700}),
        (
            "order C1 O1 -30 200EUR \n invoice C1 I2 +9 250EUR issued=-20 order=O1",
            {"-40": 400, "-30": 600, "-20": 650, "-7": 775},
        ),
        (ORDER + "invoice C1 I2 +9 90USD issued=-20 order=O1", {"-40": 400, "-30": 600, "-20": 490, "-7": 490}),
        ("order C1 O1 -30 200AED", {"-40": 400, "-30": None, "-7": None}),
        # a deposit of 300 is awaited until the goods leave: then it is owed as all else
        (DEPOSIT + "@BL=-20", {"-40": 1100, "-20": 1400}),
        (DEPOSIT + "etd=+9", {"-40": 1100}),
        (DEPOSIT + "@BL=-20 learnt=-30", {"-40": 400, "-30": 1100, "-20": 1400}),
        (DEPOSIT + "@BL=-20 \n receipt C1 R1 -30 300USD for=S1", {"-40": 1100}),  # what is paid of it was not at stake
        (DEPOSIT + "@BL=-20 \n receipt C1 R1 -30 100USD for=S1", {"-40": 1100, "-20": 1300}),
        ("order C1 O1 -30 200USD \n order C1 O2 +3 9USD learnt=-9 \n receipt C1 R1 +2 9USD learnt=-9", {"-40": 400, "-30": 600}),
    ],
)
def test_each_day_is_worth_what_its_rate_says(lines: str, expected: dict[str, int | None]) -> None:
    told = stood(SOLD + lines)
    assert {on: told[on] for on in expected} == expected
    assert {on for on in told if on not in expected} <= {"-7"}  # a rate of a currency it is compared in
