"""The grades by name, A to E, and the one that is none."""

from enum import StrEnum

__all__ = ["Grade"]


class Grade(StrEnum):
    """A is the best; `unrated` is a question for a person, never a number."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    UNRATED = "unrated"

    @property
    def rank(self) -> int:
        """0 for A, 4 for E, 5 for none."""
        return _RANKS[self]

    def lowered(self, steps: int) -> "Grade":
        """So many grades worse, never below E; what is unrated stays so."""
        return self if self is Grade.UNRATED else _LETTERS[min(self.rank + steps, 4)]


_LETTERS = tuple(Grade)
_RANKS = {grade: place for place, grade in enumerate(_LETTERS)}
