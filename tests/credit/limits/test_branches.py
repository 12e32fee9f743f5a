"""Every node of every group with the sums of all below it, and the limit set on them."""

from decimal import Decimal

import pytest

from credit.assess import assess_book
from credit.limits.branches import Branch, branches
from credit.rates import NO_RATES, Rates
from tests.credit.little_book import TODAY, little_book, money, published

FAMILY = """
    buyer    M   group_limit=5000USD  limit=100USD
    buyer    A   parent=M  limit=2000USD  group_limit=1600USD
    buyer    A1  parent=A  limit=1000USD  group_limit=3000USD
    buyer    B   parent=M
    buyer    L   limit=900USD
    invoice  M   I0  +9   100USD
    invoice  A   I1  +5   900USD
    invoice  A1  I2  -9   700USD
    order    B   O1  -3   400USD
    invoice  L   I9  -9   900USD
"""


def nodes(text: str = FAMILY, rates: Rates = NO_RATES) -> dict[str, Branch]:
    return {branch.id: branch for branch in branches(assess_book(little_book(text, rates=rates), TODAY))}


def test_a_parent_stands_before_its_members_and_who_stands_alone_is_in_no_group() -> None:
    found = nodes().values()
    assert [(b.id, b.parent, b.depth) for b in found] == [("M", "", 0), ("A", "M", 1), ("A1", "A", 2), ("B", "M", 1)]


def test_the_sum_of_a_node_is_of_all_below_it() -> None:
    """M: 100 + A's 900 + A1's 700 + B's order of 400 = 2,100; A: 900 + 700 = 1,600."""
    found = nodes()
    sums = {id: (b.total.exposure, b.total.overdue) for id, b in found.items()}
    assert sums == {
        "M": (money("2100USD"), money("700USD")),
        "A": (money("1600USD"), money("700USD")),
        "A1": (money("700USD"), money("700USD")),
        "B": (money("400USD"), money("0USD")),
    }
    assert [[entry.id for entry in b.below] for b in found.values()] == [["M", "A", "A1", "B"], ["A", "A1"], ["A1"], ["B"]]
    assert not any(b.partial for b in found.values())


def test_a_parent_is_held_against_the_limit_of_its_group_and_a_member_against_its_own() -> None:
    """M: 2,100 of 5,000; A: 1,600 of 1,600; A1: 700 of 1,000; B has none."""
    assert {id: (b.limit, b.used_percent) for id, b in nodes().items()} == {
        "M": (money("5000USD"), Decimal(42)),
        "A": (money("1600USD"), Decimal(100)),
        "A1": (money("1000USD"), Decimal(70)),
        "B": (None, None),
    }


@pytest.mark.parametrize(("limits", "limit"), [("group_limit=400USD", "400USD"), ("limit=0USD group_limit=400USD", "0USD")])
def test_a_limit_of_the_group_holds_for_a_member_alone_where_it_has_none_of_its_own(limits: str, limit: str) -> None:
    found = nodes(f"buyer M \n buyer A parent=M {limits} \n invoice A I1 +5 100USD")["A"]
    assert (found.limit, found.used_percent) == (money(limit), Decimal(25) if limit == "400USD" else None)


PARTS = """
    buyer    M   group_limit=1000USD
    buyer    A   parent=M
    buyer    B   parent=M  limit=500EUR
    buyer    C   parent=M
    invoice  A   I1  -9   700USD
    invoice  A   I2  +9   900GBP
    invoice  B   I3  -9   200EUR
    invoice  C   I4  +9   100USD
"""


def test_what_has_no_rate_is_left_out_and_its_currency_named() -> None:
    """Known in dollars: A's 700 and C's 100; B owes euros alone, whose share of a limit in euros is known: 200 of 500."""
    found = nodes(PARTS)
    top, b = found["M"], found["B"]
    assert (top.total.exposure, top.total.overdue, top.total.left_out) == (money("800USD"), money("700USD"), ("A", "B"))
    assert (top.no_rate, top.used_percent, top.used_in_part, top.partial) == (("EUR", "GBP"), Decimal(80), True, True)
    assert (b.total.exposure, b.no_rate, b.used_percent, b.used_in_part, b.partial) == (None, ("EUR",), Decimal(40), False, True)
    assert (found["C"].no_rate, found["C"].partial) == ((), False)


def test_with_rates_nothing_is_left_out() -> None:
    """1.25 USD and 0.5 GBP for a euro: 700 + 900 x 2.5 + 200 x 1.25 + 100 = 3,300, of 1,000."""
    top = nodes(PARTS, published(USD="1.25", GBP="0.5"))["M"]
    assert (top.total.exposure, top.used_percent, top.no_rate, top.partial) == (money("3300USD"), Decimal(330), (), False)


def test_a_share_in_part_makes_a_branch_partial_where_its_sum_is_whole() -> None:
    """The limit is in pounds without a rate: of it nothing is known, of the sum in base currency everything."""
    top = nodes("buyer M group_limit=1000GBP \n buyer A parent=M \n invoice A I1 +5 100USD")["M"]
    assert (top.total.exposure, top.used_percent, top.used_in_part, top.partial) == (money("100USD"), None, True, True)


def test_a_parent_that_is_not_in_the_book_has_the_sums_of_its_members_and_no_limit() -> None:
    found = nodes("buyer A parent=P \n buyer B parent=P \n invoice A I1 +5 900USD \n invoice B I2 +5 50USD")
    assert [*found] == ["P", "A", "B"]
    assert (found["P"].entry, found["P"].limit, found["P"].total.exposure) == (None, None, money("950USD"))


def test_buyers_that_name_one_another_are_one_group() -> None:
    found = nodes("buyer A parent=B \n buyer B parent=A \n invoice A I1 +5 90USD \n invoice B I2 +5 50USD")
    assert [(b.id, b.depth) for b in found.values()] == [("A", 0), ("B", 1)]
    assert found["A"].total.exposure == money("140USD")


def test_nobody_related_makes_no_group() -> None:
    assert nodes("buyer L") == {}
