"""When a slip could first be told, and whether the season explains it.

A buyer that is late every August is not getting worse in August: what a month of the year adds is taken off before the
trend is judged. The month is learnt from the years before the slip alone, so that a slip does not excuse itself.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from operator import attrgetter

from credit.account import Account
from credit.calendar import days_after
from credit.pay_trend import Days, Seen, TrendPolicy, mean_days, same_between, seen
from credit.payment_record import Experience
from credit.season import SeasonPolicy, seasons

__all__ = [
    "NEVER",
    "NO_SEASON",
    "Known",
    "Parts",
    "Slipping",
    "first_day",
    "first_slip",
    "known_late",
    "known_parts",
    "months_that_stand_out",
    "slipping",
]

NO_SEASON: Mapping[int, int] = {}
Known = Mapping[tuple[str, int], int]
"""By invoice and day of a payment, the day it was learnt, where that was later; ordinals."""
Parts = tuple[tuple[int, int, int], ...]
"""Of each part of an invoice the day its payment was known, the day it was paid, and minor units."""
Row = tuple[int, int, Days, int, Parts]
"""Of an invoice the day it could be paid on, the day all payments were known, days late, days of the season, and its parts."""
NEVER = 10**9
"""An ordinal beyond every day."""


def months_that_stand_out(record: Sequence[Experience], before: date, policy: SeasonPolicy) -> Mapping[int, int]:
    """Days each month of the year adds to this buyer's lateness, read from what was due before a day.

    Months that add none are left out.
    """
    if not record or (before - record[0].due_on).days < 365 * policy.least_years:
        return NO_SEASON
    found = seasons([told for told in record if told.due_on < before], policy)
    return {month.month: month.days for month in found or () if month.days > 0}


def first_slip(
    account: Account, record: Sequence[Experience], since: date, season: Mapping[int, int], on: date, policy: TrendPolicy
) -> date | None:
    """First of the days from `since` on which the slip was told without a break; `None` where the season explains it on `on`.

    Facts are as known now, each from the day it was learnt.
    """
    known = list(_known(account, record[-(policy.recent + policy.previous) - 10 :], season))
    told, day = Slipping(known, policy), on.toordinal()
    if not told(day):
        return None
    turns = (turn for due, paid, _, _, parts in known for turn in (due + 1, paid, *(part[0] for part in parts)))
    return date.fromordinal(_since_when(told, turns, min(since.toordinal(), day), day))


@dataclass(frozen=True, slots=True)
class Slipping:
    """Whether a slip was told on a day, given as an ordinal; of the days in which the last of its invoices were due."""

    known: Sequence[Row]
    policy: TrendPolicy
    answers: dict[int, Seen] = field(default_factory=dict)
    """What was told of each day that was asked of; a day is asked of again and again."""

    def __call__(self, day: int) -> bool:
        """Whether it was told at the end of the day."""
        return self._seen(day).place is not None

    def turns(self, low: int, high: int) -> Iterator[int]:
        """Days from `low` on and before `high` after which it was told otherwise, where none of its items fell due or was paid.

        What is open grows late with what is compared as the habit, so a slip may end, and begin again, by age alone.
        """
        ages = any(paid > low for due, paid, _, _, _ in self.known if due < high)
        if ages and not same_between(self._seen(low), self._seen(high), self.policy):
            told = [self(day) for day in range(low, high + 1)]
            yield from (low + place for place, (then, next) in enumerate(pairwise(told)) if then is not next)

    def _seen(self, day: int) -> Seen:
        told = self.answers.get(day)
        if told is None:
            told = self.answers[day] = seen(self._days(day), self.policy)
        return told

    def _days(self, day: int) -> list[Days]:
        """Days late of the latest items, as many as are looked at, by due date, as they were at the end of the day."""
        first = bisect_left(self.known, (day,)) - self.policy.recent - self.policy.previous
        latest = self.known[first:] if first > 0 else self.known
        return [
            (late if paid <= day else _so_far(day, due, parts) if parts else day - due) - more
            for due, paid, late, more, parts in latest
            if due < day or paid <= day
        ]


def slipping(account: Account, record: Sequence[Experience], season: Mapping[int, int], policy: TrendPolicy) -> Slipping:
    """What tells of each day whether this buyer slipped, by its record as it is known now."""
    return Slipping(list(_known(account, record, season)), policy)


def _so_far(day: int, due: int, parts: Parts) -> Days:
    """Days late by amount at the end of a day, of what was paid in parts: what was not known to be paid counts until then."""
    told = sum(((paid if known <= day else day) - due) * minor for known, paid, minor in parts)
    return told / sum(minor for _, _, minor in parts)


def _known(account: Account, record: Sequence[Experience], season: Mapping[int, int]) -> Iterator[Row]:
    """What is known of each invoice, and from which day on."""
    late = known_late(account)
    for told in record:
        due = told.due_on.toordinal()
        parts = known_parts(told, late)
        shown = max(part[0] for part in parts)
        more = season.get(told.due_on.month, 0) if season else 0
        yield due, shown, mean_days(told), more, parts if len(parts) > 1 else ()


def known_parts(told: Experience, late: Known) -> Parts:
    """The parts of an invoice, the only one too, each with the day its payment was known; an open rest was never paid."""
    due, found = told.due_on.toordinal(), []
    parts = told.parts or ((told.days, told.amount.minor),)
    for place, (days, minor) in enumerate(parts, 1):
        paid = NEVER if told.open and place == len(parts) else due + days
        found.append((max(paid, late.get((told.invoice, paid), 0)), paid, minor))
    return tuple(found)


def _since_when(told: Callable[[int], bool], turns: Iterable[int], since: int, on: int) -> int:
    """Since which day the slip that is told on `on` has been told without a break, at the earliest since `since`.

    Between the days on which an invoice falls due or is paid it only grows, so it is looked at on those, and halved in between.
    """
    high = on
    for turn in sorted({since, *(day for day in turns if since < day < on)}, reverse=True):
        if not told(turn):
            return _halved(told, turn, high)
        high = turn
    return high


def _halved(told: Callable[[int], bool], low: int, high: int) -> int:
    """The first day on which something is told that is not on `low` and is on `high`."""
    while high - low > 1:
        middle = low + (high - low) // 2
        low, high = (low, middle) if told(middle) else (middle, high)
    return high


def known_late(account: Account) -> Known:
    """Payments that were learnt after they came in, with the day they were learnt."""
    late = sorted((r for r in account.receipts if r.learnt_on > r.on), key=attrgetter("learnt_on"))
    return {(number, r.on.toordinal()): r.learnt_on.toordinal() for r in late for number in r.invoices}


def first_day(true: Callable[[date], bool], since: date, on: date, step: int = 8) -> date:
    """The first day from `since` on which something is true, by doubling steps and then halving; `on` where none was found."""
    low = since
    high = min(days_after(since, step), on)
    if on <= since or true(since):
        return min(since, on)
    while high < on and not true(high):
        low, step = high, step * 2
        high = min(days_after(low, step), on)
    return date.fromordinal(_halved(lambda day: true(date.fromordinal(day)), low.toordinal(), high.toordinal()))
