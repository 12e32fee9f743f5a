"""A limit for a whole group rings at the buyer that bears it, from the day the sum exceeded it, as the book was known then."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.account import Fact
from credit.alerts import Alert
from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from credit.money import Money
from credit.policy import DEFAULT_POLICY, Policy
from credit.rates import NO_RATES, Rates, Series
from credit.receipt import Receipt
from credit.report import Severity
from tests.credit.any_facts import book_of, calm
from tests.credit.little_book import TODAY, day, facts, little_book, money, published

OVER = """
    buyer    M   group_limit=1000USD
    buyer    A   parent=M
    buyer    B   parent=A
    buyer    L
    invoice  A   I1  +30  600USD  issued=-40
    order    B   O1  -30  500USD
    invoice  L   I9  +30  9000USD issued=-40
"""
"""600 since day -40, and 1,100 since day -30."""


def rung(
    book: Book | str, on: date = TODAY, rates: Rates = NO_RATES, policy: Policy = DEFAULT_POLICY, id: str = "M"
) -> Alert | None:
    made = little_book(book, policy, rates) if isinstance(book, str) else book
    found = assess_book(made, on).by_id.get(id)
    return next((alert for alert in found.alerts if alert.kind == "group_limit_exceeded"), None) if found else None


def since(text: str, rates: Rates = NO_RATES, policy: Policy = DEFAULT_POLICY) -> date | None:
    """The first day of today's alert, after each day since then was asked by itself."""
    found = rung(text, TODAY, rates, policy)
    if found is None:
        return None
    days = [found.learnt_on + timedelta(days=n) for n in range((TODAY - found.learnt_on).days + 1)]
    assert {each.id if each else None for each in (rung(text, on, rates, policy) for on in days)} == {found.id}
    eve = rung(text, found.learnt_on - timedelta(days=1), rates, policy)
    assert eve is None
    return found.learnt_on


def test_it_rings_at_the_buyer_that_bears_the_limit_with_sum_limit_and_members() -> None:
    found = rung(OVER)
    assert found is not None
    assert (found.id, found.severity) == (f"group_limit_exceeded:M:{day('-30')}", Severity.WARNING)
    assert (found.on, found.learnt_on) == (day("-30"), day("-30"))
    assert found.evidence == {
        "limit": money("1000USD"), "exposure": money("1100USD"), "members": "A, B, M", "left_out": "", "buyer": "M",
        "on": day("-30"), "source": "own_ledger",
    }  # fmt: skip
    assert [rung(OVER, id=id) for id in "ABL"] == [None] * 3


@pytest.mark.parametrize(
    ("lines", "began"),
    [
        ("", "-30"),
        ("invoice B I2 +30 500USD issued=-9", "-30"),  # deeper in, still the same breach
        ("receipt A R1 -20 100USD for=I1", None),  # 1,000: used up, and not exceeded
        ("receipt A R1 -20 100USD for=I1 \n order B O2 -5 1USD", "-5"),  # room, then over it again
        ("receipt A R1 -20 100USD for=I1 learnt=-10 \n order B O2 -5 1USD", "-5"),
        ("receipt B R1 -20 100USD", None),  # money in hand at one member makes room for all
        ("order B O3 -60 500USD learnt=-35", "-35"),  # over since it was known, not since it was taken
        ("order B O1 -30 50USD learnt=-8 \n order A O4 -2 900USD", "-2"),  # corrected to less, then over again
        ("invoice B I3 +9 500USD issued=-10 order=O1", "-30"),  # the order becomes an invoice
        ("buyer M learnt=-25 group_limit=900USD", "-30"),
        ("buyer M learnt=-25 group_limit=1100USD", None),
        ("buyer M learnt=-25", None),  # there is no limit any more
        ("buyer B learnt=-25", None),  # it left the group
        ("buyer B learnt=-25 \n buyer B learnt=-12 parent=M", "-12"),  # and came back
        ("buyer L learnt=-3 parent=M", "-30"),
        # L came on day -38 with 9,000, and left on day -3
        ("buyer L learnt=-38 parent=M \n buyer L learnt=-3", "-38"),
        ("buyer L learnt=-38 parent=X \n buyer L learnt=-3", "-30"),  # of another group
    ],
)
def test_it_began_when_there_was_no_room_any_more_and_ends_when_there_is(lines: str, began: str | None) -> None:
    assert since(OVER + lines) == (day(began) if began else None)


