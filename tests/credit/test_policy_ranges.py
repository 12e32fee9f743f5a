"""A number of the policy that makes no sense is refused where it is read, by its key."""

from typing import Any

import pytest

from credit.policy import DEFAULT_POLICY, Policy
from credit.policy_ranges import check_ranges, numbers_of, range_of
from credit.problem import InvalidPolicy


def refused(differing: dict[str, Any]) -> dict[str, object]:
    with pytest.raises(InvalidPolicy) as raised:
        Policy.of(differing)
    return raised.value.facts


@pytest.mark.parametrize(
    ("table", "name", "value", "least", "most"),
    [
        ("valuing", "horizon_days", 0, 1, 365),
        ("alerting", "habit_percentile", 200, 1, 100),
        ("alerting", "habit_percentile", 0, 1, 100),
        ("alerting", "habit_invoices", 0, 1, 1000),
        ("clocks", "lane_days", 99999999, 0, 3650),
        ("alerting", "event_lane_days", 99999999, 0, 3650),
        ("promising", "tolerance_bank_days", 99999999, 0, 60),
        ("promising", "kept_percent", 101, 1, 100),
        ("valuing", "response", "1.01", 0, 1),
        ("classing", "unanswered_tries", 0, 1, 100),
    ],
)
def test_a_number_outside_its_range_is_refused(table: str, name: str, value: object, least: int, most: int) -> None:
    assert refused({table: {name: value}}) == {
        "key": f"{table}.{name}", "near": "", "problem": "range", "least": least, "most": most
    }  # fmt: skip


@pytest.mark.parametrize(
    ("differing", "key", "problem"),
    [
        ({"loss": {"prior": ["0.2", "0.3", "0.5", "0.6"]}}, "loss.prior", "places"),
        ({"loss": {"floor": ["0", "0", "0", "0", "0", "0"]}}, "loss.floor", "places"),
        ({"interest": {"china_factors": ["1.3"]}}, "interest.china_factors", "places"),
        ({"interest": {"china_factors": ["1.5", "1.3"]}}, "interest.china_factors", "rising"),
        ({"grading": {"ends": [85, 70]}}, "grading.ends", "places"),
        ({"grading": {"ends": [30, 50, 70, 85]}}, "grading.ends", "falling"),
        ({"distress": {"z": ["2.99", "1.81"]}}, "distress.z", "rising"),
        ({"scales": {"of": {"creditsafe": {"ends": ["71", "51", "30"]}}}}, "scales.of.creditsafe.ends", "places"),
        ({"scales": {"of": {"creditsafe": {"ends": ["21", "30", "51", "71"]}}}}, "scales.of.creditsafe.ends", "falling"),
        ({"scales": {"of": {"allianz": {"ends": ["8", "7", "5", "3"]}}}}, "scales.of.allianz.ends", "rising"),
    ],
)
def test_a_list_that_is_read_by_its_places_has_all_of_them_in_order(differing: dict[str, Any], key: str, problem: str) -> None:
    facts = refused(differing)
    assert (facts["key"], facts["problem"]) == (key, problem)


def test_equal_ends_leave_a_grade_empty_and_are_no_mistake() -> None:
    assert Policy.of({"grading": {"ends": [85, 70, 70, 30]}}).grading.ends == (85, 70, 70, 30)


@pytest.mark.parametrize(
    ("differing", "key"),
    [
        ({"interest": {"china_factors": ["0", "1.5"]}}, "interest.china_factors"),
        ({"holding": {"rules": {"group_limit": {"threshold": 0}}}}, "holding.rules.group_limit.threshold"),
    ],
)
def test_what_something_is_divided_by_is_not_nothing(differing: dict[str, Any], key: str) -> None:
    facts = refused(differing)
    assert (facts["key"], facts["problem"], facts["least"]) == (key, "range", 1)


def test_a_rung_of_a_ladder_has_its_range() -> None:
    assert refused({"ladders": {"bad": {"rungs": [{"from_day": 0}, {"from_day": 3651}]}}}) == {
        "key": "ladders.bad.rungs.1.from_day", "near": "", "problem": "range", "least": 0, "most": 3650
    }  # fmt: skip


@pytest.mark.parametrize(("value", "taken"), [(1, 1), (365, 365)])
def test_the_ends_of_a_range_are_in_it(value: int, taken: int) -> None:
    assert Policy.of({"valuing": {"horizon_days": value}}).valuing.horizon_days == taken


@pytest.mark.parametrize(
    ("differing", "key", "lower"),
    [
        ({"classing": {"doubtful_days": 200}}, "classing.bad_days", "classing.doubtful_days"),
        ({"classing": {"broken_bad": 1}}, "classing.broken_bad", "classing.broken_doubtful"),
        ({"promising": {"partly_percent": 99}}, "promising.kept_percent", "promising.partly_percent"),
        ({"alerting": {"habit_least": 21}}, "alerting.habit_invoices", "alerting.habit_least"),
    ],
)
def test_what_must_follow_another_may_not_stand_before_it(differing: dict[str, Any], key: str, lower: str) -> None:
    assert refused(differing) == {"key": key, "near": "", "problem": "order", "near_key": lower}


@pytest.mark.parametrize(
    ("differing", "key"),
    [
        ({"buckets": [90, 30]}, "buckets"),
        ({"buckets": [30, 30]}, "buckets"),
        ({"valuing": {"decay_percent": [[90, "0.2"], [60, "0.3"]]}}, "valuing.decay_percent"),
    ],
)
def test_a_row_of_days_must_rise(differing: dict[str, Any], key: str) -> None:
    assert refused(differing) == {"key": key, "near": "", "problem": "steps"}


def test_every_number_has_a_range_that_holds_something() -> None:
    """The ranges of a room stand beside its numbers, or in the table; a number without one raises `KeyError`."""
    for key, numbers, told in numbers_of(DEFAULT_POLICY):
        if numbers:
            least, most = range_of(key, told)
            assert least < most, key


def test_a_number_without_a_range_is_found() -> None:
    with pytest.raises(KeyError):
        range_of("classing.nobody_decided")


def test_the_default_policy_lies_within() -> None:
    check_ranges(DEFAULT_POLICY)
