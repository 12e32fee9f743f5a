"""The words of an order check: the answer, what a rule saw, and what would turn the answer.

A rule looks and tells what it measured and against what, whether or not it fires: a check that only named what went wrong
could not be argued with.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from credit.money import Money
from credit.reason import Reason

__all__ = ["Condition", "Finding", "Look", "Measure", "Verdict"]

Measure = Money | Decimal | date | int | str


class Verdict(StrEnum):
    """The answer, the lightest first."""

    GO = "go"
    CONDITIONS = "conditions"
    HOLD = "hold"

    @property
    def strength(self) -> int:
        """0 for go, 2 for hold."""
        return _STRENGTH[self]


_STRENGTH = {verdict: place for place, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Condition:
    """What would silence one rule: where several of one rule stand, any of them does."""

    kind: str
    value: Money | Decimal | str = ""
    """Empty where the kind says everything."""
    rule: str = ""
    """Name of the rule it answers; empty where it answers the whole order."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that counts for or against the order."""

    verdict: Verdict
    reason: Reason
    conditions: tuple[Condition, ...] = ()
    lasting: bool = False
    """No release lets it pass, and no exclusion and no policy switches it off: an insolvency, a petition."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one rule saw: what it measured, what it holds that against, and what came of it."""

    value: Measure | None = None
    """`None` where there is nothing to measure, or a rate is missing."""
    threshold: Measure | None = None
    finding: Finding | None = None
    """`None` where the rule has nothing against the order."""
