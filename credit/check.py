"""A register that was searched: checked, on a day, by a number, over a window, and so much was found.

"No notice found" is not "clean": a petition may be private, printed elsewhere or younger than the search. So a search that
found nothing is a fact with its own limits, and a buyer nobody ever searched for does not look like one without notices.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

__all__ = ["Caveat", "Check", "Searched"]


class Searched(StrEnum):
    """What was looked for."""

    NOTICES = "notices"
    """Published notices, whatever their kind: a list somebody described in a file."""
    INSOLVENCY_NOTICES = "insolvency_notices"
    INSOLVENCY_CASES = "insolvency_cases"
    CHARGES = "charges"
    SANCTIONS = "sanctions"
    PARENTS = "parents"
    MONITORED = "monitored"
    """Events of a buyer the provider watches by itself."""


class Caveat(StrEnum):
    """Why a search may miss what happened."""

    PRIVATE_PETITIONS = "private_petitions"
    """The window covers the time in which petitions in England and Wales stayed private until the court had looked at them."""
    PAGES_LEFT = "pages_left"
    """There were more pages than are read."""


@dataclass(frozen=True, slots=True)
class Check:
    """One search of one register for one buyer, as it stood on `learnt_on`."""

    kind: ClassVar[str] = "check"

    id: str
    """Provider and what was looked for, so that a later search takes the place of this one and this one stays in the record."""
    customer_id: str
    provider: str
    searched: Searched
    on: date
    """Day on which the search was made."""
    learnt_on: date
    number: str = ""
    """What was searched by: the buyer's number as it was sent, or its name."""
    since: date | None = None
    """First day of the window; `None`: the register was asked for all it has."""
    until: date | None = None
    found: int = 0
    """How many were about this buyer."""
    possible: int = 0
    """How many may be about somebody else."""
    caveats: tuple[Caveat, ...] = ()

    @property
    def none_found(self) -> bool:
        """Whether nothing was found, not even what may be about somebody else."""
        return not self.found and not self.possible
