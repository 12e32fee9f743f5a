"""A slip and a recovery are told against the buyer's own habit; who is open counts with the days so far."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credit.pay_trend import UNKNOWN_TREND, Direction, Trend, TrendPolicy, same_between, seen, trend
from credit.payment_record import Experience
from tests.credit.any_facts import calm
from tests.credit.little_book import TODAY, money

FIRST_DUE = date(2023, 1, 2)
HABIT = [3, 5] * 8
"""Sixteen invoices about four days late: standard deviation 1.03."""


def due(place: int) -> date:
    """One invoice every ten days."""
    return FIRST_DUE + timedelta(days=10 * place)


def record(days: list[int], open_from: int = 10**6) -> list[Experience]:
    """Invoices I0, I1, ... late by these days, from `open_from` on still open."""
    return [Experience(f"I{n}", money("9USD"), due(n), late, n >= open_from) for n, late in enumerate(days)]


BOTH = TrendPolicy(need_both=True)
EITHER = TrendPolicy()


def on(days: list[int], policy: TrendPolicy = EITHER) -> Trend:
    return trend(record(days), TODAY, policy)


def test_six_invoices_that_are_late_are_a_slip_with_onset_and_evidence() -> None:
    # before 4; now (20 + 22 + 24 + 20 + 22 + 24) / 6 = 22, eighteen days more
    assert on([*HABIT, 20, 22, 24, 20, 22, 24]) == Trend(
        Direction.WORSE, 4, 22, 22, due(16), ("I16", "I17", "I18", "I19", "I20", "I21")
    )


@pytest.mark.parametrize("more", range(8))
def test_the_habit_before_a_slip_stays_what_it_was_while_the_slip_goes_on(more: int) -> None:
    """Sixteen invoices four days late on average, then six, seven, ... thirteen that are 25 late."""
    found = on([*HABIT, *[25] * (6 + more)])
    assert (found.direction, found.before, found.now, found.since) == (Direction.WORSE, 4, 25, due(16))


def test_the_habit_before_a_slip_is_of_at_most_so_many_invoices() -> None:
    """Ten were 40 late long ago, then thirty 4, then ten 25: the thirty are the habit, not the 26 in view."""
    found = on([*[40] * 10, *[3, 5] * 15, *[25] * 10])
    assert (found.before, found.now, found.since) == (4, 25, due(40))


def test_six_invoices_that_are_early_again_are_a_recovery() -> None:
    late = [40, 44] * 8
    found = on([*late, 10, 12, 11, 10, 12, 11])
    assert (found.direction, found.before, found.now, found.since) == (Direction.BETTER, 42, 11, due(16))
    assert found.evidence == ("I16", "I17", "I18", "I19", "I20", "I21")


def test_an_alarm_ends_when_the_buyer_pays_as_before() -> None:
    slipped = [*HABIT, *[25] * 6]
    assert on(slipped).direction is Direction.WORSE
    assert on([*slipped, *[4] * 6]).direction is not Direction.WORSE


@pytest.mark.parametrize(
    "latest",
    [
        [3, 5, 3, 5, 3, 5],  # as ever
        [12, 12, 12, 12, 12, 12],  # eight days: it matters to neither detector
        [4, 4, 4, 4, 4, 90],  # one invoice is an item, not a trend
    ],
)
def test_what_is_no_slip(latest: list[int]) -> None:
    assert on([*HABIT, *latest]).direction is Direction.FLAT


def test_a_wild_payer_must_slip_further() -> None:
    """About 30 days late, from 0 to 60: mean 45 is within what this buyer always did."""
    wild = [0, 60] * 8
    assert on([*wild, 30, 60, 45, 30, 60, 45]).direction is Direction.FLAT
    assert on([*wild, 130, 160, 145, 130, 160, 145]).direction is Direction.WORSE


def test_where_both_must_agree_a_slip_that_both_see_is_told() -> None:
    assert on([*HABIT, 20, 22, 24, 20, 22, 24], BOTH).direction is Direction.WORSE


def test_the_chart_sees_what_the_comparison_does_not_yet() -> None:
    """The last three of six are late: means differ by 11 days, the weighted mean stands 0.657 x 22 = 14.5 above."""
    latest = [*HABIT, 4, 4, 4, 26, 26, 26]  # 1 - 0.7 ^ 3 = 0.657
    found = on(latest)
    assert (found.direction, found.since, found.evidence) == (Direction.WORSE, due(19), ("I19", "I20", "I21"))
    assert on(latest, BOTH).direction is Direction.FLAT


def test_the_comparison_sees_what_the_chart_forgets() -> None:
    """Late and then on time once more: means differ by (4 x 24 + 2 x 0) / 6 = 16; the chart stands at 0.76 x 0.49 x 24 = 8.9."""
    latest = [*HABIT, 28, 28, 28, 28, 4, 4]  # 1 - 0.7 ^ 4 = 0.76, then twice x 0.7
    assert on(latest).direction is Direction.WORSE
    assert on(latest, BOTH).direction is Direction.FLAT


def test_open_overdue_invoices_are_evidence() -> None:
    latest = [30, 30, 60, 50, 40, 30]
    assert trend(record([*HABIT, *latest], open_from=18), TODAY).evidence == ("I16", "I17", "I18", "I19", "I20", "I21")


def test_young_open_invoices_do_not_feign_a_recovery() -> None:
    """A buyer of always 42 days owes six invoices for one to six days: nothing is better yet."""
    always = record([40, 44] * 8)
    today = due(15) + timedelta(days=70)
    young = [Experience(f"Y{n}", money("9USD"), today - timedelta(days=6 - n), 6 - n, True) for n in range(6)]
    assert trend([*always, *young], today).direction is not Direction.BETTER
    paid = [Experience(f"Y{n}", money("9USD"), today - timedelta(days=6 - n), 1, False) for n in range(6)]
    later = today + timedelta(days=60)
    assert trend([*always, *paid], later).direction is Direction.BETTER


def test_too_few_invoices_are_unknown() -> None:
    assert trend([], TODAY) is UNKNOWN_TREND
    assert on([4] * 7 + [90] * 6) is UNKNOWN_TREND
    assert on([4] * 8 + [90] * 6).direction is Direction.WORSE


def test_only_the_invoices_before_the_latest_make_the_habit() -> None:
    found = on([100] * 20 + [4] * 30 + [30] * 6)
    assert (found.before, found.now, found.invoices) == (4, 30, 36)


@calm
@given(st.lists(st.integers(-30, 200), max_size=50))
def test_whatever_the_record_the_answer_holds_together(days: list[int]) -> None:
    found = on(days)
    if found.direction in (Direction.WORSE, Direction.BETTER):
        assert found.since is not None
        assert len(found.evidence) >= 2
        assert all(due(int(name[1:])) >= found.since for name in found.evidence)
    else:
        assert (found.since, found.evidence) == (None, ())


@calm
@given(st.integers(-30, 200), st.integers(0, 50))
def test_who_always_pays_alike_never_rings(late: int, count: int) -> None:
    assert on([late] * count).direction in (Direction.FLAT, Direction.UNKNOWN)


def aged(days: list[int], still_open: list[int], by: int) -> list[int]:
    """The days late of the same invoices so many days later: what is open has grown by as much."""
    return [late + by if place in still_open else late for place, late in enumerate(days)]


@pytest.mark.parametrize(
    ("days", "still_open", "by", "same"),
    [
        (HABIT[:13], [12], 90, True),  # thirteen of fourteen invoices: nothing is told, whatever they grow to
        ([*HABIT, 3, 5, 3, 5, 3, 5], [21], 9, True),  # the latest comes to 14, ten days more than the habit, and no further
        ([*HABIT, 3, 5, 3, 5, 3, 5], [21], 10, False),  # a day more, and a chart may tell of it
        ([*HABIT, 20, 22, 24, 20, 22, 24], [20, 21], 10, True),  # told on both days, changed at the same place
        ([*HABIT, 20, 22, 24, 20, 22, 24], [0, 21], 10, False),  # what it is compared with grows as well
        ([*HABIT, 20, 22, 24, 20, 22, 24], [20, 21], 30, False),  # by then the change lies at the last two
    ],
)
def test_between_two_days_the_same_is_told_where_nothing_can_have_come_and_gone(
    days: list[int], still_open: list[int], by: int, same: bool
) -> None:
    assert same_between(seen(days, EITHER), seen(aged(days, still_open, by), EITHER), EITHER) is same


def test_where_both_detectors_must_agree_each_day_is_looked_at() -> None:
    """A comparison weighs the spread of the latest, which grows with them: it may stop telling what it told."""
    days = [*HABIT, 20, 22, 24, 20, 22, 24]
    assert same_between(seen(days, BOTH), seen(aged(days, [21], 5), BOTH), BOTH) is False


@settings(calm, max_examples=300)
@given(st.lists(st.integers(-5, 60), min_size=10, max_size=24), st.sets(st.integers(0, 23)), st.integers(1, 120))
def test_what_is_said_to_be_the_same_between_is_so_on_each_day(days: list[int], still_open: set[int], by: int) -> None:
    told = [seen(aged(days, sorted(still_open), more), EITHER).place is not None for more in range(by + 1)]
    if same_between(seen(days, EITHER), seen(aged(days, sorted(still_open), by), EITHER), EITHER):
        assert set(told) == {told[0]}
