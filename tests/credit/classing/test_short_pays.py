"""Short pays: rests nobody explained."""

import pytest

from credit.classing.short_pays import ShortPaid, short_pay_series, unexplained_since
from credit.policy import DEFAULT_POLICY, Policy
from tests.credit.little_book import assessed, day, money


def series(text: str) -> list[str]:
    found = assessed(text)
    told = short_pay_series(found.account, found.ledger, DEFAULT_POLICY.classing, DEFAULT_POLICY.short_pays)
    return [entry.invoice for entry in told]


ONE = "invoice C1 I1 -40 1000USD \n receipt C1 R1 -10 900USD for=I1 \n"


def test_a_rest_nobody_explained() -> None:
    found = assessed(ONE)
    told = short_pay_series(found.account, found.ledger, DEFAULT_POLICY.classing, DEFAULT_POLICY.short_pays)
    assert told == (ShortPaid("I1", day("-10"), money("100USD")),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("invoice C1 I1 -40 1000USD", []),  # nothing paid on it
        (ONE.replace("900USD", "949.99USD"), ["I1"]),  # 50.01 is more than a bank's charge
        (ONE.replace("900USD", "950USD"), []),
        (ONE.replace("-40", "-1"), ["I1"]),
        (ONE.replace("-40", "0"), []),  # not due before today: the rest may still come
        (ONE.replace("-10", "2023-12-13"), ["I1"]),
        (ONE.replace("-10", "2023-12-12").replace("-40", "2023-11-01"), []),  # six months ago to the day
        (ONE + "dispute C1 D1 -5 quality for=I1", []),
        (ONE + "dispute C1 D1 -5 quality", []),
        (ONE + "dispute C1 D1 -5 quality for=I2", ["I1"]),
        (ONE + "dispute C1 D1 -5 quality for=I1 closed=-1", ["I1"]),  # closed, and nobody said the buyer was right
        (ONE + "dispute C1 D1 -5 quality for=I1 closed=-1 justified=yes", []),
        (ONE + "dispute C1 D1 -5 quality for=I1 closed=-1 justified=no", ["I1"]),
        (ONE + "dispute C1 D1 0 quality for=I1 closed=0 justified=yes", []),  # opened and settled today
        (ONE + "promise C1 P1 0 100USD by=+3 for=I1", []),
        (ONE + "dispute C1 D1 +1 quality for=I1 closed=+2 justified=yes learnt=0", ["I1"]),  # opened tomorrow
        (ONE + "promise C1 P1 -5 100USD by=0 for=I1", []),  # the rest is promised for today
        (ONE + "promise C1 P1 -5 100USD by=-1 for=I1", ["I1"]),
        (ONE + "promise C1 P1 -5 100USD by=+5 for=I2", ["I1"]),
        (ONE + "promise C1 P1 -5 100USD by=+5 for=I1 withdrawn_on=0", ["I1"]),  # taken back: nobody promises it
        (ONE + "promise C1 P1 -5 100USD by=+5 for=I1 withdrawn_on=+1", []),
        (ONE + "promise C1 P1 +1 100USD by=+5 for=I1 learnt=0", ["I1"]),
    ],
)
def test_what_explains_a_rest(text: str, expected: list[str]) -> None:
    assert series(text) == expected


def test_what_the_house_lets_pass_as_a_charge_is_its_own_policy() -> None:
    """A hundred of a thousand: more than the fifty that pass, no more than the hundred of a house that lets them."""
    found = assessed(ONE)
    generous = Policy.of({"short_pays": {"absolute": {"USD": 100}}})
    assert short_pay_series(found.account, found.ledger, generous.classing, generous.short_pays) == ()


@pytest.mark.parametrize(
    ("said", "since"),
    [
        ("", "-10"),  # the day of the payment
        ("promise C1 P1 -9 100USD by=-5 for=I1", "-4"),  # the day after the rest was promised for
        ("dispute C1 D1 -9 quality for=I1 closed=-2", "-2"),
    ],
)
def test_the_rest_is_unexplained_since_the_last_that_explained_it(said: str, since: str) -> None:
    found = assessed(ONE + said)
    (item,) = found.ledger.open
    assert unexplained_since(found.account, item, found.on, DEFAULT_POLICY.short_pays) == day(since)


TERMS = "invoice C1 I1 -10 1000USD issued=-40 terms={} \n receipt C1 R1 {} {}USD for=I1"


@pytest.mark.parametrize(
    ("terms", "paid_on", "paid", "expected"),
    [
        ("10/10net30", "-30", "900", []),  # ten percent within ten days, as agreed
        ("10/10net30", "-29", "900", ["I1"]),  # a day too late
        ("10/10net30", "-30", "899.99", ["I1"]),  # more than was allowed
        ("net30", "-30", "900", ["I1"]),
        ("nonsense/here", "-30", "900", ["I1"]),
    ],
)
def test_a_discount_of_the_terms_explains_a_rest(terms: str, paid_on: str, paid: str, expected: list[str]) -> None:
    assert series(TERMS.format(terms, paid_on, paid)) == expected


def test_the_buyer_s_own_terms_stand_where_the_invoice_has_none() -> None:
    text = "buyer C1 terms=10/10net30 \n" + TERMS.format("", "-30", "900").replace("terms= ", "")
    assert series(text) == []


def test_they_stand_by_the_day_of_the_payment() -> None:
    text = ONE + "invoice C1 I2 -50 1000USD \n receipt C1 R2 -20 900USD for=I2"
    assert series(text) == ["I2", "I1"]
