"""Whether a buyer pays later, or earlier, than its own habit: a slip is told by comparison with nobody else.

Two detectors look at the same record, because each misses what the other sees: a comparison of the latest invoices with
those before them, and a control chart that weighs the latest most. What was paid in parts has the mean of their days, by
amount. An open overdue item counts with its days so far. That is less than it will be, so it can only understate a slip; and
it could feign a recovery, so recovery is read from invoices alone that are old enough for the habit to have shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import ClassVar, NamedTuple

from credit.payment_record import Experience

__all__ = ["UNKNOWN_TREND", "Days", "Direction", "Seen", "Trend", "TrendPolicy", "mean_days", "same_between", "seen", "trend"]

Days = float
"""Days late of one invoice: a mean where it was paid in parts."""


class Direction(StrEnum):
    """Where a buyer's lateness goes."""

    WORSE = "worse"
    BETTER = "better"
    FLAT = "flat"
    UNKNOWN = "unknown"
    """Too few invoices to speak of a habit."""


@dataclass(frozen=True, slots=True)
class TrendPolicy:
    """When a change is told (measured on real ledgers: comparison or chart; each alone misses cases)."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "recent": (2, 100), "previous": (2, 1000), "least_previous": (2, 1000), "least_t": (0, 100),
        "chart_weight": (0, 1), "chart_limits": (0, 100), "least_evidence": (1, 100), "ripe_percentile": (1, 100),
        "least_deviation": (0, 100),
    }  # fmt: skip

    recent: int = 6
    """Latest invoices that are compared ..."""
    previous: int = 30
    """... with at most so many before them ..."""
    least_previous: int = 8
    """... and no fewer than that."""
    least_t: Decimal = Decimal(2)
    """Welch's t of the comparison ..."""
    least_days: int = 12
    """... and its difference in days."""
    chart_weight: Decimal = Decimal("0.3")
    """Weight of the latest invoice in the exponentially weighted mean (lambda) ..."""
    chart_limits: Decimal = Decimal("2.5")
    """... its control limits in standard deviations (L) ..."""
    chart_days: int = 10
    """... and its difference in days."""
    need_both: bool = False
    """Whether comparison and chart must agree; fewer alarms, and later ones."""
    least_evidence: int = 2
    """Invoices that must lie beyond the habit: one invoice late is an item, not a trend."""
    ripe_percentile: int = 90
    """Recovery is read from invoices due as many days ago as this percentile of days late: a young one cannot be very late."""
    least_deviation: int = 1
    """Days of standard deviation a habit is given at least; who always paid to the day has none."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A buyer's latest invoices against its habit before them."""

    direction: Direction
    before: int = 0
    """Mean days late of the habit: of what was due before the change, where there is one, and does not move with what follows."""
    now: int = 0
    """Mean days late of the latest invoices; what is open counts with its days so far."""
    invoices: int = 0
    """Invoices both means are made of."""
    since: date | None = None
    """Due date of the first invoice after the change; `None` where nothing changed."""
    evidence: tuple[str, ...] = ()
    """Invoices from that day on which lie beyond the habit, oldest first."""


UNKNOWN_TREND = Trend(Direction.UNKNOWN)


def mean_days(told: Experience) -> Days:
    """Days late of an invoice, by amount: a small rest that came late makes no late payer of who paid the rest in time."""
    return sum(days * minor for days, minor in told.parts) / told.amount.minor if told.parts else told.days


def trend(record: Sequence[Experience], on: date, policy: TrendPolicy = TrendPolicy()) -> Trend:
    """Where the lateness of this buyer goes at the end of `on`; `record` is sorted by due date."""
    slipped = _shifted(record, 1, policy)
    if slipped.direction is Direction.WORSE:
        return slipped
    recovered = _shifted(_ripe(record, on, policy), -1, policy)
    return recovered if recovered.direction is Direction.BETTER else slipped


