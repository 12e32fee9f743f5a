"""A clock as a value, and its kinds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit.money import Money
from credit.promises import JudgedPromise

__all__ = ["Clock", "ClockKind", "promise_clock"]


class ClockKind(StrEnum):
    """What runs out."""

    PROMISE = "promise"
    INSURER_NOTICE = "insurer_notice"


@dataclass(frozen=True, slots=True)
class Clock:
    """One date by which something must have happened."""

    kind: ClockKind
    due_on: date
    slack: int
    """Days left; negative once it has run out."""
    subject: str
    """Invoice or promise it belongs to."""
    stake: Money | None = None
    """Money lost if it is missed; `None` for a clock that loses none."""


def promise_clock(entry: JudgedPromise, on: date) -> Clock:
    """The clock of a running promise: the last day on which the money may come in."""
    return Clock(ClockKind.PROMISE, entry.judged_on, (entry.judged_on - on).days, entry.promise.id)
