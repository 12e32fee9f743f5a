"""A policy file holds what differs; a key nobody knows and a value of the wrong kind are faults that name the key."""

from decimal import Decimal
from typing import Any

import pytest

from credit.orders.hold_rules import RuleName
from credit.policy import DEFAULT_POLICY, Policy
from credit.problem import InvalidPolicy


def test_nothing_different_is_the_default() -> None:
    assert Policy.of({}) == DEFAULT_POLICY


def test_what_differs_is_taken_and_the_rest_stays() -> None:
    policy = Policy.of({"version": "2024-1", "classing": {"grace_days": 10}})
    assert (policy.version, policy.classing.grace_days) == ("2024-1", 10)
    assert policy.classing.bad_days == DEFAULT_POLICY.classing.bad_days
    assert policy.valuing == DEFAULT_POLICY.valuing


@pytest.mark.parametrize("written", ["0.75", 0.75])
def test_a_decimal_is_exactly_what_was_written(written: object) -> None:
    assert Policy.of({"valuing": {"response": written}}).valuing.response == Decimal("0.75")


def test_one_factor_of_a_table_may_differ_alone() -> None:
    factors = Policy.of({"valuing": {"grade_factor": {"E": 3}}}).valuing.grade_factor
    assert factors == {**DEFAULT_POLICY.valuing.grade_factor, "E": Decimal(3)}


def test_buckets_are_a_list_in_the_file() -> None:
    assert Policy.of({"buckets": [15, 45]}).buckets == (15, 45)


def test_the_decay_curve_is_a_list_of_pairs_in_the_file() -> None:
    curve = [[60, "0.25"], [100_000, 0.1]]
    assert Policy.of({"valuing": {"decay_percent": curve}}).valuing.decay_percent == (
        (60, Decimal("0.25")),
        (100_000, Decimal("0.1")),
    )


@pytest.mark.parametrize(
    ("differing", "key", "near"),
    [
        ({"clasing": {}}, "clasing", "classing"),
        ({"classing": {"grace_day": 7}}, "classing.grace_day", "classing.grace_days"),
        ({"qqq": 1}, "qqq", ""),
        ({"valuing": {"grade_factor": {"unratd": 1}}}, "valuing.grade_factor.unratd", "valuing.grade_factor.unrated"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest(differing: dict[str, Any], key: str, near: str) -> None:
    with pytest.raises(InvalidPolicy) as raised:
        Policy.of(differing)
    assert raised.value.facts == {"key": key, "near": near, "problem": "unknown"}


@pytest.mark.parametrize(
    ("differing", "key"),
    [
        ({"classing": {"grace_days": "7"}}, "classing.grace_days"),
        ({"classing": {"grace_days": 7.5}}, "classing.grace_days"),
        ({"classing": {"grace_days": True}}, "classing.grace_days"),
        ({"classing": {"grace_days": -1}}, "classing.grace_days"),
        ({"classing": 7}, "classing"),
        ({"buckets": []}, "buckets"),
        ({"buckets": ["30"]}, "buckets"),
        ({"valuing": {"response": "half"}}, "valuing.response"),
        ({"valuing": {"response": True}}, "valuing.response"),
        ({"valuing": {"response": "nan"}}, "valuing.response"),
        ({"valuing": {"cost": {"call": "dear"}}}, "valuing.cost.call"),
        ({"valuing": {"cost": 8}}, "valuing.cost"),
        ({"version": 3}, "version"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(differing: dict[str, Any], key: str) -> None:
    with pytest.raises(InvalidPolicy) as raised:
        Policy.of(differing)
    assert raised.value.facts == {"key": key, "near": "", "problem": "kind"}


def test_the_defaults_are_those_of_the_trade() -> None:
    """TRADE.md 3.13, 4.2, 4.3, 4.5; a default that moves must move there first."""
    classing, valuing = DEFAULT_POLICY.classing, DEFAULT_POLICY.valuing
    assert (classing.grace_days, classing.doubtful_days, classing.bad_days, classing.dead_days) == (7, 91, 181, 1096)
    assert (classing.broken_doubtful, classing.broken_bad) == (2, 3)
    assert (classing.unanswered_tries, classing.unanswered_channels, classing.unanswered_days) == (3, 2, 60)
    assert (classing.petition_months, classing.customer_share_percent) == (24, 10)
    assert valuing.grade_factor == {
        grade: Decimal(factor)
        for grade, factor in {"A": "0.6", "B": "0.8", "C": "1", "D": "1.6", "E": "2.5", "unrated": "1.2"}.items()
    }
    costs = {"email": 1, "letter": 1, "message": 1, "call": 8, "visit": 200, "lawyer": 400}
    assert valuing.cost == costs  # a letter is a mail on paper
    assert (valuing.horizon_days, valuing.insured_percent, valuing.face_percent) == (7, 90, Decimal("0.05"))
    assert (valuing.contact_interval_days, DEFAULT_POLICY.promising.tolerance_bank_days) == (5, 3)
    report = DEFAULT_POLICY.holding.rules[RuleName.REPORT_AGE]
    assert report.threshold == 90
    assert DEFAULT_POLICY.ordering.large_order_percent == 30
    assert DEFAULT_POLICY.steps.snooze_most_days == 30
