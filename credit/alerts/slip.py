"""When a slip could first be told, each day by what was known of its payments on that day."""

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

__all__ = [
    "NEVER",
    "Known",
    "Parts",
    "Row",
    "Slipping",
    "first_day",
    "first_slip",
    "known_late",
    "known_parts",
    "known_rows",
    "late_on",
    "slipping",
]

Known = Mapping[tuple[str, int], int]
"""By invoice and day of a payment, the day it was learnt, where that was later; ordinals."""
Parts = tuple[tuple[int, int, int], ...]
"""Of each part of an invoice the day its payment was known, the day it was paid, and minor units."""
Row = tuple[int, int, Days, Parts]
"""Of an invoice the day it could be paid on, the day all payments were known, days late, and its parts where it has several."""
NEVER = 10**9
"""An ordinal beyond every day."""


def first_slip(account: Account, record: Sequence[Experience], since: date, on: date, policy: TrendPolicy) -> date | None:
    """First of the days from `since` on which the slip was told without a break; `None` where it is not told on `on`.

    Facts are as known now, each from the day it was learnt.
    """
    first = bisect_left(record, since, key=attrgetter("due_on"))
    known = list(known_rows(account, record[max(first - policy.recent - policy.previous, 0) :]))
    told, day = Slipping(known, policy), on.toordinal()
    if not told(day):
        return None
    turns = (turn for due, paid, _, parts in known for turn in (due + 1, paid, *(part[0] for part in parts)))
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
        ages = any(paid > low for due, paid, _, _ in self.known if due < high)
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
        return [late_on(day, row) for row in latest if row[0] < day or row[1] <= day]


def late_on(day: int, row: Row) -> Days:
    """Days late of an invoice as they were at the end of the day: what was not known to be paid counts until then."""
    due, paid, late, parts = row
    if paid <= day:
        return late
    return _so_far(day, due, parts) if parts else day - due


def slipping(account: Account, record: Sequence[Experience], policy: TrendPolicy) -> Slipping:
    """What tells of each day whether this buyer slipped, by its record as it is known now."""
    return Slipping(list(known_rows(account, record)), policy)


def _so_far(day: int, due: int, parts: Parts) -> Days:
    """Days late by amount at the end of a day, of what was paid in parts: what was not known to be paid counts until then."""
    told = sum(((paid if known <= day else day) - due) * minor for known, paid, minor in parts)
    return told / sum(minor for _, _, minor in parts)


def known_rows(account: Account, record: Sequence[Experience]) -> Iterator[Row]:
    """What is known of each invoice, and from which day on."""
    late = known_late(account)
    for told in record:
        due = told.due_on.toordinal()
        parts = known_parts(told, late)
        shown = max(part[0] for part in parts)
        yield due, shown, mean_days(told), parts if len(parts) > 1 else ()


def known_parts(told: Experience, late: Known) -> Parts:
    """The parts of an invoice, the only one too, each with the day its payment was known; an open rest was never paid."""
    due, found = told.due_on.toordinal(), []
    parts = told.parts or ((told.days, told.amount.minor),)
    for place, (days, minor) in enumerate(parts, 1):
        paid = NEVER if told.open and place == len(parts) else due + days
        found.append((max(paid, late.get((told.invoice, paid), 0)), paid, minor))
    return tuple(found)


def _since_when(told: Slipping, turns: Iterable[int], since: int, on: int) -> int:
    """Since which day the slip that is told on `on` has been told without a break, at the earliest since `since`.

    Between the days on which an invoice falls due or is paid what is told most often turns not at all; where it may, every day
    is looked at.
    """
    ends = {end for day in turns for end in (day - 1, day) if since < end < on}
    high = on
    for low in sorted({since, *ends}, reverse=True):
        turned = [low][: told(low) is not told(high)] if high - low == 1 else list(told.turns(low, high))
        if turned:
            return turned[-1] + 1
        high = low
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
