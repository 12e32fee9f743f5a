"""Since when a class is treated: since it was entered for what is open; a day on which nothing was learnt does not move it."""

from datetime import date
from itertools import pairwise

import pytest

from credit.assess import assess_book
from credit.five_classes import DebtClass
from credit.policy import Policy
from credit.treated_since import class_entered
from tests.credit.classing.test_events import BROKEN, report, short
from tests.credit.classing.test_leaving import BAD_ONCE, OLD, PAID, plan
from tests.credit.classing.test_staying import SILENT, THREE
from tests.credit.little_book import TODAY, day, little_book, published


def since(text: str, on: date = TODAY) -> date:
    return class_entered(assess_book(little_book(text), on).of("C1"))


def told(text: str, on: date) -> tuple[DebtClass, date]:
    entry = assess_book(little_book(text), on).of("C1")
    return entry.debt_class.value, class_entered(entry)


SHARES = "invoice C1 I1 -{} 99USD \n invoice C1 I2 -{} 101USD \n invoice C1 I3 +9 800USD"
"""The first holds 9.9 of a hundred, both hold twenty."""


def test_by_age_it_counts_from_the_item_with_which_enough_had_come_to_it() -> None:
    assert since(SHARES.format(150, 95)) == day("-4")  # the second's 91st day past due
    assert since(SHARES.format(150, 95).replace("99USD", "100USD").replace("101USD", "100USD")) == day("-59")
    assert since(SHARES.format(20, 9)) == day("-1")  # its eighth
    assert since("invoice C1 I1 -200 10USD \n invoice C1 I2 -95 90USD \n invoice C1 I3 +9 9000USD") == TODAY  # too little


def test_what_was_paid_in_another_currency_has_no_age() -> None:
    paid = "invoice C1 I1 -150 1000USD \n receipt C1 R1 -77 800EUR for=I1 \n invoice C1 I2 -95 900USD"
    book = little_book(paid, rates=published(USD="1.25"))
    assert class_entered(assess_book(book, TODAY).of("C1")) == day("-4")


def test_a_material_amount_is_enough_and_so_is_one_of_unknown_worth() -> None:
    whole = int(Policy().classing.customer_material)
    large = f"invoice C1 I1 -150 {whole}USD \n invoice C1 I2 -95 {whole}USD \n invoice C1 I3 +9 {whole * 99}USD"
    book = little_book(large, rates=published(USD="1"))
    assert class_entered(assess_book(book, TODAY).of("C1")) == day("-59")
    unknown = "invoice C1 I1 -150 1CHF \n invoice C1 I2 -95 900USD"
    assert since(unknown) == day("-59")


def test_what_is_contested_weighs_nothing() -> None:
    assert since(SHARES.format(150, 95).replace("99USD", "300USD") + "\n dispute C1 D1 -3 price for=I1 amount=290USD") == day(
        "-4"
    )


@pytest.mark.parametrize(
    ("text", "entered"),
    [
        (THREE + "receipt C1 R1 -5 500USD for=I3", "2024-05-24"),  # the third promise was broken
        ("invoice C1 I1 -182 500USD \n" + BROKEN, "2024-05-24"),  # and bad by its age since yesterday, all the same
        (SILENT + "email C1 K4 -3 replied", "-10"),
        (SILENT.replace("-45", "-5") + "email C1 K4 -3 replied", "-4"),  # silent before; late since the fourth day
        (OLD + "receipt C1 R1 -5 500USD for=I1", "-5"),  # made lighter by the payment
        (plan("-60 -50 100 paid", "-60 -30 100 paid"), "-30"),  # in collection while the next instalment was promised
        (PAID.format("-5", "-40"), "-29"),  # doubtful since I1 was; it was paid and I2 stays
        (BAD_ONCE.format("400", "400", "601"), "-69"),  # bad since I1 was, when I2 was late already
        (BAD_ONCE.format("400", "400", "601").replace("I2 -80", "I2 -60"), "-5"),
        ("invoice C1 I1 -25 900USD \n" + report("E", "-20"), "-20"),
        ("invoice C1 I1 -25 900USD \n" + report("E", "-40"), "-24"),
        ("invoice C1 I1 -25 900USD \n" + report("A", "-300") + report("D", "-20"), "-20"),  # it fell by three letters
        (short(1, 30) + short(2, 20) + short(3, 10), "-10"),
        ("invoice C1 I1 -25 900USD \n event C1 E1 -20 winding_up_petition learnt=-9", "-20"),
        ("invoice C1 I1 -25 900USD \n event C1 E1 -40 winding_up_order", "-40"),
        ("invoice C1 I1 -200 900USD \n class C1 V1 -9 doubtful until=+9 reason=told", "-9"),
    ],
)
def test_the_day_a_class_was_entered(text: str, entered: str) -> None:
    assert since(text) == (date.fromisoformat(entered) if entered.startswith("2") else day(entered))


STORY = """
    invoice  C1  I0  -230  400USD
    invoice  C1  I1  -200  900USD
    receipt  C1  R0   -70  400USD  for=I0
    call     C1  K1  -110  no_answer
    email    C1  K2  -100  bounced
    call     C1  K3   -90  no_answer
    email    C1  K4   -30  replied
    report   C1  B1   -60  creditsafe  financial_strength.rating_provider:5
    report   C1  B2   -20  creditsafe  financial_strength.rating_provider:60
    promise  C1  P1   -29  900USD  by=-25  for=I1
    receipt  C1  R1    -3  300USD  for=I1
"""
"""Doubtful by age, bad by the worst grade, then by silence, by what stays of both, and by its age."""


def test_no_day_moves_it_on_which_nothing_was_learnt_and_the_class_is_the_same() -> None:
    learnt = {day(f"-{ago}") for ago in (70, 110, 100, 90, 60, 30, 29, 20, 3)}
    days = [day(f"-{ago}") for ago in range(150, -1, -1)]
    seen = [(each, *told(STORY, each)) for each in days]
    for (_, was, before), (on, value, now) in pairwise(seen):
        assert now == before or value is not was or on in learnt, on
    assert seen[-1][1:] == (DebtClass.BAD, day("-60"))
