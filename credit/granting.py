"""How long time may be given to a buyer, as policy data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

__all__ = ["Granting"]


@dataclass(frozen=True, slots=True)
class Granting:
    """How long leniency may last, and how often somebody must look at it (TRADE.md 4.3)."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {"longest_days": (1, 3650), "review_days": (1, 3650)}

    longest_days: int = 540
    """Days for which it may be granted at most: more than a year, and not without end [P]."""
    review_days: int = 90
    """Days after the grant, or the last review, by which somebody must look again [P]."""
    review_grace_days: int = 14
    """Days by which a review may be late before the leniency ends [P]."""
