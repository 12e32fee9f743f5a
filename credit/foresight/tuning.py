"""A book tried on its own earlier days: the levels of the interval that held, and how far risk may reorder amounts.

A forecast of then is made from what was known then, and judged by what is known now; what is not known yet judges nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from credit.foresight.features import Standing, features
from credit.foresight.item import Item
from credit.foresight.learnt import Learnt, Tried, risk
from credit.foresight.outlook import Outlook, Roll, day_by, outlook
from credit.foresight.spread import Spread, spread

__all__ = ["Case", "Glimpse", "blend_of", "money_days", "tuned"]

MOST_TRIED = 1000
"""Open invoices tried on one day."""
LEAST_TRIED = 100
"""Cases below which a trial decides nothing."""
LEAST_ORDERED = 500
"""Cases below which the first tenth of a day is a handful, and amount alone orders [P]."""
LOWS, HIGHS = (0.03, 0.05, 0.07, 0.1, 0.13, 0.16), (0.97, 0.95, 0.93, 0.9, 0.87, 0.84)
OUTSIDE = 0.07
"""Share meant to lie on either side of the interval; less than a tenth, because the next months differ from the last [P]."""
BLENDS = (0.0, 0.25, 0.5)
"""Shares of risk in the order of a queue."""
TOP = 10
"""The queue is judged by its first tenth."""


class Glimpse(NamedTuple):
    """An invoice that was open on an earlier day, and what could be said of it then."""

    on: int
    item: Item
    stands: Standing
    own: Sequence[int]
    """Days late of its buyer."""
    roll: Roll


class Case(NamedTuple):
    """A glimpse with its outlook."""

    glimpse: Glimpse
    chance: float
    habit: Spread
    seen: Outlook

    @property
    def paid(self) -> int:
        """Day it was paid, as known by now."""
        return self.glimpse.item.paid

    def by(self, share: float) -> int:
        """The day by which that share of such invoices is paid."""
        on, item, _stands, _own, roll = self.glimpse
        return day_by(share, item, on - item.rolled, self.chance, self.habit, roll, on)


def tuned(learnt: Learnt, glimpses: Iterable[Glimpse]) -> Learnt:
    """The same with what was right on the earlier days."""
    by_day: dict[int, list[Glimpse]] = {}
    for glimpse in glimpses:
        by_day.setdefault(glimpse.on, []).append(glimpse)
    days = [[_case(learnt, one) for one in seen[:: len(seen) // MOST_TRIED + 1]] for seen in by_day.values()]
    cases = [case for day in days for case in day]
    if len(cases) < LEAST_TRIED:
        return learnt
    mean = sum(risk(case.seen) for case in cases) / len(cases)
    blend = blend_of(days, mean, learnt.on) if len(cases) >= LEAST_ORDERED else 0.0
    ordered = replace(learnt, risk=mean, blend=blend)
    decided = [case for case in cases if case.paid <= learnt.on or case.seen.high <= learnt.on]
    if len(decided) < LEAST_TRIED:
        return ordered
    low = min(LOWS, key=lambda level: abs(sum(case.paid < case.by(level) for case in decided) / len(decided) - OUTSIDE))
    high = min(HIGHS, key=lambda level: abs(sum(case.paid > case.by(level) for case in decided) / len(decided) - OUTSIDE))
    return replace(ordered, levels=(low, high), tried=_tried(decided, (low, high), learnt.on))


def _case(learnt: Learnt, glimpse: Glimpse) -> Case:
    on, item, stands, own, roll = glimpse
    chance = 1.0 if item.due <= on else learnt.chance(features(stands, item))
    habit = spread(own, learnt.habits, item.off)
    return Case(glimpse, chance, habit, outlook(item, on, chance, habit, roll, (LOWS[0], HIGHS[0])))


def _tried(decided: Sequence[Case], levels: tuple[float, float], on: int) -> Tried:
    inside = sum(case.by(levels[0]) <= case.paid <= case.by(levels[1]) for case in decided)
    settled = [case for case in decided if case.paid <= on]
    return Tried(len(decided), inside, len(settled), sum(abs(case.paid - case.seen.paid) for case in settled))


def blend_of(days: Sequence[Sequence[Case]], mean: float, on: int) -> float:
    """The share of risk that put most late money-days into the first tenth; none that put less there than amount alone, once."""
    found = {share: [_captured(day, share, mean, on) for day in days] for share in BLENDS}
    alone = found[0.0]
    safe = [share for share in BLENDS if all(got >= had for got, had in zip(found[share], alone, strict=True))]
    return max(safe, key=lambda share: sum(found[share]))


def _captured(day: Sequence[Case], share: float, mean: float, on: int) -> float:
    """Share of the money-days late after that day, as known by now, that the first tenth of the open invoices held."""

    def worth(case: Case) -> float:
        return case.glimpse.item.minor * (1 - share + share * risk(case.seen) / mean)

    came = [money_days(case, on) for case in sorted(day, key=worth, reverse=True)]
    return sum(came[: len(came) // TOP]) / (sum(came) or 1)


def money_days(case: Case, on: int) -> int:
    """Its amount times the days it was late after the day of looking, as far as they are known."""
    item = case.glimpse.item
    return item.minor * max(min(item.paid, on) - max(item.due, case.glimpse.on), 0)
