"""The control group: who is left alone by lot, and what the periods that are over say, by hand.

TODAY is 2024-06-12. The first period began on day -56; with 28 days to a period two were over by yesterday, those of the days
-56 to -29 and -28 to -1. Which buyer is drawn is asked of the lot itself.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from credit.book import Book
from credit.control_group import Controlled, Group, control_trial, drawn_until
from credit.controlling import Controlling
from credit.policy import DEFAULT_POLICY, Policy
from tests.credit.little_book import TODAY, day, little_book

HALF = Controlling(since=day("-56"), percent=50)
POLICY = replace(DEFAULT_POLICY, control=HALF)
IDS = [f"C{number}" for number in range(400)]


def drawn(offset: str, policy: Controlling = HALF) -> set[str]:
    return {id for id in IDS if drawn_until(id, day(offset), policy)}


def test_as_delivered_nobody_is_drawn() -> None:
    assert not any(drawn_until(id, day, Controlling()) for id in IDS for day in (TODAY, date(2100, 1, 1)))


def test_a_period_draws_the_same_buyers_on_each_of_its_days_and_tells_its_last() -> None:
    first = drawn("-56")
    assert first == drawn("-29")
    assert {drawn_until(id, day("-40"), HALF) for id in first} == {day("-29")}
    assert not drawn("-57")


def test_the_next_period_draws_anew() -> None:
    """Of those drawn half are drawn again: 200 of 400, then 100 in both, within five standard deviations (43)."""
    both = drawn("-56") & drawn("-28")
    assert 100 - 43 < len(both) < 100 + 43
    assert drawn("-56") != drawn("-28")


@pytest.mark.parametrize("percent", [1, 10, 50])
def test_the_lot_draws_the_share_the_policy_says(percent: int) -> None:
    """Of 20,000 within five standard deviations, sqrt(n p (1 - p))."""
    share, n = percent / 100, 20_000
    policy = replace(HALF, percent=percent)
    found = sum(drawn_until(f"B{number}", TODAY, policy) is not None for number in range(n))
    assert abs(found - n * share) < 5 * (n * share * (1 - share)) ** 0.5


def trial(text: str, policy: Policy = POLICY) -> Controlled | None:
    return of(little_book(text, policy))


def of(book: Book) -> Controlled | None:
    return control_trial(book.accounts.values(), TODAY, book.base, book.policy, book.rates)


def one_of(offset: str, *, alone: bool) -> str:
    """A buyer that is, or is not, drawn on that day."""
    return next(id for id in IDS if (id in drawn(offset)) is alone)


def test_before_the_first_period_is_over_nothing_is_told() -> None:
    text = "invoice C1 I1 -60 100USD"
    for since in ("0", "-1", "-27"):
        assert trial(text, replace(POLICY, control=replace(HALF, since=day(since)))) is None
    assert trial(text, replace(POLICY, control=replace(HALF, since=day("-28")))) is not None
    assert trial(text, DEFAULT_POLICY) is None


def test_both_groups_count_the_periods_in_which_a_small_debt_was_young_and_what_came_of_it() -> None:
    """Due on day -70, each is 14 days late when the first period begins; -20 and -40 tell whether half came within it."""
    alone, spoken = one_of("-56", alone=True), one_of("-56", alone=False)
    found = trial(f"""
        invoice {alone} I1 -70 100USD
        receipt {alone} R1 -20 100USD for=I1      # too late for the first period; it is in the second as well
        invoice {spoken} I2 -70 100USD
        receipt {spoken} R2 -40 100USD for=I2     # within the first
    """)
    assert found is not None
    assert (found.until, found.periods) == (day("-1"), 2)
    again = alone in drawn("-28")  # in the second period it stands 42 days late, and pays
    assert found.alone == Group(1 + again, int(again))
    assert found.spoken == Group(1 + (not again), 1 + (not again))


@pytest.mark.parametrize(
    ("lines", "cases"),
    [
        ("invoice {id} I1 -64 100USD", 1),  # 8 days late: one beyond the grace of seven
        ("invoice {id} I1 -63 100USD", 0),  # in grace
        ("invoice {id} I1 -146 100USD", 1),  # 90 days
        ("invoice {id} I1 -147 100USD", 0),  # 91: doubtful
        ("invoice {id} I1 -70 1000USD", 1),
        ("invoice {id} I1 -70 1000.01USD", 0),  # dearer than what is left alone
        ("invoice {id} I1 -70 600USD\ninvoice {id} I2 -60 600USD", 0),  # together
        ("invoice {id} I1 -70 100AED", 0),  # no rate
        ("invoice {id} I1 -70 100USD\ninvoice {id} I2 -60 1AED", 0),
        ("invoice {id} I1 -70 -100USD", 0),
        ("sale {id} I1 -130 100USD terms=100%TT@BL etd=-70", 0),  # its day is only expected
        ("invoice {id} I1 -70 2000USD\nreceipt {id} R1 -57 1500USD for=I1", 1),  # 500 were left of it
        ("invoice {id} I1 -70 100USD\nreceipt {id} R1 -57 100USD for=I1", 0),  # paid the day before
    ],
)
def test_a_case_is_a_small_debt_beyond_grace_and_not_yet_doubtful(lines: str, cases: int) -> None:
    """Looked at with the first period alone: the second is not over."""
    id = one_of("-56", alone=True)
    policy = replace(POLICY, control=replace(HALF, days=50))
    assert drawn_until(id, day("-56"), policy.control)
    found = trial(lines.format(id=id), policy)
    assert found is not None
    assert (found.alone.cases, found.spoken.cases) == (cases, 0)


@pytest.mark.parametrize(("came", "paid"), [("49.99USD", 0), ("50USD", 1)])
def test_half_of_what_was_owed_is_paid(came: str, paid: int) -> None:
    id = one_of("-56", alone=True)
    policy = replace(POLICY, control=replace(HALF, days=50))
    found = trial(f"invoice {id} I1 -70 100USD\nreceipt {id} R1 -56 {came} for=I1", policy)
    assert found is not None
    assert found.alone == Group(1, paid)


def test_what_is_learnt_after_the_last_period_changes_nothing() -> None:
    id = one_of("-56", alone=True)
    text = f"invoice {id} I1 -70 100USD"
    assert trial(text) == trial(text + f"\nreceipt {id} R1 -50 100USD for=I1 learnt=0\ninvoice {id} I2 -65 5USD learnt=0")


def test_only_the_months_response_looks_back_on_count() -> None:
    """A month of thirty days holds one period of 28."""
    short = replace(POLICY, valuing=replace(POLICY.valuing, response_months=1))
    found = trial("invoice C1 I1 -70 100USD", short)
    assert found is not None
    assert found.periods == 1


def test_response_is_the_share_that_did_not_pay_by_itself_shrunk_to_the_prior() -> None:
    """30 of 40 did not pay alone, with ten cases of .5 beside them: (30 + 5) / (40 + 10) = .7."""
    found = Controlled(TODAY, 1, Group(40, 10), Group(360, 252))
    assert found.response(Decimal("0.5"), 10) == Decimal("0.7")
    assert Controlled(TODAY, 1, Group(), Group(5, 5)).response(Decimal("0.5"), 10) == Decimal("0.5")


def test_the_gain_is_the_difference_of_the_shares_with_newcombe_s_interval() -> None:
    """Newcombe 1998, table II, (a): 56/70 against 48/80, a difference of .2000, by method 10 from .0524 to .3339."""
    gain = Controlled(TODAY, 1, alone=Group(80, 48), spoken=Group(70, 56)).gain
    assert gain is not None
    assert [round(each, 4) for each in gain] == [0.0524, 0.2, 0.3339]


@pytest.mark.parametrize(("alone", "spoken"), [(Group(), Group(5, 5)), (Group(5, 5), Group())])
def test_with_an_empty_group_nothing_is_compared(alone: Group, spoken: Group) -> None:
    assert Controlled(TODAY, 1, alone, spoken).gain is None


def test_an_empty_group_has_no_share() -> None:
    assert Group().share == 0.0
