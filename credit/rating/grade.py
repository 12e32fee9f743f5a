"""The grade of a buyer, A to E, or unrated, with its reasons."""

from dataclasses import dataclass
from enum import StrEnum

from credit.reason import Reason

__all__ = ["UNRATED", "Grade", "Graded"]


class Grade(StrEnum):
    """A is the best; `unrated` is a question for a person, never a number."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    UNRATED = "unrated"


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade and why, the reason that binds first."""

    value: Grade
    reasons: tuple[Reason, ...]


UNRATED = Graded(Grade.UNRATED, ())
