"""How a judgement came to be: its dated moves, each with the reason of the day it happened.

Grades and classes are never stored. They are worked out again from what was known on each day, so a fact learnt later moves no
earlier one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from credit.reason import Reason

__all__ = ["Judged", "Move", "moves"]

Value = TypeVar("Value", covariant=True)


class Judged(Protocol[Value]):
    """A value, and why, the reason that weighs most first."""

    @property
    def value(self) -> Value:
        """What was judged."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Never empty."""


@dataclass(frozen=True, slots=True)
class Move(Generic[Value]):
    """One change of it."""

    on: date
    """First day looked at on which it stood so."""
    before: Value
    after: Value
    reason: Reason
    """What weighed most on that day."""


def moves(days: Iterable[date], judged: Callable[[date], Judged[Value] | None]) -> tuple[Move[Value], ...]:
    """What moved between these days, oldest first; what nobody could judge (`None`) is no move."""
    found = []
    before: Judged[Value] | None = None
    for day in sorted(set(days)):
        now = judged(day)
        if before is not None and now is not None and now.value is not before.value:
            found.append(Move(day, before.value, now.value, now.reasons[0]))
        before = now
    return tuple(found)
