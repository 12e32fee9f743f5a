"""The lines of the exposure: each amount in one of them, none twice, and their sum is what is at stake (TRADE.md 2, pain 11)."""

from datetime import timedelta

import pytest
from hypothesis import given

from credit.assess import assess_book
from credit.book import Book
from credit.exposure import LESS, LINES, Exposure
from credit.money import Money
from credit.policy import DEFAULT_POLICY, Policy
from credit.rates import NO_RATES, Rates
from tests.credit.any_facts import any_book, calm
from tests.credit.little_book import TODAY, assessed, day, money, published

BUYER = "buyer C1 limit=1000USD \n"


def lines(text: str, on: str = "0", rates: Rates = NO_RATES, policy: Policy = DEFAULT_POLICY) -> dict[str, str]:
    """Lines with something in them."""
    found = assessed(BUYER + text, policy, rates, day(on)).exposure
    told = {name: getattr(found, name) for name in (*LINES, *LESS)}
    return {
        name: str(money.amount) if money is not None else "unknown" for name, money in told.items() if money != Money.zero("USD")
    }


def test_one_sale_moves_through_the_lines_and_weighs_the_same_in_each() -> None:
    text = """
        order    C1  O1  -40  800USD  shipped_on=-30
        invoice  C1  I1  -10  800USD  issued=-20  order=O1
    """
    assert lines(text, "-41") == {}
    assert lines(text, "-31") == {"in_production": "800.00"}
    assert lines(text, "-30") == {"shipped": "800.00"}
    assert lines(text, "-21") == {"shipped": "800.00"}
    assert lines(text, "-20") == {"not_due": "800.00"}
    assert lines(text, "-10") == {"not_due": "800.00"}
    assert lines(text, "-9") == {"overdue": "800.00"}


def test_a_part_that_is_invoiced_leaves_the_order() -> None:
    text = "order C1 O1 -40 800USD shipped_on=-30 \n invoice C1 I1 +10 300USD issued=-20 order=O1"
    assert lines(text) == {"shipped": "500.00", "not_due": "300.00"}


DEPOSIT = """
    order    C1  O1  -40  800USD
    receipt  C1  R1  -39  240USD  order_id=O1
    receipt  C1  R2  -38   60USD
    invoice  C1  I1   -5  500USD  issued=-35
"""


def test_a_deposit_lowers_the_exposure_and_ages_nothing() -> None:
    assert lines(DEPOSIT) == {"in_production": "800.00", "deposits": "240.00", "unapplied": "60.00", "overdue": "500.00"}
    entry = assessed(BUYER + DEPOSIT)
    assert entry.exposure.at_stake == money("1000USD")  # 500 + 800 - 240 - 60
    assert entry.agings[0].overdue == money("500USD")  # the age of the invoice knows of no deposit


def test_a_deposit_that_is_set_against_an_invoice_is_taken_off_once() -> None:
    text = "receipt C1 R1 -39 240USD order_id=O1 for=I1 \n invoice C1 I1 +5 200USD issued=-40"
    assert lines(text) == {"deposits": "40.00"}


def test_closing_an_order_and_opening_it_again_bypasses_nothing() -> None:
    """O1 is corrected to nothing and back: from that day it counts as before, and the limit is exceeded anew."""
    text = """
        order  C1  O1  -40  1200USD
        order  C1  O1  -40     0USD  learnt=-20
        order  C1  O1  -40  1200USD  learnt=-10
    """
    assert [lines(text, on) for on in ("-21", "-20", "-10")] == [{"in_production": "1200.00"}, {}, {"in_production": "1200.00"}]
    rung = {on: [alert.id for alert in assessed(BUYER + text, on=day(on)).alerts] for on in ("-21", "-20", "-10", "0")}
    assert rung == {
        "-21": [f"limit_exceeded:C1:{day('-40')}"], "-20": [], "-10": [f"limit_exceeded:C1:{day('-10')}"],
        "0": [f"limit_exceeded:C1:{day('-10')}"],
    }  # fmt: skip


ALL = """
    order    C1  O1  -40  100USD
    order    C1  O2  -40  200USD  shipped_on=-3
    invoice  C1  I1   -5  400USD  issued=-35
    invoice  C1  I2   +5  800USD  issued=-35
    receipt  C1  R1  -39   10USD  order_id=O1
    receipt  C1  R2  -38   20USD
"""


