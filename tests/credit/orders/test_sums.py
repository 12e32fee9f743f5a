"""What the figures of an order check are made of."""

from credit.book import EMPTY_BOOK
from credit.orders.check import check_order
from credit.orders.sums import Sums
from credit.orders.unknown import check_unknown
from credit.terms import parse
from tests.credit.little_book import TODAY, assessed, little_book, money

BOOK = """
buyer    C1  limit=9000USD  insured=1000USD
invoice  C1  I1  +9  2000USD
security C1  S1  -9  300USD  form=standby_lc
"""


def test_the_parts_give_exposure_and_own_risk_after() -> None:
    """4,000, of it 25 % at the order: 5,000 at stake. A standby credit is worth 95 %, the insurer bears nine tenths of 1,000."""
    book, entry = little_book(BOOK), assessed(BOOK)
    answer = check_order(entry, money("4000USD"), book, parse("25% TT @order; 75% OA 30 @BL"))
    told = answer.sums
    assert (told.limit, told.counted, told.before) == (money("9000USD"), money("2000USD"), money("2000USD"))
    assert [(part.amount, part.percent) for part in told.parts] == [(money("1000USD"), 0), (money("3000USD"), 100)]
    assert (told.at_risk, told.secured, told.insured) == (money("3000USD"), money("285USD"), money("900USD"))
    assert answer.exposure_after == money("5000USD")
    assert answer.own_risk_after == money("3815USD")


def test_of_a_stranger_the_order_alone_is_known() -> None:
    told = check_unknown(money("100USD"), EMPTY_BOOK, TODAY).sums
    assert told == Sums(parts=told.parts, at_risk=money("100USD"))
    assert [part.percent for part in told.parts] == [100]
