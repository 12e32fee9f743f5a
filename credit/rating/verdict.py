"""Ability 还款能力 and willingness 还款意愿 from the five dimensions, and what follows for the trade with the buyer.

Ability is fed by financial strength and operating capability, willingness by enterprise quality and management, both by the
surroundings (TRADE.md appendix A). The surroundings alone are neither: two buyers of one country differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from credit.rating.dimension import Dimension, Reading
from credit.rating.reading_policy import ReadingPolicy
from credit.reason import POLICY, Reason, ReasonFact

__all__ = ["Faculty", "Verdict", "verdict"]

ABILITY = (Dimension.FINANCIAL_STRENGTH, Dimension.OPERATING_CAPABILITY)
WILLINGNESS = (Dimension.ENTERPRISE_QUALITY, Dimension.MANAGEMENT_FACTORS)
BOTH = Dimension.EXTERNAL_ENVIRONMENT


@dataclass(frozen=True, slots=True)
class Faculty:
    """Ability or willingness."""

    score: int | None
    """0 to 100; `None` where neither of its own dimensions has data."""
    confidence: int
    """Percent: the dimensions' confidence by their weights."""
    dimensions: tuple[Dimension, ...]
    """Those it was made of."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Both, and the advice."""

    ability: Faculty
    willingness: Faculty
    advice: Reason


def verdict(readings: Sequence[Reading], on: date, policy: ReadingPolicy) -> Verdict:
    """Ability, willingness and the advice of their square on `on`."""
    by_name = {reading.dimension: reading for reading in readings}
    able = _faculty(by_name, ABILITY, policy.weights)
    willing = _faculty(by_name, WILLINGNESS, policy.weights)
    return Verdict(able, willing, _advice(able, willing, by_name, on, policy))


def _faculty(readings: Mapping[Dimension, Reading], own: tuple[Dimension, ...], weights: Mapping[str, int]) -> Faculty:
    fed = (*own, BOTH)
    whole = sum(weights[dimension.value] for dimension in fed)
    known = [(dimension, score) for dimension in fed if (score := readings[dimension].score) is not None]
    weight = sum(weights[dimension.value] for dimension, _ in known)
    sure = sum(readings[dimension].confidence * weights[dimension.value] for dimension in fed)
    confidence = sure // whole if whole else 0
    if not weight or not any(dimension in own for dimension, _ in known):
        return Faculty(None, confidence, ())
    score = sum(score * weights[dimension.value] for dimension, score in known) // weight
    return Faculty(score, confidence, tuple(dimension for dimension, _ in known))


def _advice(able: Faculty, willing: Faculty, readings: Mapping[Dimension, Reading], on: date, policy: ReadingPolicy) -> Reason:
    """The square of ability and willingness (TRADE.md appendix A), with every score it was made of."""
    facts: dict[str, ReasonFact] = {"on": on, "source": POLICY, "high_from": policy.high_from}
    facts |= {"ability_confidence": able.confidence, "willingness_confidence": willing.confidence}
    facts |= {name.value: reading.score for name, reading in readings.items() if reading.score is not None}
    if able.score is None or willing.score is None or min(able.confidence, willing.confidence) < policy.least_confidence:
        return Reason("advice_unknown", facts)
    facts |= {"ability": able.score, "willingness": willing.score}
    if able.score >= policy.high_from:
        return Reason("advice_keep", facts) if willing.score >= policy.high_from else Reason("advice_press", facts)
    return Reason("advice_lenient", facts) if willing.score >= policy.high_from else Reason("advice_cash", facts)
