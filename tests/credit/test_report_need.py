"""Whose report is renewed first: need = (at stake + what can still be held back) * age / 365, by hand."""

from dataclasses import replace

import pytest

from credit.policy import DEFAULT_POLICY
from credit.report_need import last_opinion, report_need
from tests.credit.little_book import assessed, day

OPEN = "buyer C1 \n invoice C1 I1 -45 7300USD \n"
REPORT = "report C1 B1 -70 bureau as_of=-73 financial_strength.rating_provider:18 \n"


def need(text: str, provider: str = "bureau") -> tuple[str, str, int | None, str]:
    found = report_need(assessed(text), provider)
    return str(found.at_stake), str(found.ordered), found.age_days, str(found.value)


@pytest.mark.parametrize(
    ("text", "age", "value"),
    [
        (OPEN, None, "7300.00 USD"),  # no report: as one of 365 days
        (OPEN + REPORT, 73, "1460.00 USD"),  # 7300 * 73 / 365
        (OPEN + "report C1 B1 -400 bureau as_of=-500 a.b:1", 500, "7300.00 USD"),  # no older than full
        (OPEN + "report C1 B1 0 bureau", 0, "0.00 USD"),  # of today
    ],
)
def test_the_amount_at_stake_counts_by_the_age_of_the_opinion(text: str, age: int | None, value: str) -> None:
    assert need(text) == ("7300.00 USD", "0.00 USD", age, value)


def test_an_order_that_has_not_left_counts_twice() -> None:
    """7300 open and 2000 ordered are 9300 at stake; the 2000 once more: 11300 * 73 / 365 = 2260."""
    assert need(OPEN + REPORT + "order C1 O1 -5 2000USD") == ("9300.00 USD", "2000.00 USD", 73, "2260.00 USD")


def test_the_policy_says_how_often_and_from_which_age() -> None:
    """(9300 + 2 * 2000) * 73 / 100 = 9709."""
    watching = replace(DEFAULT_POLICY.watching, refresh_order_times=3, refresh_full_days=100)
    entry = assessed(OPEN + REPORT + "order C1 O1 -5 2000USD", replace(DEFAULT_POLICY, watching=watching))
    assert str(report_need(entry, "bureau").value) == "9709.00 USD"


def test_what_another_provider_said_is_no_opinion_of_this_one() -> None:
    assert need(OPEN + REPORT, "agency")[2] is None
    assert need(OPEN + REPORT, "")[2] == 73, "of any"
    account = assessed(OPEN + REPORT + "report C1 B2 -3 agency").account
    assert (last_opinion(account), last_opinion(account, "bureau")) == (day("-3"), day("-73"))
    assert last_opinion(account, "nobody") is None


def test_money_in_hand_makes_no_need_below_zero() -> None:
    assert need("buyer C1 \n receipt C1 R1 -3 500USD")[0] == "0.00 USD"


def test_without_a_rate_there_is_no_figure_and_the_buyer_comes_first() -> None:
    unknown = report_need(assessed("buyer C1 \n invoice C1 I1 -45 10AED"), "bureau")
    large = report_need(assessed(OPEN), "bureau")
    assert (unknown.at_stake, unknown.value) == (None, None)
    assert sorted([large, unknown], key=lambda need: need.rank) == [unknown, large]


def test_the_greatest_need_comes_first_and_of_equal_ones_the_older_opinion() -> None:
    """1460, 730 (7300 * 36.5 is no whole day, so 3650 * 73 / 365), and two of nothing, one never asked about."""
    great, small = assessed(OPEN + REPORT), assessed(OPEN.replace("7300", "3650") + REPORT)
    fresh, never = assessed("buyer C1 \n" + REPORT), assessed("buyer C1")
    needs = [report_need(entry, "bureau") for entry in (fresh, never, small, great)]
    ranked = sorted(needs, key=lambda need: need.rank)
    assert [str(need.value) for need in ranked] == ["1460.00 USD", "730.00 USD", "0.00 USD", "0.00 USD"]
    assert [need.age_days for need in ranked] == [73, 73, None, 73]
