"""On which days a buyer pays: its own days late of the last forty invoices, with a few of the book's beside them.

Two halves, what was paid by the due date and what was paid later, each with the book's own half in it and weighed by how
likely that half is for this invoice. What has passed already is cut off: an invoice ten days overdue will not have been paid
on the third. Medians beat means, and own quantiles cover what they say (FORESIGHT.md, 5).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import mul
from typing import NamedTuple

__all__ = ["Habits", "Half", "Spread", "habits", "half", "spread"]

TIE = 1e-12
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


class Half(NamedTuple):
    """The days late of one half, in order, and what share of it is paid before each of them."""

    days: Sequence[int]
    before: Sequence[float]
    """One longer than the days, from 0 to 1."""
    before_days: Sequence[float]
    """The same, each share times its day."""

    def beyond(self, passed: int) -> float:
        """Share that is paid after that day."""
        return 1 - self.before[bisect_right(self.days, passed)]

    def day(self, share: float, first: int) -> int:
        """The day by which that share is paid, none before place `first` in its days."""
        return self.days[min(max(bisect_left(self.before, share) - 1, first), len(self.days) - 1)]


class Spread(NamedTuple):
    """The days a buyer pays on, relative to the rolled due date: what is paid in time, and what later."""

    early: Half
    late: Half
    """No day of it is before a day of the other."""

    def beyond(self, passed: int, chance: float) -> float:
        """Share of what is paid after that day, where `chance` is that of being late."""
        return chance * self.late.beyond(passed) + (1 - chance) * self.early.beyond(passed)

    def quantile(self, share: float, passed: int, chance: float) -> int:
        """The day by which that share of what was not paid by `passed` is paid."""
        return self.quantiles((share,), passed, chance)[0]

    def quantiles(self, shares: Sequence[float], passed: int, chance: float) -> list[int]:
        """The days by which these shares of what was not paid by `passed` are paid.

        Beyond everything ever seen, as long again as it has waited: the median of a tail with Pareto's index of 1.
        """
        first, soon = bisect_right(self.late.days, passed), bisect_right(self.early.days, passed)
        late, early = chance * (1 - self.late.before[first]), (1 - chance) * (1 - self.early.before[soon])
        if late + early <= 0:
            return [passed + max(round(passed * min(share / (1 - share), LONGEST_TAIL)), 1) for share in shares]
        found = []
        for share in shares:
            left = (1 - share) * (late + early) + TIE
            if early > 0 and left >= late:
                found.append(self.early.day(1 - (left - late) / (1 - chance), soon))
            else:
                found.append(self.late.day(1 - left / chance, first))
        return found

    def further(self, since: int, most: int, chance: float) -> float:
        """Days after `since` until it is paid, none beyond `most` counted, times their share; not since before the due date."""
        days, before, before_days = self.late
        first, last = bisect_right(days, since), bisect_right(days, since + most)
        within = before_days[last] - before_days[first] - since * (before[last] - before[first])
        return chance * (within + most * (1 - before[last]))


def spread(own: Sequence[int], book: Habits, off: int) -> Spread:
    """The spread of a buyer with these days late; where the due date is no bank day (`off`), paying on the rolled one is late.

    One invoice paid on the last day in time stands beside them: who always paid weeks early may still pay then.
    """
    least = 1 - off
    early = [least - 1, *(day for day in own if day < least)]
    late = [day for day in own if day >= least]
    return Spread(half(early, book.early[least], BOOK_WEIGHT[0]), half(late, book.late[least], BOOK_WEIGHT[1]))


def half(own: Sequence[int], others: Sequence[int], weight: float) -> Half:
    """The half of these days of a buyer, with those of the book, of this weight together, among them."""
    told = sorted([2 * day + 1 for day in own] + [2 * day for day in others])
    days, whole = [code >> 1 for code in told], len(own) + weight
    mine, each = 1 / whole, weight / len(others) / whole if others else 0.0
    shares = [mine if code & 1 else each for code in told]
    before = [0.0, *accumulate(shares)]
    before[-1] = 1.0
    return Half(days, before, [0.0, *accumulate(map(mul, shares, days))])