@pytest.mark.parametrize(
    ("left_out", "counted"),
    [
        ("in_production", "1370USD"),
        ("shipped", "1270USD"),
        ("overdue", "1070USD"),
        ("not_due", "670USD"),
        ("deposits", "1480USD"),
        ("unapplied", "1490USD"),
    ],
)
def test_the_policy_says_which_lines_count_against_the_limit(left_out: str, counted: str) -> None:
    """100 + 200 + 400 + 800 - 10 - 20 = 1,470; a line that does not count stands at risk all the same."""
    found = assessed(BUYER + ALL, Policy.of({"limits": {"counts": {left_out: False}}})).exposure
    assert (found.at_stake, found.counted) == (money("1470USD"), money(counted))
    assert found.headroom == money("1000USD") - money(counted)


def test_what_goes_over_the_limit_is_told() -> None:
    assert assessed(BUYER + ALL).exposure.over == money("470USD")
    assert assessed(BUYER + "order C1 O1 -4 1000USD").exposure.over == money("0USD")
    assert assessed("buyer C1 \n order C1 O1 -4 1000USD").exposure.over is None


@pytest.mark.parametrize(("limit", "over"), [("0USD", "50USD"), ("-20USD", "70USD")])
def test_a_limit_of_zero_or_less_leaves_no_room(limit: str, over: str) -> None:
    found = assessed(f"buyer C1 limit={limit} \n order C1 O1 -4 50USD").exposure
    assert (found.headroom, found.over) == (-money(over), money(over))


BORNE = """
    buyer     C1                limit=5000USD  insured=800EUR
    invoice   C1  I1  -5  2000USD
    security  C1  S1  -9   100EUR  form=confirmed_lc
"""


def test_securities_and_cover_are_seen_in_the_currency_of_the_limit() -> None:
    """1 EUR = 1.25 USD: 125 secured; 90 % of min(1,000, 1,875) = 900 insured; 975 left."""
    found = assessed(BORNE, rates=published(USD="1.25")).exposure
    assert (found.secured, found.insured, found.own_risk) == (money("125USD"), money("900USD"), money("975USD"))
    assert found.rates_on == (("EUR", TODAY - timedelta(days=5000)),)
    assert (found.rate_on, found.no_rate) == (TODAY - timedelta(days=5000), ())


def test_without_a_rate_nobody_knows_who_bears_it_and_the_currency_is_named() -> None:
    found = assessed(BORNE).exposure
    assert (found.at_stake, found.secured, found.insured, found.own_risk) == (money("2000USD"), None, None, None)
    assert (found.rate_on, found.no_rate) == (None, ("EUR",))


def test_a_cover_without_a_rate_hides_no_security() -> None:
    found = assessed(BORNE.replace("100EUR", "100USD")).exposure
    assert (found.secured, found.insured, found.own_risk) == (money("100USD"), None, None)


def test_nothing_needs_no_rate() -> None:
    assert assessed("buyer C1 limit=5USD insured=0EUR \n invoice C1 I1 +9 3USD").exposure.no_rate == ()


@calm
@given(any_book())
def test_lines_sum_to_what_is_at_stake_and_those_who_bear_it_to_the_same(book: Book) -> None:
    rates = published(USD="1.25")
    for entry in assess_book(Book(book.accounts, rates=rates), TODAY).by_id.values():
        owed = entry.exposure
        assert _lines_of(owed) == owed.at_stake == owed.counted
        assert owed.at_stake is not None
        assert owed.secured is not None
        assert owed.insured is not None
        assert owed.own_risk is not None
        assert owed.secured + owed.insured + owed.own_risk == Money(max(owed.at_stake.minor, 0), owed.currency)
        assert min(owed.secured.minor, owed.insured.minor, owed.own_risk.minor) >= 0


@calm
@given(any_book())
def test_a_line_is_unknown_only_where_a_currency_is_named(book: Book) -> None:
    for entry in assess_book(Book(book.accounts), TODAY).by_id.values():
        unknown = [name for name in (*LINES, *LESS) if getattr(entry.exposure, name) is None]
        assert bool(entry.exposure.no_rate) or not unknown
        assert (entry.exposure.at_stake is None) == bool(unknown)


def _lines_of(owed: Exposure) -> Money:
    parts = [getattr(owed, name) for name in LINES] + [-getattr(owed, name) for name in LESS]
    return sum(parts, Money.zero(owed.currency))
