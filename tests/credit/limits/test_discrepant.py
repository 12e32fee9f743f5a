"""Discrepant documents: the bank need not pay, and the letter of credit counts like documents against payment (TRADE.md 5)."""

import pytest

from credit.cover_standing import cover_remarks
from credit.policy import Policy
from tests.credit.little_book import assessed, day, money

CREDIT = """
    buyer    C1
    invoice  C1  I1  -5  4000USD  terms=LC90@BL
    invoice  C1  I2  -5  3000USD  terms=LC90@BL
    invoice  C1  I3  -5   100USD  terms=OA60
    security C1  S1  -90  5000USD  form=letter_of_credit
"""
"""Of a letter of credit 80 % count, 50 % of what the bank need not pay of it."""
NO = "dispute C1 D1 -3 lc_discrepancy "


@pytest.mark.parametrize(
    ("lines", "secured"),
    [
        ("", "4000USD"),
        (NO + "for=I1", "2800USD"),  # 80 % of 1,000 and 50 % of 4,000
        (NO + "for=I1 amount=1000USD", "3700USD"),  # 80 % of 4,000 and 50 % of 1,000
        (NO + "for=I1,I2", "2500USD"),  # 7,000 contested of a credit of 5,000: all of it
        (NO + "for=I1 \n dispute C1 D2 -2 lc_discrepancy for=I2", "2500USD"),
        (NO, "2500USD"),  # the whole balance
        (NO + "amount=1000USD", "3700USD"),
        (NO + "for=I1 amount=1000EUR", "2500USD"),  # how much is not told
        (NO + "for=I3", "4000USD"),  # on open account: no bank is asked
        (NO + "for=I3 amount=50USD", "4000USD"),
        (NO + "for=I1 closed=-1", "4000USD"),
        (NO.replace("lc_discrepancy", "quality") + "for=I1", "4000USD"),
    ],
)
def test_what_the_bank_need_not_pay_counts_as_documents_against_payment(lines: str, secured: str) -> None:
    assert assessed(CREDIT + lines).exposure.secured == money(secured)


def test_a_confirmed_credit_falls_as_far_and_other_securities_stand() -> None:
    text = CREDIT.replace("letter_of_credit", "confirmed_lc") + "security C1 S2 -90 1000USD form=pledge \n"
    assert assessed(text).exposure.secured == money("5400USD")
    assert assessed(text + NO).exposure.secured == money("2900USD")  # 50 % of 5,000 and 40 % of 1,000


def test_the_policy_says_how_much_and_never_more_than_a_sound_one() -> None:
    def secured(percent: int) -> object:
        return assessed(CREDIT + NO, Policy.of({"limits": {"discrepant_percent": percent}})).exposure.secured

    assert (secured(0), secured(90)) == (money("0USD"), money("4000USD"))


def test_it_is_said_on_the_page_with_its_day_and_its_amount() -> None:
    (told,) = cover_remarks(assessed(CREDIT + NO + "for=I1"))
    assert (told.code, told.facts) == (
        "credit_discrepant", {"security": "S1", "open": money("4000USD"), "on": day("-3"), "dispute": "D1", "source": "desk"},
    )  # fmt: skip
    assert not list(cover_remarks(assessed(CREDIT + NO + "for=I3")))
    assert not list(cover_remarks(assessed(CREDIT.replace("5000USD", "5000USD until=-4") + NO)))
