"""Ability and willingness by the weights of appendix A, and the advice of their square."""

import pytest

from credit.rating.dimension import Dimension, Reading
from credit.rating.reading_policy import ReadingPolicy
from credit.rating.verdict import Faculty, Verdict, verdict
from credit.reason import Reason
from tests.credit.little_book import TODAY

FIN, ENT, MAN, OPE, EXT = Dimension
POLICY = ReadingPolicy()


def said(policy: ReadingPolicy = POLICY, /, **scores: int) -> Verdict:
    """The verdict of these scores, each wholly sure; what is not named has no data."""
    readings = [
        Reading(name, scores.get(name.value), 100 if name.value in scores else 0, None, (), (), Reason("any"))
        for name in Dimension
    ]
    return verdict(readings, TODAY, policy)


def test_ability_is_fed_by_strength_and_operations_willingness_by_quality_and_management_both_by_the_surroundings() -> None:
    """(80 x 30 + 50 x 20 + 20 x 10) / 60 = 60; (90 x 25 + 40 x 15 + 20 x 10) / 50 = 61."""
    found = said(
        financial_strength=80, operating_capability=50, external_environment=20, enterprise_quality=90, management_factors=40
    )
    assert found.ability == Faculty(60, 100, (FIN, OPE, EXT))
    assert found.willingness == Faculty(61, 100, (ENT, MAN, EXT))


def test_the_weight_of_what_is_not_known_is_shared_out_and_the_confidence_falls() -> None:
    """Strength alone: 80, of 30 + 20 + 10 parts 30 known; quality and surroundings: (90 x 25 + 20 x 10) / 35, 35 of 50 known."""
    found = said(financial_strength=80, enterprise_quality=90, external_environment=20)
    assert found.ability == Faculty((80 * 30 + 20 * 10) // 40, 66, (FIN, EXT))
    assert found.willingness == Faculty(70, 70, (ENT, EXT))


def test_the_surroundings_alone_are_neither() -> None:
    found = said(external_environment=90)
    assert (found.ability, found.willingness) == (Faculty(None, 16, ()), Faculty(None, 20, ()))
    assert found.advice.code == "advice_unknown"


@pytest.mark.parametrize(
    ("able", "willing", "code"),
    [
        (60, 60, "advice_keep"),
        (60, 59, "advice_press"),
        (59, 60, "advice_lenient"),
        (59, 59, "advice_cash"),
    ],
)
def test_the_square_of_ability_and_willingness(able: int, willing: int, code: str) -> None:
    advice = said(financial_strength=able, enterprise_quality=willing).advice
    assert advice.code == code
    assert (advice.facts["ability"], advice.facts["willingness"]) == (able, willing)
    assert (advice.facts["financial_strength"], advice.facts["enterprise_quality"]) == (able, willing)
    assert (advice.facts["ability_confidence"], advice.facts["willingness_confidence"]) == (50, 50)  # 30 of 60, 25 of 50
    assert (advice.facts["on"], advice.facts["source"]) == (TODAY, "policy")


@pytest.mark.parametrize("known", ["financial_strength", "enterprise_quality"])
def test_with_one_of_the_two_there_is_no_advice(known: str) -> None:
    assert said(**{known: 90}).advice.code == "advice_unknown"


@pytest.mark.parametrize(("least", "code"), [(50, "advice_keep"), (51, "advice_unknown")])
def test_what_is_hardly_known_gives_no_advice(least: int, code: str) -> None:
    """Strength alone is 30 of 60 parts, quality alone 25 of 50."""
    assert said(ReadingPolicy(least_confidence=least), financial_strength=80, enterprise_quality=80).advice.code == code


def test_a_policy_without_weights_has_no_verdict() -> None:
    nothing = ReadingPolicy(weights=dict.fromkeys(POLICY.weights, 0))
    readings = [Reading(name, 80, 100, None, (), (), Reason("any")) for name in Dimension]
    assert verdict(readings, TODAY, nothing).ability == Faculty(None, 0, ())
