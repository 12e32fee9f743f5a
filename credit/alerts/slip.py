"""When a slip could first be told, and whether the season explains it.

A buyer that is late every August is not getting worse in August: what a month of the year adds is taken off before the
trend is judged. The month is learnt from the years before the slip alone, so that a slip does not excuse itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from credit.account import Account
from credit.calendar import days_after
from credit.pay_trend import TrendPolicy, slips
from credit.payment_record import Experience
from credit.season import SeasonPolicy, seasons

__all__ = ["NO_SEASON", "first_day", "first_slip", "months_that_stand_out"]

NO_SEASON: Mapping[int, int] = {}
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
    """First day from `since` on which the slip could be told; `None` where the season explains it on `on`.

    Facts are as known now, each from the day it was learnt. Looked for by doubling and halving, so where the trend came and
    went it is one of the days on which it came.
    """
    known = list(_known(account, record[-(policy.recent + policy.previous) - 10 :], season))

    def told(on: date) -> bool:
        day = on.toordinal()
        days = [(late if paid <= day else day - due) - more for due, paid, late, more in known if due < day or paid < day]
        return slips(days, policy)

    return first_day(told, since, on) if told(on) else None


def _known(account: Account, record: Sequence[Experience], season: Mapping[int, int]) -> Iterator[tuple[int, int, int, int]]:
    """Due date and day the payment was known, as ordinals, days late and days of the season, of each invoice."""
    late = {number: r.learnt_on.toordinal() for r in account.receipts if r.learnt_on > r.on for number in r.invoices}
    for told in record:
        due = told.due_on.toordinal()
        paid = NEVER if told.open else max(due + told.days, late.get(told.invoice, 0))
        yield due, paid, told.days, season.get(told.due_on.month, 0) if season else 0


def first_day(true: Callable[[date], bool], since: date, on: date, step: int = 8) -> date:
    """The first day from `since` on which something is true, by doubling steps and then halving; `on` where none was found."""
    low = since
    high = min(days_after(since, step), on)
    if on <= since or true(since):
        return min(since, on)
    while high < on and not true(high):
        low, step = high, step * 2
        high = min(days_after(low, step), on)
    while (high - low).days > 1:
        middle = low + (high - low) // 2
        low, high = (low, middle) if true(middle) else (middle, high)
    return high
