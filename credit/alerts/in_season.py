"""Whether the season explains a slip, and since when it does not.

A buyer that is late every August is not getting worse in August: what a month of the year adds is taken off before the
trend is judged. The month is learnt from the years before the slip alone, so that a slip does not excuse itself.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from credit.account import Account
from credit.alerts.slip import Row, known_rows, late_on
from credit.pay_trend import Days, TrendPolicy, seen
from credit.payment_record import Experience
from credit.season import SeasonPolicy, seasons_of

__all__ = ["first_beyond_season", "may_have_season"]

NO_SEASON: Mapping[int, int] = {}
Late = Sequence[tuple[date, Days]]
"""Due dates and days late, by due date."""


def may_have_season(record: Sequence[Experience], on: date, policy: SeasonPolicy) -> bool:
    """Whether a record is long enough for months to stand out in it."""
    return bool(record) and not _too_short([record[0].due_on], on, policy)


def first_beyond_season(
    account: Account, record: Sequence[Experience], on: date, policy: TrendPolicy, season: SeasonPolicy
) -> date | None:
    """First day from which a slip was told without a break that its season did not explain; `None`: on `on` it does.

    Each day is asked, for the slip of another day has another beginning, and with it other years before it. Facts are as known
    now, each from the day it was learnt.
    """
    rows = tuple(known_rows(account, record))
    told = _BeyondSeason(rows, [each.due_on for each in record], list(accumulate((row[1] for row in rows), max)), policy, season)
    day = on.toordinal()
    if not told(day):
        return None
    while told(day - 1):
        day -= 1
    return date.fromordinal(day)


@dataclass(frozen=True, slots=True)
class _BeyondSeason:
    """Whether it rang on a day, given as an ordinal."""

    rows: Sequence[Row]
    dues: Sequence[date]
    """Their days, by which they are sorted."""
    paid: Sequence[int]
    """Day on which each and all before it were known to be paid."""
    policy: TrendPolicy
    season: SeasonPolicy
    kept: dict[int, Mapping[int, int]] = field(default_factory=dict)
    """Months that stand out in so many of the first rows, once all of those were paid."""

    def __call__(self, day: int) -> bool:
        due = bisect_left(self.rows, (day,))
        places = [place for place, row in enumerate(self.rows[due:], due) if row[1] <= day]
        latest = [*range(max(due - self.policy.recent - self.policy.previous, 0), due), *places]
        latest = latest[-(self.policy.recent + self.policy.previous) :]
        days = [late_on(day, self.rows[place]) for place in latest]
        start = seen(days, self.policy).place
        if start is None:
            return False
        months = self._months(self.dues[latest[start]], day)
        if not months:
            return True
        beyond = [late - months.get(self.dues[place].month, 0) for place, late in zip(latest, days, strict=True)]
        return seen(beyond, self.policy).place is not None

    def _months(self, before: date, day: int) -> Mapping[int, int]:
        """Days each month adds, by what was due before a day, as it was known on the other."""
        count = bisect_left(self.dues, before)
        if _too_short(self.dues, before, self.season):
            return NO_SEASON
        if self.paid[count - 1] > day:
            return self._standing_out(count, day)
        if count not in self.kept:
            self.kept[count] = self._standing_out(count, day)
        return self.kept[count]

    def _standing_out(self, count: int, day: int) -> Mapping[int, int]:
        late = [(due, late_on(day, row)) for due, row in zip(self.dues[:count], self.rows[:count], strict=True)]
        return _adding(late, self.season)


def _too_short(dues: Sequence[date], before: date, policy: SeasonPolicy) -> bool:
    """Whether what was due before a day surely spans too few years; quick, for most records do."""
    return (before - dues[0]).days < 365 * policy.least_years


def _adding(late: Late, policy: SeasonPolicy) -> Mapping[int, int]:
    return {month.month: month.days for month in seasons_of(late, policy) or () if month.days > 0}