def test_who_belonged_to_nobody_on_a_day_was_no_group_on_it() -> None:
    """1,200 stand with M since day -40; until day -12 it has no family, and its group limit holds nobody."""
    text = "buyer M group_limit=1000USD \n invoice M I1 +30 1200USD issued=-40 \n "
    assert since(text) is None
    assert since(text + "buyer A \n buyer A parent=M learnt=-12") == day("-12")
    assert since(text + "buyer A \n buyer A parent=M learnt=-12 \n buyer A learnt=-5") is None


def test_it_began_with_the_limit_or_with_all_that_is_known() -> None:
    sold = "invoice A I1 +30 1200USD issued=-40"
    assert since(f"buyer M \n buyer M group_limit=1000USD learnt=-12 \n buyer A parent=M \n {sold}") == day("-12")
    assert since(f"buyer M group_limit=1000USD learnt=-12 \n buyer A parent=M learnt=-12 \n {sold} learnt=-12") == day("-12")


def test_a_limit_below_the_head_holds_what_is_below_it() -> None:
    text = OVER.replace("buyer    A ", "buyer    A   group_limit=550USD")
    found = rung(text, id="A")
    assert found is not None
    assert (found.evidence["exposure"], found.evidence["members"]) == (money("1100USD"), "A, B")
    assert found.learnt_on == day("-40")


EUROS = "buyer M group_limit=1000USD \n buyer A parent=M \n buyer B parent=M \n invoice A I1 +30 480EUR issued=-40 \n"
WEAKER = Rates(series={"USD": Series((day("-99"), day("-20"), day("-7")), (Decimal("1.0"), Decimal("1.25"), Decimal("1.5")))})


@pytest.mark.parametrize(
    ("lines", "began"),
    [
        ("invoice B I2 +30 300USD issued=-30", "-7"),  # 780, 900 from day -20, 1,020 from day -7
        ("invoice B I2 +30 500USD issued=-30", "-20"),  # 980, 1,100 from day -20
        ("invoice B I2 +30 300EUR issued=-30", "-7"),  # 780, 975, 1,170
        ("invoice B I2 +30 280USD issued=-30", None),  # exactly 1,000
        ("order B O2 -60 150EUR \n invoice B I2 +30 300USD issued=-30 order=O2", "-7"),  # invoiced in dollars
    ],
)
def test_each_day_is_summed_at_the_rate_known_on_it(lines: str, began: str | None) -> None:
    assert since(EUROS + lines, WEAKER) == (day(began) if began else None)


def test_a_member_without_a_rate_is_left_out_and_named_and_never_a_zero_unsaid() -> None:
    text = OVER + "buyer C parent=M \n invoice C I3 +30 70AED issued=-35 \n invoice C I4 +30 90USD issued=-35"
    found = rung(text)
    assert found is not None
    assert (found.evidence["exposure"], found.evidence["members"], found.evidence["left_out"]) == (
        money("1100USD"),
        "A, B, M",
        "C",
    )
    assert since(text) == day("-30")
    assert rung(text, rates=published(USD="1", AED="4")).evidence["left_out"] == ""  # type: ignore[union-attr]


def test_where_the_part_that_is_known_has_room_nobody_can_say() -> None:
    text = "buyer M group_limit=1000USD \n buyer A parent=M \n invoice A I1 +30 9000AED issued=-40 \n invoice M I2 +30 900USD"
    assert rung(text) is None
    late = Rates(series={code: Series((day("-7"),), (Decimal(rate),)) for code, rate in (("USD", "1"), ("AED", "4"))})
    assert since(text, late) == day("-7")  # 900 and 2,250: told from the first rate on


@pytest.mark.parametrize(
    ("left_out", "lines", "began"),
    [
        ("in_production", "", None),  # 600 count
        ("in_production", "order B O2 -20 500USD shipped_on=-15", "-15"),  # it has left
        ("overdue", "invoice B I2 -10 500USD issued=-45", "-40"),  # 1,100, 1,600 on day -30, 1,100 from day -9
    ],
)
def test_what_the_policy_leaves_out_counts_on_no_day(left_out: str, lines: str, began: str | None) -> None:
    assert since(OVER + lines, policy=Policy.of({"limits": {"counts": {left_out: False}}})) == (day(began) if began else None)


