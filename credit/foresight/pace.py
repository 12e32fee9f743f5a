"""How late the whole book pays: the shares a single buyer's own are shrunk towards, as they were known on each day.

Counted by calendar class, since what is due on a Sunday is paid on Monday (FORESIGHT.md, 1): all time, and the last two months.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log
from typing import NamedTuple

from credit.foresight.record import ISSUED, LATE, Turn

__all__ = ["PRIOR", "Pace", "Share", "logit", "pace", "sigmoid"]

WINDOW = 60
"""Days of the recent share [P]."""
PRIOR, RECENT_PRIOR = 4.0, 10.0
"""Invoices a share of the book weighs beside a buyer's own, and the long share beside the recent one [P]."""


def logit(share: float) -> float:
    """Log odds."""
    return log(share / (1 - share))


def sigmoid(odds: float) -> float:
    """The probability of these log odds."""
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0


class Share(NamedTuple):
    """The late shares of a book, by calendar class."""

    usual: tuple[float, float]
    recent: tuple[float, float]
    """Log odds of the last two months, shrunk to the usual."""

    def recent_share(self, off: int) -> float:
        """Late share of the last two months of a class."""
        return sigmoid(self.recent[off])


@dataclass(frozen=True, slots=True)
class Pace:
    """Invoices known and late by the end of each day on which one became known."""

    days: Sequence[int]
    counts: Sequence[tuple[int, ...]]
    """Known on time and late of class 0, the same of class 1, all until then."""
    kept: dict[int, Share]

    def at(self, on: int) -> Share:
        """The shares as known at the end of a day; a half where nothing is known."""
        found = self.kept.get(on)
        if found is None:
            found = self.kept[on] = self._at(on)
        return found

    def _at(self, on: int) -> Share:
        now, then = self._until(on), self._until(on - WINDOW)
        whole = (now[1] + now[3] + 1) / (sum(now) + 2)
        usual = [(now[2 * off + 1] + PRIOR * whole) / (now[2 * off] + now[2 * off + 1] + PRIOR) for off in (0, 1)]
        recent = []
        for off in (0, 1):
            timely, late = now[2 * off] - then[2 * off], now[2 * off + 1] - then[2 * off + 1]
            recent.append(logit((late + RECENT_PRIOR * usual[off]) / (timely + late + RECENT_PRIOR)))
        return Share((usual[0], usual[1]), (recent[0], recent[1]))

    def _until(self, on: int) -> tuple[int, ...]:
        place = bisect_right(self.days, on)
        return self.counts[place - 1] if place else (0, 0, 0, 0)


def pace(told: Iterable[Iterable[Turn]], until: int) -> Pace:
    """The pace of a book from the turns of its buyers, none of them later than a day."""
    by_day: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for buyer in told:
        for on, what, _, item in buyer:
            if what != ISSUED and on <= until and (what == LATE or item.known <= item.rolled):
                by_day[on][2 * item.off + (what == LATE or item.late)] += 1
    days = sorted(by_day)
    counts = accumulate((tuple(by_day[day]) for day in days), lambda a, b: tuple(map(sum, zip(a, b, strict=True))))
    return Pace(days, list(counts), {})
