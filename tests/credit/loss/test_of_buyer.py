"""One buyer's part of the expected loss: its balances at its segment's rates, or its own percent."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.assess import assess_book
from credit.loss.estimate import expected_credit_loss
from credit.loss.of_buyer import BuyerLoss, buyer_loss
from credit.money import Money
from credit.policy import DEFAULT_POLICY
from tests.credit.little_book import TODAY, little_book, money
from tests.credit.loss.test_estimate import FLAT

BOOK = """
    invoice C1 I1 +40 1000USD
    invoice C1 I2 -10  100USD
    invoice C2 I3 -40  100USD
    invoice C3 I4 -181 300USD
    receipt C4 R1 -5   10USD
    buyer   C5 insured=100USD
    event   C6 E1 -9   winding_up_order
    invoice C7 I5 -10  100AED
"""
"""Loss of each bucket, not due first: 0.01, 0.1, 0.2, 0.4 and 0.8; bad debt loses half."""


def losses(text: str = BOOK) -> dict[str, BuyerLoss]:
    assessed = assess_book(replace(little_book(text), policy=replace(DEFAULT_POLICY, loss=FLAT)), TODAY)
    house = expected_credit_loss(assessed)
    return {id: buyer_loss(entry, assessed, house) for id, entry in assessed.by_id.items()}


def test_its_balances_are_lost_at_the_rates_of_its_segment() -> None:
    """1,000 x .01 + 100 x .1, and 100 x .2."""
    told = losses()
    assert (told["C1"].loss, told["C2"].loss) == (money("20USD"), money("20USD"))
    assert told["C1"].segment == "uninsured_unclassified"
    assert [(row.balance, row.rate.rate, row.loss) for row in told["C1"].rows[:2]] == [
        (100_000, Decimal("0.01"), 1000), (10_000, Decimal("0.1"), 1000),
    ]  # fmt: skip
    assert [reason.code for reason in told["C1"].reasons] == ["loss_prior"]
    assert (told["C1"].open, told["C1"].percent) == (money("1100USD"), None)


def test_a_heavy_class_has_its_own_percent() -> None:
    bad = losses()["C3"]
    assert (bad.loss, bad.open, bad.percent, bad.segment, bad.rows) == (money("150USD"), money("300USD"), Decimal(50), "", ())


@pytest.mark.parametrize("id", ["C4", "C5", "C6"])
def test_nothing_open_is_a_loss_of_nothing(id: str) -> None:
    assert losses()[id].loss == money("0USD")


def test_a_dead_buyer_of_whom_nothing_is_open_is_in_no_segment() -> None:
    assert (losses()["C6"].segment, losses()["C6"].rows) == ("", ())


def test_what_has_no_rate_of_exchange_has_no_loss_and_says_why() -> None:
    told = losses()["C7"]
    assert (told.loss, told.open) == (None, None)
    assert [(reason.code, reason.facts["currency"]) for reason in told.reasons] == [("no_rate", "AED")]


def test_the_buyers_sum_to_the_house() -> None:
    text = "\n".join(line for line in BOOK.splitlines() if "AED" not in line)
    assessed = assess_book(replace(little_book(text), policy=replace(DEFAULT_POLICY, loss=FLAT)), TODAY)
    house = expected_credit_loss(assessed)
    parts = [buyer_loss(entry, assessed, house).loss for entry in assessed.by_id.values()]
    assert house.total == Money(sum(part.minor for part in parts if part is not None), "USD") == money("190USD")
