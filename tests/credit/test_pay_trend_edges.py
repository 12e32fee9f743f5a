"""Where the detectors of a slip begin and end to tell: each limit from both sides, by arithmetic.

Small windows keep the sums short: two latest invoices against eight before them. A weight of a half makes the chart's level
z = b/2 + a/4 + usual/4, so that it lies (b - usual)/2 + (a - usual)/4 above what is usual; its width is
sqrt(0.5/1.5 x (1 - 0.5^4)) = 0.5590.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from credit.pay_trend import Direction, Seen, Trend, TrendPolicy, same_between, seen, trend
from credit.payment_record import Experience
from tests.credit.little_book import TODAY, money

NEVER = 10**6
SMALL = TrendPolicy(recent=2, least_previous=8, chart_weight=Decimal("0.5"), least_evidence=1)
CHART = replace(SMALL, least_days=NEVER, chart_days=0)
"""The chart alone."""
MEANS = replace(SMALL, chart_days=NEVER, least_days=0)
"""The comparison alone."""
EVEN = [2, 0] * 4
"""Mean 1, variance 8/7: standard deviation 1.0690."""
WIDE = [4, 0] * 4
"""Mean 2, variance 32/7: standard deviation 2.1381."""
SIXTEEN = [16, 4, 14, 6, 12, 8, 10, 10]
"""Mean 10, variance (2 x 36 + 2 x 16 + 2 x 4) / 7 = 16: standard deviation 4."""


def told(days: Sequence[float], policy: TrendPolicy) -> bool:
    return seen(days, policy).place is not None


@pytest.mark.parametrize(
    ("habit", "latest", "least_deviation", "fires"),
    [
        (EVEN, [2, 3], 1, False),  # 1.25 above, limit 2.5 x 1.0690 x 0.5590 = 1.494
        (EVEN, [1, 4], 1, True),  # 1.5
        (EVEN, [1, 6], 2, False),  # 2.5; a habit is given 2 at least: 2.5 x 2 x 0.5590 = 2.795
        (EVEN, [1, 7], 2, True),  # 3
        (WIDE, [3, 7], 0, False),  # 2.75; 2.5 x 2.1381 x 0.5590 = 2.988
        (WIDE, [2, 8], 0, True),  # 3
    ],
)
def test_the_chart_tells_of_what_lies_outside_its_limits(
    habit: list[int], latest: list[int], least_deviation: int, fires: bool
) -> None:
    assert told([*habit, *latest], replace(CHART, least_deviation=least_deviation)) is fires


@pytest.mark.parametrize(("last", "fires"), [(20, False), (21, True)])
def test_the_chart_tells_of_nothing_on_its_limit(last: int, fires: bool) -> None:
    """A weight of one looks at the last alone, with a width of one: the limit is 10 + 2.5 x 4."""
    assert told([*SIXTEEN, 10, last], replace(CHART, chart_weight=Decimal(1))) is fires


@pytest.mark.parametrize(("days", "fires"), [(3, False), (2, True)])
def test_the_chart_tells_of_more_days_than_matter(days: int, fires: bool) -> None:
    """7 after 1 lies (7 - 1)/2 = 3 days above."""
    assert told([*EVEN, 1, 7], replace(CHART, chart_days=days)) is fires


@pytest.mark.parametrize(
    ("latest", "least_deviation", "fires"),
    [
        ([4, 4], 1, False),  # 2 above; 2 x sqrt(32/7/8 + 1/2) = 2.070
        ([4, 5], 1, True),  # 2.5, of a variance of a half, which counts as one
        ([5, 5], 2, False),  # 3; 2 x sqrt(32/7/8 + 4/2) = 3.207
        ([6, 6], 2, True),  # 4
    ],
)
def test_the_comparison_tells_of_what_is_twice_its_noise(latest: list[int], least_deviation: int, fires: bool) -> None:
    assert told([*WIDE, *latest], replace(MEANS, least_deviation=least_deviation)) is fires


@pytest.mark.parametrize(("late", "fires"), [(14, False), (15, True)])
def test_the_comparison_tells_of_nothing_on_its_limit(late: int, fires: bool) -> None:
    """2 x sqrt(16/8 + 4/2) = 4 days above 10."""
    assert told([*SIXTEEN, late, late], replace(MEANS, least_deviation=2)) is fires


@pytest.mark.parametrize(("days", "fires"), [(4, False), (3, True)])
def test_the_comparison_tells_of_more_days_than_matter(days: int, fires: bool) -> None:
    """5 and 7 are 6 on average, 4 above; 2 x sqrt(32/7/8 + 2/2) = 2.507."""
    assert told([*WIDE, 5, 7], replace(MEANS, least_days=days)) is fires


def test_ten_invoices_are_enough_and_nine_are_not() -> None:
    assert told([*EVEN, 9, 9], CHART)
    assert seen([*EVEN[1:], 9, 9], CHART) == Seen([*EVEN[1:], 9, 9], None)


LONG = [3, 5] * 8
"""Sixteen about four days late."""


@pytest.mark.parametrize(
    ("latest", "place"),
    [
        ([4, 4, 4, 4, 90, 4], None),  # the change lies before the 90: (47 - 4) sqrt(20 x 2); one invoice beyond, one as usual
        ([4, 4, 4, 4, 90, 5], 20),
        ([4, 4, 4, 4, 4, 90], None),
    ],
)
def test_a_slip_is_told_from_two_invoices_beyond_the_habit(latest: list[int], place: int | None) -> None:
    assert seen([*LONG, *latest], TrendPolicy()).place == place
    found = trend(record([*LONG, *latest]), TODAY)
    assert found.direction is (Direction.WORSE if place is not None else Direction.FLAT)
    if place is None:
        assert found == Trend(Direction.FLAT, 4, round(sum(latest) / 6), 22)  # usual 4, and (4 x 4 + 90 + 4)/6 or (5 x 4 + 90)/6


def test_of_two_places_that_part_as_well_the_first_is_told() -> None:
    """0 | 6 6 12: 8 apart, times sqrt(1 x 3). 0 6 6 | 12: 12 - 4 = 8 apart, times sqrt(3 x 1). The middle: 6 x 2."""
    policy = replace(CHART, least_previous=2, chart_weight=Decimal(1), chart_limits=Decimal(0))
    assert seen([0, 6, 6, 12], policy).place == 1


def record(days: Sequence[int], first_due: int = 600) -> list[Experience]:
    """One invoice every ten days from so many days ago."""
    dues = [TODAY - timedelta(days=first_due - 10 * place) for place in range(len(days))]
    return [Experience(f"I{n}", money("9USD"), due, late, False) for n, (due, late) in enumerate(zip(dues, days, strict=True))]


def recovering(habit: Sequence[int], latest: Sequence[int], ago: int, percentile: int) -> Direction:
    """Where a buyer goes whose two latest invoices were due so many days ago."""
    due = TODAY - timedelta(days=ago)
    young = [Experience(f"Y{place}", money("9USD"), due, late, False) for place, late in enumerate(latest)]
    return trend([*record(habit), *young], TODAY, replace(SMALL, ripe_percentile=percentile)).direction


@pytest.mark.parametrize(("ago", "better"), [(39, False), (40, True)])
def test_a_recovery_is_read_from_invoices_that_are_old_enough(ago: int, better: bool) -> None:
    """Eight were 38 days late and one 40: by the hundredth percentile an invoice is ripe 40 days after its due date."""
    assert (recovering([*[38] * 8, 40], [5, 5], ago, 100) is Direction.BETTER) is better


def test_an_invoice_paid_before_its_due_date_is_ripe_on_it() -> None:
    """The first percentile is the least: five days early, which is no age. Due today, they count today."""
    assert recovering([40] * 9, [-5, -5], 0, 1) is Direction.BETTER


def test_the_age_of_ripe_invoices_counts_what_was_paid_in_parts_by_the_mean() -> None:
    """The oldest was settled 90 days late, but nine tenths of it 10 days late: 18 on average. So 40 days is the age, not 90."""
    in_parts = record([90])[0]._replace(amount=money("10USD"), parts=((10, 900), (90, 100)))
    young = record([5, 5], first_due=60)
    whole = [in_parts, *record([40] * 9, first_due=500), *young]
    assert trend(whole, TODAY, replace(SMALL, ripe_percentile=100)).direction is Direction.BETTER


def test_where_nothing_recovered_the_answer_is_of_all_invoices() -> None:
    """Ten of forty days, and two of yesterday, too young to be read as a recovery: flat, of twelve."""
    young = record([1, 1], first_due=11)
    found = trend([*record([40, 44] * 5), *young], TODAY, SMALL)
    assert (found.direction, found.invoices) == (Direction.FLAT, 12)


@pytest.mark.parametrize(
    ("latest", "least_deviation", "same"),
    [
        ([1, 4], 1, True),  # 1.5 above, limit 1.494
        ([1, 7], 2, True),  # 3, limit 2.795
    ],
)
def test_a_chart_that_told_goes_on_telling(latest: list[int], least_deviation: int, same: bool) -> None:
    policy = replace(CHART, least_deviation=least_deviation)
    first, last = seen([*EVEN, *latest], policy), seen([*EVEN, latest[0], latest[1] + 1], policy)
    assert first.place == last.place == 9
    assert same_between(first, last, policy) is same


def test_ten_invoices_that_may_grow_are_looked_at_on_each_day() -> None:
    """As many as a habit and its latest need: none is told on the first day, and on the last the chart may."""
    assert same_between(seen([*EVEN, 1, 1], CHART), seen([*EVEN, 1, 9], CHART), CHART) is False


def test_what_lies_far_above_the_habit_long_ago_tells_of_nothing_now() -> None:
    """The habit holds a forty; its mean is (4 x 2 + 40) / 8 = 5.5 or so, and the latest stay below it."""
    days = [2, 0, 2, 0, 2, 0, 2, 40, 1, 1]
    policy = replace(CHART, chart_days=10)
    assert same_between(seen(days, policy), seen([*days[:-1], 3], policy), policy) is True
