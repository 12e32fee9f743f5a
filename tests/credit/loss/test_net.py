"""The expected loss after cover and security, worked by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.assess import Assessed, assess_book
from credit.loss.estimate import expected_credit_loss
from credit.loss.net import loss_after_cover, own_share
from credit.money import Money
from credit.policy import DEFAULT_POLICY
from tests.credit.little_book import TODAY, little_book, money
from tests.credit.loss.test_estimate import FLAT


def looked(text: str) -> Assessed:
    return assess_book(replace(little_book(text), policy=replace(DEFAULT_POLICY, loss=FLAT)), TODAY)


@pytest.mark.parametrize(
    ("text", "net"),
    [
        ("invoice C1 I1 -40 1000USD", money("200USD")),  # a fifth is lost, all of it ours
        ("buyer C1 insured=1000USD \n invoice C1 I1 -40 1000USD", money("20USD")),  # nine tenths are the insurer's
        ("security C1 S1 -50 500USD form=confirmed_lc \n invoice C1 I1 -40 1000USD", money("100USD")),
        ("invoice C1 I1 -181 300USD", money("150USD")),  # bad: half of it
        ("buyer C1 insured=1000USD \n invoice C1 I1 -40 1000USD \n invoice C2 J1 -40 100USD", money("40USD")),
        ("invoice C1 I1 -40 1000AED", None),
        ("invoice C1 I1 -40 1000AED \n invoice C2 J1 -40 100USD", money("20USD")),  # in part: C1 is left out
        (
            "buyer C1 limit=9AED \n invoice C1 I1 -40 1000USD \n invoice C2 J1 -40 100USD",
            money("20USD"),
        ),  # its own share is not known
        ("receipt C1 R1 -5 10USD", money("0USD")),
    ],
)
def test_the_loss_of_own_risk_alone(text: str, net: Money | None) -> None:
    found = looked(text)
    assert loss_after_cover(found, expected_credit_loss(found)).total == net


def test_who_is_left_out_after_cover_is_named_and_may_be_more_than_before_it() -> None:
    """Of C2's limit nobody knows the worth, so nobody knows what share of what is at stake with it is own risk."""
    found = looked("invoice C1 I1 -40 1000AED \n buyer C2 limit=9AED \n invoice C2 J1 -40 100USD \n invoice C3 K1 -40 50USD")
    house = expected_credit_loss(found)
    assert (house.total, house.left_out) == (money("30USD"), ("C1",))
    net = loss_after_cover(found, house)
    assert (net.total, net.left_out) == (money("10USD"), ("C1", "C2"))


def test_where_nothing_is_at_stake_all_of_nothing_is_own() -> None:
    assert own_share(looked("receipt C1 R1 -5 10USD").of("C1")) == Decimal(1)


def test_what_is_own_is_not_known_where_a_rate_is_missing() -> None:
    assert own_share(looked("invoice C1 I1 -40 1000AED \n invoice C1 I2 -40 5USD").of("C1")) is None
