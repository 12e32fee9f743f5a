"""Who of the desk has which buyer: given by somebody, to somebody, for a time or without an end.

What is given with an end (a claim, a hand-over for holidays) lies over what stood before, which counts again when it has ended by
itself; what is given without an end takes the place of all of it. A buyer that nobody has is everybody's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

__all__ = ["Assignment", "Sharing", "same_person", "standing_on"]


@dataclass(frozen=True, slots=True)
class Sharing:
    """How long somebody of the desk has a buyer, as policy data."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "claim_days": (0, 365), "claim_most_days": (1, 365), "hand_over_most_days": (1, 365)
    }  # fmt: skip

    claim_days: int = 4
    """Days after today through which a claim lasts that says no day itself: most of a working week [P]."""
    claim_most_days: int = 31
    """Days after today through which a claim can last at most [P]."""
    hand_over_most_days: int = 120
    """Days after today through which buyers can be handed over at most: longer is no holiday [P]."""
    claim_on_contact: bool = False
    """Who logs a contact with a buyer that nobody has claims it [P]."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One buyer given to one person of the desk."""

    kind: ClassVar[str] = "assignment"

    id: str
    customer_id: str
    on: date
    """First day of it."""
    learnt_on: date
    to: str
    """Who has the buyer."""
    until: date | None = None
    """Last day of it; `None`: no end."""
    reason: str = ""
    who: str = ""
    """Who gave it: of a claim, the same person."""
    ended_on: date | None = None
    """Day somebody ended it before its time; `None`: nobody did."""
    ended_by: str = ""

    def stands_on(self, day: date) -> bool:
        """Whether the buyer is in these hands on `day`."""
        return (
            self.on <= day
            and (self.until is None or day <= self.until)
            and (self.ended_on is None or day < self.ended_on)
        )  # fmt: skip


def standing_on(assignments: Iterable[Assignment], day: date) -> tuple[Assignment, ...]:
    """Those that stand on `day`, the one that counts last."""
    return tuple(each for each in assignments if each.stands_on(day))


def same_person(one: str, other: str) -> bool:
    """Whether two names are of one person of the desk: neither case nor blanks around them tell people apart."""
    return one.strip().casefold() == other.strip().casefold()
