"""The tables of the dimensions are policy data: rows of one's own, ranges, and what is refused."""

from decimal import Decimal
from typing import Any

import pytest

from credit.policy import DEFAULT_POLICY, Policy
from credit.problem import InvalidPolicy
from credit.rating.default_bands import Banded, Eventful, Worded
from credit.rating.dimension import Dimension

RATIO = "financial_strength.current_ratio"


def test_a_row_that_is_there_may_differ_in_one_value() -> None:
    was, now = DEFAULT_POLICY.reading.figures[RATIO], Policy.of({"reading": {"figures": {RATIO: {"weight": 3}}}}).reading
    assert (was.weight, now.figures[RATIO].weight, now.figures[RATIO].bands) == (10, 3, was.bands)


def test_rows_of_ones_own_are_read_in_all_three_tables() -> None:
    told = Policy.of(
        {
            "reading": {
                "figures": {"own.visits": {"dimension": "management_factors", "bands": [["2", 10], ["9", 90]]}},
                "words": {"own.mood": {"dimension": "enterprise_quality", "points": {"glad": 90}}},
                "events": {"rating_changed": {"dimensions": ["financial_strength"], "points": 30, "months": 6}},
            }
        }
    ).reading
    visits, mood, changed = told.figures["own.visits"], told.words["own.mood"], told.events["rating_changed"]
    assert isinstance(visits, Banded)
    assert (visits.dimension, visits.bands) == (Dimension.MANAGEMENT_FACTORS, ((Decimal(2), 10), (Decimal(9), 90)))
    assert isinstance(mood, Worded)
    assert mood.of("Glad") == 90
    assert isinstance(changed, Eventful)
    assert (changed.dimensions, changed.points, changed.months) == ((Dimension.FINANCIAL_STRENGTH,), 30, 6)


@pytest.mark.parametrize(
    ("differing", "key"),
    [
        ({"figures": {RATIO: {"weight": 101}}}, f"reading.figures.{RATIO}.weight"),
        ({"figures": {RATIO: {"bands": [["1", 101]]}}}, f"reading.figures.{RATIO}.bands"),
        ({"figures": {RATIO: {"bands": [["2", 10], ["1", 20]]}}}, f"reading.figures.{RATIO}.bands"),
        ({"figures": {RATIO: {"dimension": "luck"}}}, f"reading.figures.{RATIO}.dimension"),
        ({"words": {"financial_strength.rating": {"points": {"a": 101}}}}, "reading.words.financial_strength.rating.points"),
        ({"events": {"judgment": {"months": 0}}}, "reading.events.judgment.months"),
        ({"high_from": 0}, "reading.high_from"),
        ({"least_confidence": 101}, "reading.least_confidence"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_its_key(differing: dict[str, Any], key: str) -> None:
    with pytest.raises(InvalidPolicy) as raised:
        Policy.of({"reading": differing})
    assert raised.value.facts["key"] == key


@pytest.mark.parametrize(
    ("room", "differing"),
    [
        ("distress", {"probability": "1.1"}),
        ("season", {"least_years": 0}),
        ("season", {"least_invoices": 1}),
        ("turnover", {"months": 0}),
        ("turnover", {"year_days": 359}),
    ],
)
def test_the_rooms_beside_it_have_their_ranges(room: str, differing: dict[str, Any]) -> None:
    with pytest.raises(InvalidPolicy):
        Policy.of({room: differing})