def _ripe(record: Sequence[Experience], on: date, policy: TrendPolicy) -> list[Experience]:
    """Invoices due so long ago that nearly all of this buyer's invoices were paid by that age."""
    days = sorted([mean_days(told) if told.parts else told.days for told in record])
    age = max(days[(len(days) - 1) * policy.ripe_percentile // 100], 0) if days else 0
    return [told for told in record if (on - told.due_on).days >= age]


class Seen(NamedTuple):
    """Days late of a buyer's latest invoices, by due date, and what the detectors say of them."""

    days: Sequence[Days]
    """As many as are looked at."""
    place: int | None
    """The one from which they are told as later than the habit; `None` where they are not."""


def seen(days: Sequence[Days], policy: TrendPolicy) -> Seen:
    """What is told of these days late, by due date; there may be more of them than are looked at."""
    told = days[-(policy.recent + policy.previous) :]
    if len(told) < policy.recent + policy.least_previous:
        return Seen(told, None)
    usual = _usual(told, policy)
    if not _fires(told, usual, policy):
        return Seen(told, None)
    place = _change_point(told)
    return Seen(told, place if sum([late > usual for late in told[place:]]) >= policy.least_evidence else None)


def same_between(first: Seen, last: Seen, policy: TrendPolicy) -> bool:
    """Whether what is told of two days, of the same invoices, is surely told of every day between: most often it is.

    What is open grows by a day each day, what is paid in part by a share of one, and nothing else moves. None is told while no
    latest lies far enough above the habit. A chart of a habit that is paid goes on telling what it told; the place of the change
    is that with the largest of gains which grow evenly, so one that is largest on both days is largest between, and no fewer
    invoices lie beyond the habit.
    """
    if len(first.days) < policy.recent + policy.least_previous:
        return True
    habit, usual = first.days[: -policy.recent], _usual(first.days, policy)
    if max(last.days[-policy.recent :]) - usual <= min(policy.least_days, policy.chart_days):
        return True
    if policy.need_both or first.place is None or first.place != last.place or habit != last.days[: -policy.recent]:
        return False
    noise = max(_variance(habit), policy.least_deviation**2)
    return _charted(usual, first.days[-policy.recent :], noise, policy)


def _shifted(record: Sequence[Experience], sign: int, policy: TrendPolicy) -> Trend:
    """The change in one direction: later for 1, earlier for -1; flat where there is none."""
    if len(record) < policy.recent + policy.least_previous:
        return UNKNOWN_TREND
    told = record[-(policy.recent + policy.previous) :]
    days = [(mean_days(entry) if entry.parts else entry.days) * sign for entry in told]
    usual = _usual(days, policy)
    counted = (round(usual * sign), round(sum(days[-policy.recent :]) / policy.recent * sign), len(told))
    if not _fires(days, usual, policy):
        return Trend(Direction.FLAT, *counted)
    start = _change_point(days)
    beyond = tuple(entry.invoice for entry in told[start:] if mean_days(entry) * sign > usual)
    if len(beyond) < policy.least_evidence:
        return Trend(Direction.FLAT, *counted)
    habit = record[: len(record) - len(told) + start][-policy.previous :]
    before = round(sum(map(mean_days, habit)) / len(habit))
    direction = Direction.WORSE if sign > 0 else Direction.BETTER
    return Trend(direction, before, *counted[1:], told[start].due_on, beyond)


def _usual(days: Sequence[Days], policy: TrendPolicy) -> float:
    return sum(days[: -policy.recent]) / (len(days) - policy.recent)


def _fires(days: Sequence[Days], usual: float, policy: TrendPolicy) -> bool:
    """Whether a detector says that the latest are later than usual before them; most buyers end at the first line."""
    latest = days[-policy.recent :]
    if max(latest) - usual <= min(policy.least_days, policy.chart_days):
        return False
    habit = days[: -policy.recent]
    noise = max(_variance(habit), policy.least_deviation**2)
    if policy.need_both:
        return _compared(usual, latest, noise, len(habit), policy) and _charted(usual, latest, noise, policy)
    return _compared(usual, latest, noise, len(habit), policy) or _charted(usual, latest, noise, policy)


def _variance(days: Sequence[Days]) -> float:
    """Of a sample; of days that are whole, as nearly all are, in whole numbers until the last division: exact, and quick."""
    count, whole = len(days), sum(days)
    return (count * sum([day * day for day in days]) - whole * whole) / (count * (count - 1))


def _compared(usual: float, latest: Sequence[Days], spread: float, count: int, policy: TrendPolicy) -> bool:
    """Welch's t-test of two windows, and a difference that matters; `spread` is the variance of a habit of `count` invoices."""
    apart = sum(latest) / len(latest) - usual
    if apart <= policy.least_days:
        return False
    noise: float = (spread / count + max(_variance(latest), policy.least_deviation**2) / len(latest)) ** 0.5
    return apart > float(policy.least_t) * noise


def _charted(usual: float, latest: Sequence[Days], spread: float, policy: TrendPolicy) -> bool:
    """EWMA control chart (Roberts 1959): z = w x days + (1 - w) x z, outside L s sqrt(w/(2-w) (1 - (1-w)^2n)) at the end."""
    weight, level = float(policy.chart_weight), usual
    for days in latest:
        level = weight * days + (1 - weight) * level
    if level - usual <= policy.chart_days:
        return False
    width: float = (weight / (2 - weight) * (1 - (1 - weight) ** (2 * len(latest)))) ** 0.5
    noise: float = spread**0.5
    return level - usual > float(policy.chart_limits) * noise * width


def _change_point(days: Sequence[Days]) -> int:
    """The place from which the mean lies highest above the mean before it, by least squares."""
    whole, best, place = sum(days), 0.0, len(days) - 1
    for (count, after, weight), before in zip(_places(len(days)), accumulate(days), strict=False):
        gain = ((whole - before) / after - before / count) * weight
        if gain > best:
            best, place = gain, count
    return place


@lru_cache(maxsize=256)
def _places(whole: int) -> Sequence[tuple[int, int, float]]:
    """Every way of cutting so many invoices in two: how many lie before and after, and the weight of that cut."""
    return [(count, whole - count, (count * (whole - count)) ** 0.5) for count in range(1, whole)]
