"""What the record of a buyer, taken as numbers, says of its grade on any day: by itself, by a slip, by old debt."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from credit.alerts.own_grade import OwnDays
from credit.alerts.slip import Slipping
from credit.rating.grade import Grading
from credit.rating.letter import Grade

__all__ = ["Aged", "Numbers"]


class Aged(NamedTuple):
    """An item that was overdue for long."""

    due: int
    known: int
    """Day all its payments were known."""
    parts: Sequence[tuple[int, Decimal]]
    """Of each part the day its payment was known, and what it was worth in base by the rate of its due date."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A record, and what it says; days are ordinals."""

    own: OwnDays
    """The grade by that record alone, on any day."""
    slips: Slipping
    """Whether it paid later than its habit on a day."""
    late: Sequence[Aged]
    """Items that were overdue for long, oldest due date first."""
    grading: Grading

    def between(self, rank: int | None, day: int, told: int) -> tuple[int, int]:
        """Rank of the grade on a day, and what it was where it paid later than its habit; nothing was better than `told`."""
        deepest = max(self.by_age(day), told)
        if rank is None:
            return deepest, deepest
        return max(rank, deepest), max(min(rank + self.grading.worse_trend, Grade.E.rank), deepest)

    def by_age(self, day: int, until: int = 0) -> int:
        """Rank that nothing is better than for what was overdue then, and still was on `until`, where it was material."""
        until, owed, age = max(day, until), Decimal(0), 0
        for due, known, parts in self.late:
            if known > until:
                owed += sum(worth for shown, worth in parts if shown > until)
                if owed > self.grading.overdue_material:
                    age = day - due
                    break
        return Grade.E.rank if age >= self.grading.overdue_e_days else Grade.D.rank if age >= self.grading.overdue_d_days else 0

    def grade(self, day: int, told: int | None) -> Grade:
        """The grade at the end of a day; nothing was better than `told`, where anything was told or said."""
        rank = self.own.rank(day)
        deepest, lowered = self.between(rank, day, told or 0)
        if rank is None:
            return tuple(Grade)[deepest] if deepest or told is not None else Grade.UNRATED
        return tuple(Grade)[lowered if deepest < lowered and self.slips(day) else deepest]
