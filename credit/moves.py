"""How a judgement came to be: its dated moves, each with the reason of the day it happened.

Grades and classes are never stored. They are worked out again from what was known on each day, so a fact learnt later moves no
earlier one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from credit.calendar import days_after
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
    """First day on which it stood so."""
    before: Value
    after: Value
    reason: Reason
    """What weighed most on that day."""


def moves(days: Iterable[date], judged: Callable[[date], Judged[Value] | None]) -> tuple[Move[Value], ...]:
    """What moved between these days, oldest first; what nobody could judge (`None`) is no move.

    Between two days that differ the day of each move is looked for, each day as known then; what moved and came back between two
    that do not differ is not seen.
    """
    found: list[Move[Value]] = []
    for (last, before), (day, now) in pairwise([(day, judged(day)) for day in sorted(set(days))]):
        if before is not None and now is not None:
            found += _between(last, before, day, now, judged)
    return tuple(found)


def _between(
    last: date, before: Judged[Value], day: date, now: Judged[Value], judged: Callable[[date], Judged[Value] | None]
) -> Iterator[Move[Value]]:
    """The moves after `last` until `day`, by halves."""
    if now.value is before.value:
        return
    half = days_after(last, (day - last).days // 2)
    middle = judged(half) if half > last else None
    if middle is None:
        yield Move(day, before.value, now.value, now.reasons[0])
        return
    yield from _between(last, before, half, middle, judged)
    yield from _between(half, middle, day, now, judged)
