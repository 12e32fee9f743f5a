"""Why money would go where it is suggested: every ground with its figures, in both languages.

Owed in USD: A1 1,000, A2 2,000, A3 500, A4 500, A5 7, the oldest first; a bank's charge is 50 at most, and a tenth.
"""

import pytest

from credit.cash.suggesting import Suggestion, deposits, ways
from tests.credit.little_book import assessed
from tests.wording.speaking import speaking
from wording import cash_terms

OWED = """
    invoice  C1  A1  -40  1000USD order=O1
    invoice  C1  A2  -30  2000USD
    invoice  C1  A3  -20   500USD
    invoice  C1  A4  -10   500USD
    invoice  C1  A5   -5     7USD
"""
LAW = "In the order of the law (what is due, then the less secured, the heavier burden, the oldest): "
LAW_ZH = "按法定顺序（先到期，再担保较少、负担较重、到期较早）："


def best(text: str, owed: str = OWED) -> Suggestion:
    return ways(assessed(owed + text), "R1")[0]


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("receipt C1 R1 -1 2000USD", "It is exactly the open amount of A2: 2,000.00 USD.", "恰为 A2 的未结金额：2,000.00 USD。"),
        ("receipt C1 R1 -1 500USD", "Several are exactly 500.00 USD; A3 is the oldest.", "有多笔恰为 500.00 USD；A3 最早。"),
        (
            "receipt C1 R1 -1 1990USD",
            "It is short of A2 by 10.00 USD, no more than a bank's charge.",
            "比 A2 少 10.00 USD，不超过银行手续费。",
        ),
        (
            "receipt C1 R1 -1 490USD",
            "Several are short by no more than a bank's charge; of A3, the oldest, 10.00 USD are missing.",
            "有多笔差额不超过银行手续费；最早的 A3 少 10.00 USD。",
        ),
        ("receipt C1 R1 -1 1007USD", None, "另有其他组合也恰好相符。"),
        (
            "receipt C1 R1 -1 4007USD",
            "A1, A2 and 3 more together are exactly 4,007.00 USD.",
            "A1，A2 等另 3 张 合计恰为 4,007.00 USD。",
        ),
        (
            "receipt C1 R1 -1 2970USD",
            "The oldest (A1, A2) together are short by 30.00 USD, no more than a bank's charge.",
            "比最早各笔（A1，A2）合计少 30.00 USD，不超过银行手续费。",
        ),
        ("receipt C1 R1 -1 1300USD", LAW + "A1, A2.", LAW_ZH + "A1，A2。"),
        ("receipt C1 R1 -1 9000USD", LAW + "A1, A2 and 3 more.", LAW_ZH + "A1，A2 等另 3 张。"),
        ("receipt C1 R1 -1 400USD order_id=O1", "It is the deposit of the order of A1.", "是 A1 所属订单的定金。"),
        ("invoice C1 R1 -1 -400USD order=O1", "It credits the same order as A1.", "与 A1 属同一订单的贷项。"),
    ],
)
def test_each_ground_says_why_with_its_invoices_and_amounts(text: str, en: str | None, zh: str) -> None:
    found = best(text)
    several = ", ".join(part.invoice for part in found.parts)
    assert cash_terms.ground(found) == (en or f"{several} together are exactly 1,007.00 USD; others would be too.")
    with speaking("zh"):
        assert zh in cash_terms.ground(found)


def test_what_the_payer_wrote_is_told_by_the_number_it_means() -> None:
    found = best("receipt C1 R1 -1 600USD for=1002", owed="invoice C1 A1002 -9 900USD\n")
    assert cash_terms.ground(found) == "The money names the number of A1002."
    with speaking("zh"):
        assert cash_terms.ground(found) == "该笔款项注明了 A1002 的号码。"


def test_money_with_nothing_to_pay_says_so() -> None:
    assert cash_terms.ground(best("receipt C1 R1 -1 5USD", owed="")) == "Nothing is open that it could pay."


def test_a_way_that_is_not_the_best_claims_nothing_about_the_others() -> None:
    """2,000 is A2; by the order of the law it would be A1 and half of A2."""
    others = ways(assessed(OWED + "receipt C1 R1 -1 2000USD"), "R1")[1:]
    assert [cash_terms.ground(found) for found in others] == [LAW + "A1, A2."]


def test_a_deposit_says_what_it_waits_for() -> None:
    (found,) = deposits(assessed("receipt C1 R1 -1 400USD order_id=O7"))
    assert cash_terms.deposit(found) == "The deposit of order O7: it waits for its invoice."
    with speaking("zh"):
        assert cash_terms.deposit(found) == "订单 O7 的定金：等待其发票。"
