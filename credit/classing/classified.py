"""The class of a buyer as a value: what stands, what the rules alone would give, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from credit.five_classes import DebtClass
from credit.reason import Reason

__all__ = ["Classified"]


@dataclass(frozen=True, slots=True)
class Classified:
    """A buyer's class and every rule that fired, the heaviest first; a person's decision before them."""

    value: DebtClass
    """The class that stands."""
    reasons: tuple[Reason, ...]
    by_rules: DebtClass
    """The class by the rules alone."""
    by_law: bool
    """Whether a legal fact makes it dead: no decision lifts that."""
    items: Mapping[str, DebtClass]
    """The class of each open item, by its own age and the facts that name it."""
    apart_from_age: tuple[DebtClass, Reason] | None = None
    """The class that stands and its reason where the mere age of what is owed counts for nothing, as where time was granted."""
