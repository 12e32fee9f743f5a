"""By which bands a fact gives points to a dimension, and how much each dimension weighs: all of it data [P].

The tables are open: a row more for a provider's own key makes that key count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from credit.rating.default_bands import BANDED, EVENTFUL, WORDED, Banded, Eventful, Worded
from credit.rating.dimension import Dimension

__all__ = ["ReadingPolicy"]


@dataclass(frozen=True, slots=True)
class ReadingPolicy:
    """How the five dimensions are read (TRADE.md appendix A) [P]."""

    OPEN: ClassVar[frozenset[str]] = frozenset({"figures", "words", "events"})
    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "weights": (0, 100), "high_from": (1, 100), "least_promises": (1, 100), "least_confidence": (0, 100),
        "conflict_percent": (0, 100),
    }  # fmt: skip

    figures: Mapping[str, Banded] = field(default_factory=lambda: dict(BANDED))
    """Findings and own measures that are numbers, by key."""
    words: Mapping[str, Worded] = field(default_factory=lambda: dict(WORDED))
    """Findings that are words, yes or no, by key."""
    events: Mapping[str, Eventful] = field(default_factory=lambda: dict(EVENTFUL))
    """Published events, by kind: they count while they are recent, and their absence says nothing."""
    weights: Mapping[str, int] = field(
        default_factory=lambda: {
            Dimension.FINANCIAL_STRENGTH.value: 30,
            Dimension.ENTERPRISE_QUALITY.value: 25,
            Dimension.MANAGEMENT_FACTORS.value: 15,
            Dimension.OPERATING_CAPABILITY.value: 20,
            Dimension.EXTERNAL_ENVIRONMENT.value: 10,
        }
    )
    """Weight of each dimension in the ability or the willingness it feeds."""
    high_from: int = 60
    """Score from which ability, or willingness, is high."""
    least_confidence: int = 10
    """Percent of confidence in ability and in willingness below which there is no advice."""
    least_promises: int = 2
    """Judged promises without which the share kept says nothing."""
    conflict_percent: Decimal = Decimal(5)
    """Percent by which two providers' figures may differ before it is told."""
