"""The proof of debt: by the notice's own deadline, else some days after the opening of proceedings."""

import pytest

from credit.clocks.clock import Clock, Doubt
from credit.clocks.insolvency import insolvency_claim_clock
from credit.rates import NO_RATES, Rates
from tests.credit.clocks.watching import lasting, watch
from tests.credit.little_book import TODAY, day, money, published

OWED = """
    invoice  C1  I1  -50  2000USD
    invoice  C1  I2  +20  1000USD
"""


def clock(text: str, rates: Rates = NO_RATES) -> Clock | None:
    return insolvency_claim_clock(watch(OWED + text, TODAY, rates))


@pytest.mark.parametrize("event", ["winding_up_order", "administration", "cvl", "receivership"])
def test_thirty_days_after_the_opening_where_no_deadline_was_published(event: str) -> None:
    found = clock(f"event C1 E1 -9 {event}")
    assert lasting(found) == (day("+21"), 21, "E1", money("3000USD"))
    assert found is not None
    assert (found.doubt, found.since) == (Doubt.HOUSE_RULE, day("-9"))
    assert found.fact is not None
    assert (found.fact.kind, found.fact.source) == ("event", "gazette")


@pytest.mark.parametrize(
    "event",
    [
        "-9 winding_up_petition",
        "-9 dissolved",  # nobody is left to lodge with
        "-9 winding_up_order match=possible",
        "+1 winding_up_order learnt=0",
    ],
)
def test_what_opens_no_proceedings(event: str) -> None:
    assert clock(f"event C1 E1 {event}") is None


def test_the_notices_own_deadline_counts() -> None:
    opened = "event C1 E1 -9 winding_up_order \n"
    found = clock(opened + "event C1 E2 -3 claim_deadline deadline=+7")
    assert lasting(found) == (day("+7"), 7, "E2", money("3000USD"))
    assert found is not None
    assert (found.doubt, found.source) == (Doubt.NONE, "gazette")
    later = "event C1 E2 -3 claim_deadline deadline=+7 \n event C1 E3 -2 claim_deadline deadline=+17"
    assert lasting(clock(opened + later)) == (day("+17"), 17, "E3", money("3000USD"))
    without = clock(opened + "event C1 E2 -3 claim_deadline")
    assert lasting(without) == (day("+21"), 21, "E1", money("3000USD"))
    assert lasting(clock("event C1 E2 -3 claim_deadline")) == (day("+27"), 27, "E2", money("3000USD"))
    assert lasting(clock("event C1 E2 -3 claim_deadline deadline=+7 \n event C1 E3 -2 claim_deadline")) == (
        day("+7"), 7, "E2", money("3000USD")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("filed", "stake"),
    [
        ("-9", None),
        ("-10", "3000USD"),  # before the opening nothing could be lodged
        ("0 for=I1", "1000USD"),
        ("0 for=I9", "3000USD"),
    ],
)
def test_what_was_lodged_is_lodged(filed: str, stake: str | None) -> None:
    on, _, pairs = filed.partition(" ")
    found = clock(f"event C1 E1 -9 winding_up_order \n note C1 K1 {on} claim_filed {pairs}")
    assert (found.stake if found else None) == (money(stake) if stake else None)


def test_of_several_events_the_first_opens_the_case() -> None:
    two = "event C1 E1 -9 administration \n event C1 E2 -2 winding_up_order \n invoice C1 I3 +50 500USD issued=-5"
    assert lasting(clock(two)) == (day("+21"), 21, "E1", money("3000USD"))
    assert lasting(clock("event C1 E1 0 winding_up_order")) == (day("+30"), 30, "E1", money("3000USD"))


@pytest.mark.parametrize(("issued", "stake"), [("-9", "3500USD"), ("-8", "3000USD")])
def test_what_was_invoiced_after_the_opening_is_no_claim_in_it(issued: str, stake: str) -> None:
    found = clock(f"event C1 E1 -9 winding_up_order \n invoice C1 I3 +50 500USD issued={issued}")
    assert found is not None
    assert found.stake == money(stake)


def test_the_stake_is_in_base_currency_and_without_a_rate_the_oldest_items() -> None:
    text = "event C1 E1 -9 winding_up_order \n invoice C1 I3 -40 800EUR"
    converted, unknown = clock(text, published(USD="1.25")), clock(text)
    assert converted is not None
    assert converted.stake == money("4000USD")
    assert unknown is not None
    assert unknown.stake == money("2000USD")


def test_a_buyer_who_owes_nothing_is_no_creditors_case() -> None:
    assert insolvency_claim_clock(watch("event C1 E1 -9 winding_up_order")) is None
