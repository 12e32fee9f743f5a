"""What is at stake with a buyer, and no figure where a rate is missing."""

from decimal import Decimal

import pytest

from credit.backlog import not_invoiced, uninvoiced
from credit.exposure import Exposure, converted_total
from credit.money import Money
from credit.rates import NO_RATES, Rates
from tests.credit.little_book import TODAY, assessed, day, little_book, money, published

ORDERS = """
    buyer    C1                 limit=1000USD  insured=600USD
    invoice  C1  I1   -10  500USD  order=O1
    receipt  C1  R1    -5  100USD  for=I1
    receipt  C1  R2    -5   50USD
    order    C1  O1   -75  500USD            # invoiced as I1
    order    C1  O2    -3  200USD
    order    C1  O3    +1  300USD  learnt=-1 # taken tomorrow
"""


def test_exposure_is_what_is_open_less_unapplied_plus_orders_not_invoiced() -> None:
    found = assessed(ORDERS).exposure
    assert found == Exposure(
        "USD",
        not_due=money("0USD"),
        overdue=money("400USD"),
        shipped=money("0USD"),
        in_production=money("200USD"),
        deposits=money("0USD"),
        unapplied=money("50USD"),
        limit=money("1000USD"),
        insured_limit=money("600USD"),
        counted=money("550USD"),
        secured=money("0USD"),
        insured=money("495USD"),  # 90 % of min(600, 550)
    )
    assert (found.receivable, found.ordered) == (money("350USD"), money("200USD"))  # 500 - 100 - 50
    assert (found.at_stake, found.headroom, found.used_percent) == (money("550USD"), money("450USD"), Decimal(55))


@pytest.mark.parametrize(("when", "orders"), [("-76", []), ("-75", ["O1"]), ("-70", []), ("-3", ["O2"]), ("+1", ["O2", "O3"])])
def test_an_order_counts_from_its_day_until_it_is_invoiced(when: str, orders: list[str]) -> None:
    account = little_book(ORDERS).account("C1")  # I1 was issued 60 days before its due date, on day -70
    assert [order.id for order in uninvoiced(account, day(when))] == orders


def test_no_limit_is_not_a_limit_of_zero() -> None:
    unlimited, nothing = assessed("buyer C1").exposure, assessed("buyer C1 limit=0USD \n order C1 O1 -1 10USD").exposure
    assert (unlimited.limit, unlimited.headroom, unlimited.used_percent) == (None, None, None)
    assert (nothing.headroom, nothing.used_percent) == (money("-10USD"), None)


MIXED = """
    buyer    C1               limit=1000USD
    invoice  C1  I1  +10  80EUR
    order    C1  O1   -1  16000JPY
"""


def test_other_currencies_are_seen_in_the_currency_of_the_limit() -> None:
    # 80 EUR x 1.25 = 100 USD; 16,000 JPY / 160 x 1.25 = 125 USD
    found = assessed(MIXED, rates=published(USD="1.25", JPY="160")).exposure
    assert (found.receivable, found.ordered, found.headroom) == (money("100USD"), money("125USD"), money("775USD"))


def test_where_a_rate_is_missing_there_is_no_figure() -> None:
    found = assessed(MIXED, rates=published(USD="1.25")).exposure
    assert (found.receivable, found.ordered) == (money("100USD"), None)
    assert (found.at_stake, found.headroom, found.used_percent) == (None, None, None)


@pytest.mark.parametrize(
    ("buyer", "currency"),
    [("limit=5GBP currency=EUR", "GBP"), ("currency=EUR", "EUR"), ("", "JPY")],
)
def test_the_currency_is_the_limits_then_the_buyers_then_the_only_one_owed(buyer: str, currency: str) -> None:
    assert assessed(f"buyer C1 {buyer} \n invoice C1 I1 +5 100JPY").exposure.currency == currency


def test_two_currencies_owed_or_none_are_seen_in_the_base_currency() -> None:
    assert assessed("invoice C1 I1 +5 100JPY \n invoice C1 I2 +5 100EUR").exposure.currency == "USD"
    assert assessed("buyer C1").exposure.currency == "USD"


@pytest.mark.parametrize(
    ("amounts", "rates", "expected"),
    [
        ([], NO_RATES, "0USD"),
        (["1USD", "2USD"], NO_RATES, "3USD"),
        (["1USD", "0EUR"], NO_RATES, "1USD"),  # nothing needs no rate
        (["1USD", "1EUR"], NO_RATES, None),
        (["1USD", "4EUR"], published(USD="1.25"), "6USD"),
    ],
)
def test_a_total_in_one_currency(amounts: list[str], rates: Rates, expected: str | None) -> None:
    found = converted_total([money(text) for text in amounts], "USD", rates, TODAY)
    assert found == (money(expected) if expected else None)


def test_an_exceeded_limit_has_negative_headroom() -> None:
    found = assessed("buyer C1 limit=100USD \n invoice C1 I1 +5 130USD").exposure
    assert (found.headroom, found.used_percent) == (Money.of(-30, "USD"), Decimal(130))


def test_an_order_delivered_in_parts_counts_until_the_last_part_is_invoiced() -> None:
    """32,000 ordered: whatever is invoiced already, the exposure stays 32,000."""
    text = "buyer C1 \n order C1 O1 -90 32000USD"
    parts = ["invoice C1 I1 +5 2000USD order=O1", "invoice C1 I2 +6 30000USD order=O1"]
    for invoiced in range(3):
        found = assessed("\n".join([text, *parts[:invoiced]])).exposure
        assert found.at_stake == money("32000USD")


@pytest.mark.parametrize(
    ("invoices", "left"),
    [
        (["1100USD"], "0USD"),  # more was delivered than ordered
        (["600USD", "400USD"], "0USD"),
        (["600USD", "-100USD"], "400USD"),  # a credit note is no delivery and takes none back
        (["800EUR"], "0USD"),  # in another currency: taken for all of it
    ],
)
def test_what_of_an_order_is_not_invoiced(invoices: list[str], left: str) -> None:
    assert not_invoiced(money("1000USD"), [money(text) for text in invoices]) == money(left)


PARTLY = """
    buyer    C1                 limit=1000USD  insured=600USD
    invoice  C1  I1   -10  400USD
    invoice  C1  I2   +10  300EUR
    order    C1  O2    -3  200USD
    order    C1  O3    -2  100EUR
    receipt  C1  R2    -5   50USD
"""


def test_what_has_a_rate_is_told_in_part_and_the_currency_left_out_named() -> None:
    """400 overdue + 200 ordered - 50 unapplied = 550 dollars; of the euros nobody knows."""
    entry = assessed(PARTLY)
    assert (entry.exposure.at_stake, entry.exposure.no_rate) == (None, ("EUR",))
    known = entry.known_exposure
    assert (known.overdue, known.ordered, known.unapplied, known.at_stake) == (
        money("400USD"), money("200USD"), money("50USD"), money("550USD"),
    )  # fmt: skip
    assert (known.insured, known.own_risk) == (money("495USD"), money("55USD"))  # 90 % of 550
    assert (known.counted, known.headroom, known.no_rate) == (money("550USD"), money("450USD"), ("EUR",))
    rated = assessed(PARTLY, rates=published(USD="1.25"))
    assert rated.known_exposure == rated.exposure


def test_nothing_known_is_no_zero() -> None:
    known = assessed("buyer C1 limit=1000USD \n invoice C1 I1 -10 400EUR").known_exposure
    assert (known.overdue, known.receivable, known.at_stake, known.counted, known.own_risk) == (None, None, None, None, None)
    assert known.not_due == money("0USD")
