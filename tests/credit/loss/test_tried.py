"""The matrix of a quarter ago beside what became of its debts, by hand.

TODAY is 2024-06-12; the matrix was told 91 days before, on day -91. An invoice due on day -101 was ten days late then.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.assess import assess_book
from credit.loss.expected_loss import LossPolicy
from credit.loss.tried import LossTrial, TriedBucket, loss_trial
from credit.policy import DEFAULT_POLICY
from tests.credit.little_book import TODAY, day, little_book, money

FLAT = LossPolicy(prior=(Decimal("0.1"), Decimal("0.5"), Decimal("0.5"), Decimal("0.5"), Decimal("0.8")), floor=(Decimal(0),) * 5)
"""Out of the first bucket .1; from 1-30 to beyond ninety .5 x .5 x .5, from 31-60 .25, from 61-90 .5; lost of the last .8."""


def trial(text: str, policy: LossPolicy = FLAT) -> LossTrial:
    book = replace(little_book(text), policy=replace(DEFAULT_POLICY, loss=policy))
    return loss_trial(assess_book(book, TODAY))


def bucket(balance: str, told: str, came: str) -> TriedBucket:
    return TriedBucket(money(balance), money(told), money(came))


@pytest.mark.parametrize(
    ("due", "place", "told"),
    [
        ("-91", 0, "10USD"),  # due on the day itself: .1 of 100
        ("-62", 0, "10USD"),  # in 29 days
        ("-92", 1, "12.50USD"),  # a day late: beyond ninety on day -1
        ("-121", 1, "12.50USD"),  # 30 days late
        ("-122", 2, "25USD"),
        ("-151", 2, "25USD"),
        ("-152", 3, "50USD"),
        ("-181", 3, "50USD"),  # ninety days late: beyond them the day after
    ],
)
def test_a_debt_nobody_pays_rolls_on_whole_and_the_rates_told_a_share(due: str, place: int, told: str) -> None:
    found = trial(f"invoice C1 I1 {due} 100USD")
    assert found.on == day("-91")
    assert found.told
    assert [each for each in found.buckets if each] == [bucket("100USD", told, "100USD")]
    assert found.buckets[place] is not None


def test_what_falls_due_a_month_later_or_was_sold_since_is_in_no_bucket() -> None:
    found = trial("invoice C1 I1 -61 100USD\ninvoice C1 I2 -40 100USD issued=-80")
    assert not found.told
    assert found.buckets == (None,) * 5


def test_what_was_paid_on_its_way_did_not_roll_on_and_what_was_paid_after_it_did() -> None:
    """Ten days late on day -91, beyond ninety on day -10: paid that day it did not roll on, the day after it had.

    2 x .125 x 100 told; I2's 60 were owed still when it went beyond ninety days.
    """
    found = trial("""
        invoice C1 I1 -101 100USD
        receipt C1 R1  -10 100USD for=I1
        invoice C2 I2 -101 100USD
        receipt C2 R2  -30  40USD for=I2
        receipt C2 R3   -9  60USD for=I2
    """)
    assert found.buckets[1] == bucket("200USD", "25USD", "60USD")


def test_only_what_was_open_then_is_balance() -> None:
    """40 of 100 were paid before the day: 60 stood, of which an eighth was told, and all went on."""
    found = trial("invoice C1 I1 -101 100USD\nreceipt C1 R1 -95 40USD for=I1")
    assert found.buckets[1] == bucket("60USD", "7.50USD", "60USD")


def test_the_matrix_of_then_knew_nothing_that_was_learnt_later() -> None:
    """40 paid on day -95, learnt on -50, stood in no matrix of day -91 and did not roll on; nor did a court's order change it."""
    early = trial("invoice C1 I1 -101 100USD")
    late = trial(
        "invoice C1 I1 -101 100USD\nreceipt C1 R1 -95 40USD for=I1 learnt=-50\nevent C1 E1 -95 winding_up_order learnt=-50"
    )
    assert early.buckets[1] == bucket("100USD", "12.50USD", "100USD")
    assert late.buckets[1] == bucket("100USD", "12.50USD", "60USD")


def test_a_bad_buyer_is_in_no_matrix_and_credit_notes_and_amounts_without_a_rate_are_left_out() -> None:
    found = trial("""
        invoice C1 I1 -101 100USD
        event   C1 E1 -200 winding_up_petition
        invoice C2 I2 -101 -30USD
        invoice C3 I3 -101 100AED
    """)
    assert not found.told


def test_a_new_due_date_keeps_a_debt_from_going_beyond_ninety_days() -> None:
    """Given 60 days more on day -50, it is 31 days late when it would have been 91."""
    found = trial("invoice C1 I1 -101 100USD\ninvoice C1 I1 -41 100USD issued=-161 learnt=-50")
    assert found.buckets[1] == bucket("100USD", "12.50USD", "0USD")


def test_a_date_that_was_only_provisional_makes_nothing_late() -> None:
    """30 % before production and 70 % at the bill of lading, which is still awaited: expected on day -80, it is not overdue."""
    found = trial("sale C1 S1 -120 1000USD terms=100%TT@BL etd=-80")
    assert [each for each in found.buckets if each] == [bucket("1000USD", "100USD", "0USD")]


def test_what_was_lost_of_the_last_bucket_is_judged_when_it_counts_as_lost() -> None:
    """100 days late on day -91, lost at 120: .8 of 100 told, 70 still owed on day -71. Due longer it is not judged yet.

    A class by age alone (quasi from 91 days) leaves a buyer in the matrix.
    """
    short = replace(FLAT, lost_days=120)
    found = trial("invoice C1 I1 -191 100USD\nreceipt C1 R1 -75 30USD for=I1", short)
    assert found.buckets[4] == bucket("100USD", "80USD", "70USD")
    assert not trial("invoice C1 I1 -191 100USD\nreceipt C1 R1 -75 30USD for=I1").told


def test_an_empty_book_told_nothing() -> None:
    assert trial("").buckets == (None,) * 5