def test_lines_left_out_are_summed_in_the_limits_currency_at_each_days_rate() -> None:
    text = EUROS.replace("buyer A", "buyer A limit=900EUR currency=EUR") + "invoice B I2 +30 300USD issued=-30"
    policy = Policy.of({"limits": {"counts": {"in_production": False}}})
    assert since(text, WEAKER, policy) == day("-7")
    assert since(text.replace("480EUR", "480AED"), WEAKER, policy) is None


def test_a_deposit_counts_by_what_was_paid() -> None:
    """700 of 1,000 are owed from the day of shipment, -40; with 400 more from day -9 there are 1,100."""
    sold = "sale A I1 -45 1000USD terms=30%TT@order;70%TT@BL order=O1 @order=-60 @BL=-40 \n receipt A R1 -50 300USD order_id=O1"
    assert since(f"buyer M group_limit=1000USD \n buyer A parent=M \n {sold} \n invoice M I2 +30 400USD issued=-9") == day("-9")


def test_who_saw_it_has_seen_this_breach_and_not_the_next() -> None:
    seen = OVER + f"seen M group_limit_exceeded:M:{day('-30')} -29 who=Mei"
    assert rung(seen).acknowledged_by == "Mei"  # type: ignore[union-attr]
    assert rung(seen + "\n receipt A R1 -20 100USD for=I1 \n order B O2 -5 1USD").acknowledged is False  # type: ignore[union-attr]


@pytest.mark.parametrize("line", ["receipt B R1 0 100USD", "buyer B learnt=0", "order L O9 0 1USD", "buyer M learnt=0"])
def test_a_change_at_a_member_is_heard_where_the_limit_stands(line: str) -> None:
    """What is kept from the look before is what a first look finds, also of who once belonged to it."""
    book = little_book(OVER + "buyer L learnt=-38 parent=M \n buyer L learnt=-35")
    after = book.after(Change("test", facts(line)))
    first = assess_book(book, TODAY)
    second = assess_book(after, TODAY, first)
    assert second.by_id == assess_book(after, TODAY).by_id
    assert second.kin == assess_book(after, TODAY).kin


def few(least: int, most: int) -> st.SearchStrategy[date]:
    return st.integers(least, most).map(lambda ago: TODAY + timedelta(days=ago))


MEMBERS, LEARNT = st.sampled_from(["A", "B", "M"]), few(-25, 2)
AMOUNTS = st.builds(Money, st.sampled_from([200_00, 400_00, 600_00]), st.sampled_from(["USD", "EUR"]))
LIMITS = st.sampled_from([None, money("800USD"), money("1000USD"), money("1200USD")])
LONG = TODAY - timedelta(days=30)
STARTS: list[Fact] = [
    Customer("M", "M", LONG, group_limit=money("1000USD")),
    *(Customer(id, id, LONG, parent="M") for id in "AB"),
    Invoice("A0", "A", money("600USD"), LONG, TODAY, LONG),
    Invoice("B0", "B", money("400EUR"), LONG, TODAY, LONG),
]
SOLD = st.builds(
    lambda n, who, *rest: Invoice(who + n, who, *rest), st.sampled_from("12"), MEMBERS, AMOUNTS, few(-28, 2), few(0, 30), LEARNT
)
FAMILIES = st.lists(
    st.one_of(
        st.builds(lambda learnt, limit: Customer("M", "M", learnt, group_limit=limit), LEARNT, LIMITS),
        st.builds(
            lambda who, learnt, parent: Customer(who, who, learnt, parent=parent),
            MEMBERS,
            LEARNT,
            st.sampled_from(["", "M", "A"]),
        ),
        SOLD,
        st.builds(
            lambda n, who, *rest: Receipt(who + n, who, *rest), st.sampled_from("12"), MEMBERS, AMOUNTS, few(-28, 2), LEARNT
        ),
    ),
    min_size=2,
    max_size=9,
)
"""A head and two daughters that come and go. They owe its limit together; by the rate of day -7 they are over it."""


@calm
@given(FAMILIES)
def test_on_every_day_of_a_breach_it_is_the_same_breach(told: list[Customer | Invoice | Receipt]) -> None:
    """The day agrees with looking at each day by itself; at these rates no cent is rounded."""
    rates = Rates(series={"USD": Series((day("-99"), day("-7")), (Decimal("1.0"), Decimal("1.5")))})
    known: list[Fact] = [*STARTS, *told]
    book = replace(book_of(known), rates=rates)
    began: date | None = None
    for on in (LONG + timedelta(days=n) for n in range(32)):
        alert = rung(book, on)
        began = (began or on) if alert is not None else None
        assert (alert.on if alert is not None else None) == began
