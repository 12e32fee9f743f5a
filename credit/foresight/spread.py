"""On which days a buyer pays: its own days late of the last forty invoices, with a few of the book's beside them.

Two halves, what was paid by the due date and what was paid later, each with the book's own half in it and weighed by how
likely that half is for this invoice. What has passed already is cut off: an invoice ten days overdue will not have been paid
on the third. Medians beat means, and own quantiles cover what they say (FORESIGHT.md, 5).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

__all__ = ["Habits", "Spread", "habits", "spread"]

LONGEST_TAIL = 3.0
"""So many times its age an invoice is expected to wait on at most, where nothing ever waited so long."""
POINTS = 80
"""Quantiles by which a half of the book is kept."""
BOOK_WEIGHT = (10.0, 25.0)
"""Invoices a half of the book weighs beside a buyer's own: what was in time, and what was late [P]."""


class Habits(NamedTuple):
    """The days late of a whole book, in two halves at each threshold."""

    early: tuple[Sequence[int], Sequence[int]]
    late: tuple[Sequence[int], Sequence[int]]


def habits(days: Iterable[int]) -> Habits:
    """The halves of these days late: what was paid before day 0 and from it on, before day 1 and from it on."""
    told = sorted(days)
    cuts = [bisect_left(told, least) for least in (0, 1)]
    early = [_quantiles(told[:cut], -1 + at) for at, cut in enumerate(cuts)]
    late = [_quantiles(told[cut:], 7 + at) for at, cut in enumerate(cuts)]
    return Habits((early[0], early[1]), (late[0], late[1]))


def _quantiles(told: Sequence[int], without: int) -> Sequence[int]:
    count = min(len(told), POINTS)
    return [told[(2 * place + 1) * len(told) // (2 * count)] for place in range(count)] or [without]


class Spread(NamedTuple):
    """The days a buyer pays on, relative to the rolled due date, and the weight of what is not paid before each of them."""

    days: Sequence[int]
    early: Sequence[float]
    late: Sequence[float]
    """One longer than the days, ending in 0."""
    late_days: Sequence[float]
    """The late half once more, each weight times its day."""

    def beyond(self, passed: int, chance: float) -> float:
        """Share of what is paid after that day, where `chance` is that of being late."""
        place = bisect_right(self.days, passed)
        return chance * self.late[place] + (1 - chance) * self.early[place]

    def quantile(self, share: float, passed: int, chance: float) -> int:
        """The day by which that share of what was not paid by `passed` is paid.

        Beyond everything ever seen, as long again as it has waited: the median of a tail with Pareto's index of 1.
        """
        first = bisect_right(self.days, passed)
        left = (1 - share) * (chance * self.late[first] + (1 - chance) * self.early[first])
        if left <= 0:
            return passed + max(round(passed * min(share / (1 - share), LONGEST_TAIL)), 1)
        low, high = first, len(self.days) - 1
        while low < high:
            middle = (low + high) // 2
            if chance * self.late[middle + 1] + (1 - chance) * self.early[middle + 1] <= left + 1e-12:
                high = middle
            else:
                low = middle + 1
        return self.days[low]

    def late_beyond(self, passed: int) -> float:
        """Share of the late half that is paid after that day."""
        return self.late[bisect_right(self.days, passed)]

    def further(self, since: int, most: int, chance: float) -> float:
        """Days after `since` until it is paid, none beyond `most` counted, times their share; not since before the due date."""
        first, last = bisect_right(self.days, since), bisect_right(self.days, since + most)
        within = self.late_days[first] - self.late_days[last] - since * (self.late[first] - self.late[last])
        return chance * (within + most * self.late[last])


def spread(own: Sequence[int], book: Habits, off: int) -> Spread:
    """The spread of a buyer with these days late; where the due date is no bank day (`off`), paying on the rolled one is late.

    One invoice paid on the last day in time stands beside them: who always paid weeks early may still pay then.
    """
    least = 1 - off
    weights: dict[int, list[float]] = {}
    for half, others in enumerate((book.early[least], book.late[least])):
        mine = [day for day in own if (day >= least) == bool(half)]
        if not half:
            mine.append(least - 1)
        whole = len(mine) + BOOK_WEIGHT[half]
        each = BOOK_WEIGHT[half] / len(others) / whole
        for day in mine:
            weights.setdefault(day, [0.0, 0.0])[half] += 1 / whole
        for day in others:
            weights.setdefault(day, [0.0, 0.0])[half] += each
    days = sorted(weights)
    early = _suffixed([weights[day][0] for day in days])
    late = _suffixed([weights[day][1] for day in days])
    return Spread(days, early, late, _suffixed([weights[day][1] * day for day in days]))


def _suffixed(weights: Sequence[float]) -> list[float]:
    """Of every place the sum of it and all after it, and 0 at the end."""
    return [*reversed(list(accumulate(reversed(weights)))), 0.0]
