"""Money as it is divided at the screen. C1 owes I1 of 1,000, I2 of 2,000 and I3 of 500 USD; R1 of 1,500 USD is free."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.assessment import Assessment
from credit.cash.splitting import Outcome, Split, begun, outcome
from credit.cash.suggesting import ways
from credit.loss.application import ShortPayPolicy
from credit.policy import DEFAULT_POLICY
from credit.problem import RefusedChange
from tests.credit.little_book import assessed, money

OWED = """
    invoice  C1  I1  -40  1000USD
    invoice  C1  I2  -10  2000USD
    invoice  C1  I3  +20   500USD
    invoice  C1  E1  -40   900EUR
"""


def split(receipt: str = "1500USD", owed: str = OWED) -> tuple[Assessment, Split]:
    entry = assessed(f"{owed}\nreceipt C1 R1 -1 {receipt}")
    return entry, begun(entry, ways(entry, "R1")[0])


def shares(found: Split) -> dict[str, int]:
    return dict(found.shares)


def test_it_begins_as_suggested_with_what_is_open_in_the_currency() -> None:
    _entry, found = split()
    assert list(found.owed.items()) == [("I1", 100000), ("I2", 200000), ("I3", 50000)]
    assert (shares(found), found.left) == ({"I1": 100000, "I3": 50000}, 0)


def test_an_invoice_takes_what_is_left_or_gives_it_back() -> None:
    _entry, found = split()
    assert found.toggled("I2") is found, "nothing is left for it"
    without = found.toggled("I3")
    assert (shares(without), without.left) == ({"I1": 100000}, 50000)
    assert shares(without.toggled("I2")) == {"I1": 100000, "I2": 50000}


def test_an_amount_is_given_and_never_cut() -> None:
    _entry, found = split()
    more = found.given("I1", 120000)
    assert (list(more.shares.items()), more.left) == ([("I1", 120000), ("I3", 50000)], -20000)
    assert shares(found.given("I1", 0)) == {"I3": 50000}
    assert shares(found.given("I2", 100)) == {"I1": 100000, "I3": 50000, "I2": 100}
    assert [str(each) for each in found.amounts()] == ["1000.00 USD", "500.00 USD"]


def test_all_are_filled_the_oldest_first_or_none_is_chosen() -> None:
    _entry, found = split()
    none = found.all_or_none()
    assert shares(none) == {}
    assert shares(none.all_or_none()) == {"I1": 100000, "I2": 50000}


def test_what_is_short_by_a_banks_charge_closes_and_the_rest_stays_open() -> None:
    """30 USD of 1,000 are below the tolerance of 50; I2 gets 500 of 2,000."""
    entry, found = split("1470USD")
    given = found.all_or_none().given("I1", 97000).given("I2", 50000)
    assert outcome(entry, given) == Outcome(money("30USD"), money("1500USD"), False)
    assert outcome(entry, found.all_or_none().given("I1", 100000)) == Outcome(money("0USD"), money("0USD"), False)


def test_a_charge_beyond_the_cap_of_the_year_stays_open() -> None:
    """The house closes 20 USD a buyer and year at most."""
    policy = ShortPayPolicy(yearly={"USD": Decimal(20)})
    entry = assessed(f"{OWED}\nreceipt C1 R1 -1 970USD", policy=replace(DEFAULT_POLICY, short_pays=policy))
    assert outcome(entry, begun(entry, ways(entry, "R1")[0])) == Outcome(money("0USD"), money("30USD"), True)


def test_what_would_be_refused_is_refused_here_too() -> None:
    entry, found = split()
    with pytest.raises(RefusedChange) as refused:
        outcome(entry, found.given("I1", 120000))
    assert refused.value.facts["reason"] == "share_over_open"
    with pytest.raises(RefusedChange) as refused:
        outcome(entry, found.given("I2", 100))
    assert refused.value.facts["reason"] == "share_over_free"
