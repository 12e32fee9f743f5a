"""The cash that is expected of what is open, by week and currency, and how right such a forecast was a quarter ago.

Only what is open is in it: what will be sold yet is not.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from credit.assess import Assessed
from credit.foresight.forecast import told_buyers
from credit.foresight.item import NEVER
from credit.foresight.learning import Buyer, as_known, learn_all
from credit.foresight.learnt import Learnt
from credit.foresight.promised import words
from credit.foresight.reading import buyer_of
from credit.foresight.sums import Part, by_week, sums

__all__ = ["WEEK", "WEEKS", "Right", "WeekCash", "cash_weeks", "right_of", "weeks_right"]

WEEK, WEEKS = 7, 13
"""Days of a week, and weeks of a quarter."""


class WeekCash(NamedTuple):
    """The cash of one week in one currency, in minor units."""

    week: int
    """0 is the week that begins on the day after the day of looking."""
    currency: str
    expected: int
    half: int
    """Reached as likely as not."""
    sure: int
    """Reached in four cases of five."""


class Right(NamedTuple):
    """How right the forecast of a quarter ago was, in base minor units."""

    weeks: int
    """Weeks in which something was expected."""
    half: int
    """Weeks that brought at least what was as likely as not ..."""
    sure: int
    """... and at least what was told to come in four cases of five."""
    expected: int
    came: int


def cash_weeks(assessed: Assessed, learnt: Learnt) -> list[WeekCash]:
    """The cash of the next thirteen weeks, by week and currency; where nothing is expected there is no entry."""
    found: defaultdict[tuple[int, str], list[Part]] = defaultdict(list)
    for entry, buyer, record, owed in told_buyers(assessed, learnt):
        items = [item for item in buyer.items if item.invoice in owed]
        for item, by in zip(items, learnt.by_days(record, items, buyer.roll, ends(learnt.on), words(entry)), strict=True):
            money = owed[item.invoice].open
            for week, chance in by_week(by):
                found[week, money.currency].append(Part(entry.id, money.minor, chance))
    return [WeekCash(week, code, *sums(found[week, code])) for week, code in sorted(found)]


def ends(on: int) -> list[int]:
    """The last day of each week."""
    return [on + WEEK * (week + 1) for week in range(WEEKS)]


def right_of(assessed: Assessed) -> Right | None:
    """How right the book's own forecast of a quarter ago was; `None` where nothing was open then."""
    return weeks_right({entry.id: buyer_of(entry) for entry in assessed.by_id.values()}, assessed.on.toordinal())


def weeks_right(buyers: Mapping[str, Buyer], on: int) -> Right | None:
    """The forecast as it would have been made a quarter ago, from what was known then, beside what came since."""
    then = on - WEEK * WEEKS
    learnt, records = learn_all(buyers.values(), then)
    told: defaultdict[int, list[Part]] = defaultdict(list)
    came: defaultdict[int, int] = defaultdict(int)
    for (id, buyer), record in zip(buyers.items(), records, strict=True):
        paid = {item.invoice: item.paid for item in buyer.items if item.known <= on}
        items = [item for item in as_known(buyer.items, then) if item.paid == NEVER]
        for item, by in zip(items, learnt.by_days(record, items, buyer.roll, ends(then)), strict=True):
            for week, chance in by_week(by):
                told[week].append(Part(id, item.minor, chance))
            if item.invoice in paid:
                came[(paid[item.invoice] - then - 1) // WEEK] += item.minor
    if not told:
        return None
    weeks = {week: (sums(parts), came[week]) for week, parts in told.items()}
    return Right(
        len(weeks),
        sum(got >= half for (_, half, _), got in weeks.values()),
        sum(got >= sure for (_, _, sure), got in weeks.values()),
        sum(expected for (expected, _, _), _ in weeks.values()),
        sum(came.values()),
    )
