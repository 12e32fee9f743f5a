"""On which days a buyer pays: its own days late of the last forty invoices, with a few of the book's beside them.

Two halves, what was paid by the due date and what was paid later, each with the book's own half in it and weighed by how
likely that half is for this invoice. What has passed already is cut off: an invoice ten days overdue will not have been paid
on the third. Medians beat means, and own quantiles cover what they say (FORESIGHT.md, 5).
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
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

    early: tuple[tuple[int, ...], tuple[int, ...]]
    late: tuple[tuple[int, ...], tuple[int, ...]]


def habits(days: Iterable[int]) -> Habits:
    """The halves of these days late: what was paid before day 0 and from it on, before day 1 and from it on."""
    told = sorted(days)
    cuts = [bisect_left(told, least) for least in (0, 1)]
    early = [_quantiles(told[:cut], -1 + at) for at, cut in enumerate(cuts)]
    late = [_quantiles(told[cut:], 7 + at) for at, cut in enumerate(cuts)]
    return Habits((early[0], early[1]), (late[0], late[1]))


def _quantiles(told: Sequence[int], without: int) -> tuple[int, ...]:
    count = min(len(told), POINTS)
    return tuple(told[(2 * place + 1) * len(told) // (2 * count)] for place in range(count)) or (without,)


class Half(NamedTuple):
    """The different days late of one half, in order, and what share of it is paid before each of them."""

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

    def waits(self, passed: int, chance: float) -> "Waits":
        """What is left of either half where nothing was paid by that day; `chance` is that of being late."""
        first, soon = bisect_right(self.late.days, passed), bisect_right(self.early.days, passed)
        late, early = chance * (1 - self.late.before[first]), (1 - chance) * (1 - self.early.before[soon])
        return Waits(passed, chance, first, soon, late, early)

    def quantile(self, share: float, passed: int, chance: float) -> int:
        """The day by which that share of what was not paid by `passed` is paid."""
        return self.quantiles((share,), self.waits(passed, chance))[0]

    def quantiles(self, shares: Sequence[float], waits: "Waits") -> list[int]:
        """The days by which these shares of what was not paid so far are paid.

        Beyond everything ever seen, as long again as it has waited: the median of a tail with Pareto's index of 1.
        """
        passed, chance, first, soon, late, early = waits
        if late + early <= 0:
            return [passed + max(round(passed * min(share / (1 - share), LONGEST_TAIL)), 1) for share in shares]
        days, before, _ = self.late
        found, whole, last = [], late + early, len(days) - 1
        for share in shares:
            left = (1 - share) * whole + TIE
            if early > 0 and left >= late:
                found.append(self.early.day(1 - (left - late) / (1 - chance), soon))
            else:
                place = bisect_left(before, 1 - left / chance) - 1
                found.append(days[min(max(place, first), last)])
        return found

    def lateness(self, due: int, over: int, most: int, waits: "Waits") -> tuple[float, float, float]:
        """Of what is left: the share paid after the due day, that paid after `over`, and the further days late, `most` at most.

        All three days count from the rolled due date, like those of the spread; something must be left.
        """
        passed, chance, first, _, late, early = waits
        days, before, before_days = self.late
        left = late + early
        since = max(passed, due)
        place = first if since == passed else bisect_right(days, since)
        past = 1.0 if passed >= due else chance * (1 - before[place]) / left
        month = 1.0 if passed >= over else self.beyond(over, chance) / left
        last = bisect_right(days, since + most)
        within = before_days[last] - before_days[place] - since * (before[last] - before[place])
        return past, month, chance * (within + most * (1 - before[last])) / left


class Waits(NamedTuple):
    """An invoice not paid so many days from its rolled due date."""

    passed: int
    chance: float
    """Of being late, its age apart."""
    first: int
    """Place of the first day after `passed` in the late half ..."""
    soon: int
    """... and in the early one."""
    late: float
    """Share of all that is left of the late half ..."""
    early: float
    """... and of the early one."""


def spread(own: Sequence[int], book: Habits, off: int) -> Spread:
    """The spread of a buyer with these days late; where the due date is no bank day (`off`), paying on the rolled one is late.

    One invoice paid on the last day in time stands beside them: who always paid weeks early may still pay then.
    """
    least = 1 - off
    early = [least - 1, *(day for day in own if day < least)]
    late = [day for day in own if day >= least]
    return Spread(half(early, book.early[least], BOOK_WEIGHT[0]), half(late, book.late[least], BOOK_WEIGHT[1]))


def half(own: Sequence[int], others: tuple[int, ...], weight: float) -> Half:
    """The half of these days of a buyer, with those of the book, of this weight together, among them."""
    weights = dict(_weights(others, weight))
    for day in own:
        weights[day] = weights.get(day, 0.0) + 1.0
    days, whole = sorted(weights), len(own) + weight
    shares = [weights[day] / whole for day in days]
    before = [0.0, *accumulate(shares)]
    before[-1] = 1.0
    return Half(days, before, [0.0, *accumulate(map(mul, shares, days))])


@lru_cache(maxsize=64)
def _weights(others: tuple[int, ...], weight: float) -> Mapping[int, float]:
    """What each of these days weighs, all of them together `weight`."""
    return {day: count * weight / len(others) for day, count in Counter(others).items()}
