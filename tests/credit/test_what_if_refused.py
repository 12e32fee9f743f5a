"""What nobody may suppose, and the last thing one still may; a refusal tells what its sentence needs."""

from datetime import date

import pytest

from credit.assess import assess_book
from credit.problem import RefusedChange
from credit.what_if import Supposed, WhatIf, what_if
from tests.credit.little_book import TODAY, day, little_book, money

LINE = "invoice C1 I1 -20 2000USD"


def supposed(what: Supposed) -> WhatIf:
    return what_if(assess_book(little_book(LINE), TODAY), "C1", what)


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (Supposed(), {"reason": "nothing_supposed"}),
        (Supposed(pay=money("0USD")), {"reason": "supposed_payment"}),
        (Supposed(pay=money("-0.01USD")), {"reason": "supposed_payment"}),
        (Supposed(extend_days=-1), {"reason": "supposed_extension"}),
        (Supposed(extend_days=732), {"reason": "supposed_far_off", "days": 731}),
        (Supposed(extend_days=9999999), {"reason": "supposed_far_off", "days": 731}),
        (Supposed(pay=money("1USD"), pay_on=date(1969, 12, 31)), {"reason": "supposed_pay_day", "day": date(1969, 12, 31)}),
        (Supposed(pay=money("1USD"), pay_on=date(2030, 1, 1)), {"reason": "supposed_pay_day", "day": date(2030, 1, 1)}),
        (
            Supposed(pay=money("1USD"), pay_on=date(1970, 1, 1)),
            {"reason": "supposed_pay_past", "day": date(1970, 1, 1), "on": TODAY},
        ),
        (Supposed(pay=money("1USD"), pay_on=day("-1")), {"reason": "supposed_pay_past", "day": day("-1"), "on": TODAY}),
        (Supposed(pay=money("1AED")), {"reason": "supposed_no_rate", "amount": money("1AED"), "currency": "USD"}),
    ],
)
def test_nonsense_is_refused_with_what_its_sentence_needs(what: Supposed, told: dict[str, object]) -> None:
    with pytest.raises(RefusedChange) as raised:
        supposed(what)
    assert raised.value.facts == told


def test_the_smallest_payment_may_be_supposed() -> None:
    assert supposed(Supposed(pay=money("0.01USD"))).after.overdue == money("1999.99USD")


def test_an_extension_may_reach_the_last_plausible_day_and_not_beyond() -> None:
    """A due date may lie 731 days away; another day is a typing error more often than a term of payment."""
    assert supposed(Supposed(extend_days=731)).after.overdue == money("0USD")


def test_a_payment_may_come_until_the_end_of_the_fifth_year_ahead() -> None:
    """2024 and five years."""
    assert supposed(Supposed(pay=money("1USD"), pay_on=date(2029, 12, 31))).on == date(2029, 12, 31)
