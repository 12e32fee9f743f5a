"""Since when a buyer is over its limit: the present time, as the book was known on each of its days."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.assess import assess_book
from credit.book import Book
from credit.breach import first_over, over_limit_since
from credit.customer import Customer
from credit.invoice import Invoice, Order
from credit.money import Money
from credit.policy import DEFAULT_POLICY, Policy
from credit.rates import NO_RATES, Rates, Series
from credit.receipt import Receipt
from tests.credit.any_facts import any_instalments, book_of, calm
from tests.credit.little_book import TODAY, assessed, day, little_book, money

OVER = "buyer C1 limit=1000USD \n invoice C1 I1 +30 900USD issued=-40 \n order C1 O1 -30 200USD \n"
"""900 since day -40, and 1,100 since day -30."""
ROOM = "receipt C1 R1 -20 200USD for=I1 \n "
"""900 again since day -20."""


def since(text: str, on: str = "0", rates: Rates = NO_RATES, policy: Policy = DEFAULT_POLICY) -> date:
    return over_limit_since(little_book(text).account("C1").as_known_on(day(on)), rates, day(on), policy)


@pytest.mark.parametrize(
    ("lines", "began"),
    [
        ("", "-30"),
        ("invoice C1 I2 +30 500USD issued=-9", "-30"),  # deeper in, still the same breach
        ("receipt C1 R1 -20 100USD for=I1 \n order C1 O2 -5 1USD", "-5"),  # back at the limit, then over it again
        ("receipt C1 R1 -20 100USD for=I1 learnt=-10 \n order C1 O2 -5 1USD", "-5"),
        ("receipt C1 R1 -20 50USD for=I1", "-30"),  # paid, but not enough
        ("invoice C1 I3 +9 200USD issued=-10 order=O1", "-30"),  # the order becomes an invoice
        ("invoice C1 I3 +9 50USD issued=-10 order=O1", "-30"),
        ("order C1 O3 -60 500USD learnt=-35", "-35"),  # over since it was known, not since it was taken
        ("order C1 O1 -30 50USD learnt=-8 \n order C1 O4 -2 900USD", "-2"),  # corrected to less, then over again
        # an order told ahead is corrected before it is taken: 950, then 1,050
        (ROOM + "order C1 O5 -5 500USD learnt=-15 \n order C1 O5 -5 50USD learnt=-10 \n order C1 O6 -2 100USD", "-2"),
    ],
)
def test_a_breach_begins_when_there_is_no_room_any_more(lines: str, began: str) -> None:
    assert since(OVER + lines) == day(began)


def test_it_may_have_begun_on_the_first_day_anything_was_known() -> None:
    assert since("buyer C1 limit=1000USD learnt=-40 \n invoice C1 I1 +30 1200USD issued=-40") == day("-40")


def test_a_limit_may_begin_it() -> None:
    text = "buyer C1 learnt=-60 \n invoice C1 I1 +30 1200USD issued=-40 \n buyer C1 limit=1000USD learnt=-25"
    assert since(text) == day("-25")


def test_a_rate_may_begin_it() -> None:
    rates = Rates(series={"USD": Series((day("-99"), day("-7")), (Decimal("1.0"), Decimal("1.25")))})
    assert since("buyer C1 limit=1000USD \n invoice C1 I1 +30 900EUR", rates=rates) == day("-7")  # 900, then 1,125 dollars


def test_a_second_breach_is_another_alert_than_the_one_that_was_seen() -> None:
    first = OVER + f"seen C1 limit_exceeded:C1:{day('-30')} -29 \n"
    (alert,) = assessed(first).alerts
    assert (alert.acknowledged, alert.on, alert.learnt_on) == (True, day("-30"), day("-30"))
    (again,) = assessed(first + "receipt C1 R1 -20 1100USD \n invoice C1 I2 +30 1200USD issued=-4").alerts
    assert (again.id, again.acknowledged) == (f"limit_exceeded:C1:{day('-4')}", False)


def few(least: int, most: int) -> st.SearchStrategy[date]:
    return st.integers(least, most).map(lambda ago: TODAY + timedelta(days=ago))


AMOUNTS = st.builds(Money, st.integers(100, 900), st.just("USD"))
LEARNT = few(-25, 3)
NUMBERS = st.sampled_from("12")
TIGHT = st.lists(
    st.one_of(
        st.builds(Customer, st.just("C1"), st.just("C1"), LEARNT, limit=st.none() | AMOUNTS),
        st.builds(Invoice, NUMBERS, st.just("C1"), AMOUNTS, few(-30, 3), few(-30, 30), LEARNT, st.sampled_from(["", "1", "2"])),
        st.builds(Order, NUMBERS, st.just("C1"), AMOUNTS, few(-30, 3), LEARNT),
        st.builds(Receipt, NUMBERS, st.just("C1"), AMOUNTS, few(-30, 3), LEARNT, st.sampled_from([(), ("1",)])),
        any_instalments(LEARNT, few(-30, 3)).map(lambda part: replace(part, customer_id="C1")),
    ),
    max_size=9,
).map(lambda told: book_of([Customer("C1", "C1", TODAY - timedelta(days=30), limit=Money(1000, "USD")), *told]))
"""One buyer with a limit of ten dollars or less: about a third of these books are over it today."""


@calm
@given(TIGHT)
def test_on_every_day_of_a_breach_it_is_the_same_breach(book: Book) -> None:
    """The day agrees with looking at each day by itself."""
    ids = {TODAY - timedelta(days=ago): _rung(book, TODAY - timedelta(days=ago)) for ago in range(32)}
    rung = ids[TODAY]
    if rung is None:
        return
    stood = [on for on, found in ids.items() if found == rung]
    began = date.fromisoformat(rung.rpartition(":")[2])
    assert min(stood) == began
    assert len(stood) == (TODAY - began).days + 1
    assert ids[began - timedelta(days=1)] is None


def _rung(book: Book, on: date) -> str | None:
    found = assess_book(book, on).by_id.get("C1")
    return next((alert.id for alert in found.alerts if alert.kind.value == "limit_exceeded"), None) if found else None


def test_a_rate_may_bring_what_was_sold_on_terms_over_a_cap() -> None:
    """700 of 1,000 EUR are owed since they were shipped on day -40: 700 dollars, and 875 from day -7."""
    sold = "sale C1 I1 -45 1000EUR terms=30%TT@order;70%TT@BL order=O1 @order=-60 @BL=-40"
    account = little_book(sold + " \n receipt C1 R1 -50 300EUR order_id=O1").account("C1")
    rates = Rates(series={"USD": Series((day("-99"), day("-7")), (Decimal("1.0"), Decimal("1.25")))})
    assert first_over(account, money("800USD"), day("-30"), rates, TODAY) == day("-7")
    assert first_over(account, money("875USD"), day("-30"), rates, TODAY) is None
