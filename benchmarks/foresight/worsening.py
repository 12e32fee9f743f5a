"""How soon and how rightly it is told that a buyer gets worse: the detector of the alerts, walked week by week over a ledger.

A buyer gets worse on a day when the invoices due in the half year after it are late by fifteen days more, in the mean, than those
of the year before (FORESIGHT.md, 10). A case begins, its onset, in the first week of which the next six weeks are so as well: the
mean of half a year sees a change long before there is one. An alarm is a week in which the detector begins to tell. It is right
within a year of an onset; a case is found where it tells within half a year.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from benchmarks.foresight.measures import Figures
from benchmarks.foresight.sets import Ledger
from credit.foresight.item import Item
from credit.pay_trend import TrendPolicy, seen

__all__ = ["Worsening", "worsening", "worsening_figures"]

WEEK, HALF_YEAR, YEAR = 7, 182, 365
BEFORE, AFTER = 8, 4
"""Invoices that must be due in the year before and in the half year after."""
WORSE = 15
SOON, AT_ONCE = 42, 2
"""Days in which a case has begun, and the invoices due in them."""
EFFECTS = (6, 8, 10, 12, 15, 20, 25, 30, 40)
"""Least differences in days that are tried, for the comparison; those of the chart are five sixths of them, as in the policy."""


class Worsening(NamedTuple):
    """The detector on one ledger."""

    effect: int
    """Least difference in days."""
    cases: int
    found: int
    alarms: int
    right: int
    delay: float | None
    """Median weeks from onset to alarm of what was found."""
    years: float
    """Buyer-years looked at."""

    @property
    def recall(self) -> float:
        """Share of the cases that were found."""
        return self.found / self.cases if self.cases else 0.0

    @property
    def precision(self) -> float:
        """Share of the alarms that were right."""
        return self.right / self.alarms if self.alarms else 0.0

    @property
    def false_alarms(self) -> float:
        """False alarms of a hundred buyers in a year."""
        return 100 * (self.alarms - self.right) / self.years if self.years else 0.0


def worsening(ledger: Ledger, effect: int | None = None) -> Worsening:
    """The detector on one ledger, with the effect of the policy unless another is given."""
    policy = TrendPolicy()
    if effect is not None:
        policy = replace(policy, least_days=effect, chart_days=effect * 5 // 6)
    cases = found = alarms = right = weeks_seen = 0
    delays: list[int] = []
    last = max(item.paid for item in ledger.items)
    for items in ledger.buyers.values():
        by_due = sorted(items, key=lambda item: item.rolled)
        if len(by_due) < policy.recent + policy.least_previous:
            continue
        weeks = range(by_due[0].rolled + HALF_YEAR, min(by_due[-1].rolled, last) + 1, WEEK)
        weeks_seen += len(weeks)
        onsets, told = list(_onsets(by_due, weeks)), list(_told(by_due, weeks, policy))
        rung = [day for place, day in enumerate(told) if place == 0 or day - told[place - 1] > WEEK]
        cases, alarms = cases + len(onsets), alarms + len(rung)
        right += sum(any(0 <= day - onset <= YEAR for onset in onsets) for day in rung)
        for onset in onsets:
            delay = min((day - onset for day in told if 0 <= day - onset <= HALF_YEAR), default=None)
            found += delay is not None
            delays += [delay] if delay is not None else []
    effect = policy.least_days
    return Worsening(effect, cases, found, alarms, right, median(delays) / WEEK if delays else None, weeks_seen * WEEK / YEAR)


def worsening_figures(ledger: Ledger) -> Figures:
    """The detector as the policy has it, and what it finds with the effect that finds most while half of its alarms are right."""
    ours = worsening(ledger)
    right = [tried.recall for tried in (worsening(ledger, effect) for effect in EFFECTS) if tried.precision >= 0.5]
    return {
        "cases": ours.cases,
        "recall": ours.recall if ours.cases else None,
        "precision": ours.precision if ours.cases else None,
        "delay": ours.delay,
        "false_alarms": ours.false_alarms,
        "recall_at_half": max(right) if right and ours.cases else None,
    }


def _onsets(items: Sequence[Item], weeks: Sequence[int]) -> Iterator[int]:
    """The first day of each case."""
    dues = [item.rolled for item in items]
    sums = [0]
    for item in items:
        sums.append(sums[-1] + item.days)
    last = -YEAR
    for day in weeks:
        low, now = bisect_right(dues, day - YEAR), bisect_right(dues, day)
        soon, high = bisect_right(dues, day + SOON), bisect_right(dues, day + HALF_YEAR)
        if now - low < BEFORE or high - now < AFTER or soon - now < AT_ONCE:
            continue
        usual = (sums[now] - sums[low]) / (now - low)
        if all((sums[end] - sums[now]) / (end - now) - usual > WORSE for end in (soon, high)):
            if day - last > HALF_YEAR:
                yield day
            last = day


def _told(items: Sequence[Item], weeks: Sequence[int], policy: TrendPolicy) -> Iterator[int]:
    """The weeks in which the detector tells, from what is known at their end."""
    dues = [item.rolled for item in items]
    many = policy.recent + policy.previous
    for day in weeks:
        now = bisect_left(dues, day)
        days = [min(item.paid, day) - item.rolled for item in items[max(now - many, 0) : now]]
        if seen(days, policy).place is not None:
            yield day
