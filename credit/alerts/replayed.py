"""Since when an alert has rung, by asking the days themselves: for what neither a fact nor a figure of today tells of them.

Between two of the days on which anything may turn the answer is one, so a day speaks for all of its stretch.
"""

from collections.abc import Callable, Iterable
from datetime import date

from credit.alerts.situation import Situation
from credit.alerts.slip import first_day
from credit.calendar import days_before

__all__ = ["asked", "rung_from", "worse_from"]


def rung_from(turns: Iterable[date], floor: date, on: date, rang: Callable[[date], bool]) -> date:
    """The first of the days from `floor` on from which it `rang` on each until `on`; it turns on one of `turns` or not at all."""
    first, *earlier = sorted({floor, *(turn for turn in turns if floor < turn <= on)}, reverse=True)
    for turn in earlier:
        if not rang(days_before(first, 1)):
            return first
        first = turn
    return first


def worse_from(turns: Iterable[date], on: date, rang: Callable[[date], bool]) -> date:
    """The first of the days from which it `rang` on each until `on`, where it only gets worse between two turns.

    So it may begin within such a stretch, and ends at a turn alone. `turns` come latest first, the last of them is the first day.
    """
    first = on
    for turn in turns:
        if not rang(days_before(first, 1)):
            return first
        if not rang(turn):
            return first_day(rang, turn, days_before(first, 1))
        first = turn
    return first


def asked(situation: Situation, rings: Callable[[Situation], bool]) -> Callable[[date], bool]:
    """Whether it rang on a day, as the book was known on that day."""

    def rang(day: date) -> bool:
        then = situation.then(day)
        return then is not None and rings(then)

    return rang
