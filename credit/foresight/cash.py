"""The cash that is expected of what is open, by week and currency, and how right such a forecast was a quarter ago.

Only what is open is in it: what will be sold yet is not. Of a buyer whose insolvency is published nothing is expected.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from credit.assess import Assessed
from credit.foresight.forecast import learn_book, told_buyers
from credit.foresight.learning import Buyer
from credit.foresight.learnt import Learnt
from credit.foresight.promised import words
from credit.foresight.quarter import PLAIN, QUARTER, WEEK, WEEKS, Due, Quarter, Scale, band_of, ends, quarter, scale_of, totals
from credit.foresight.reading import buyer_of
from credit.foresight.sums import Part, by_week

__all__ = ["WEEK", "WEEKS", "Cash", "Right", "WeekCash", "cash_of", "cash_weeks", "weeks_right"]


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
    """Weeks of which something was told to come as likely as not ..."""
    half: int
    """... and those that brought at least that."""
    weeks_sure: int
    """Weeks of which something was told to come in four cases of five ..."""
    sure: int
    """... and those that brought at least that."""
    expected: int
    came: int


class Cash(NamedTuple):
    """The cash forecast of a book."""

    weeks: list[WeekCash]
    right: Right | None
    """`None` where nothing was open a quarter ago."""


def cash_of(assessed: Assessed, learnt: Learnt | None = None) -> Cash:
    """The cash of the next thirteen weeks, scaled by what the last two quarters taught, and how right that was a quarter ago."""
    buyers = {entry.id: buyer_of(entry) for entry in assessed.by_id.values()}
    last = _quarters(buyers, assessed.on.toordinal())
    return Cash(cash_weeks(assessed, learnt or learn_book(assessed), scale_of(last[:2])), _right(last[0], scale_of(last[1:])))


def cash_weeks(assessed: Assessed, learnt: Learnt, scale: Scale = PLAIN) -> list[WeekCash]:
    """The cash of the next thirteen weeks, by week and currency; where nothing is expected there is no entry."""
    found: defaultdict[str, list[Due]] = defaultdict(list)
    for entry, buyer, record, owed in told_buyers(assessed, learnt):
        items = [item for item in buyer.items if item.invoice in owed] if buyer.broke > learnt.on else []
        for item, by in zip(items, learnt.by_days(record, items, buyer.roll, ends(learnt.on), words(entry)), strict=True):
            money, band = owed[item.invoice].open, band_of(learnt.on - item.rolled)
            found[money.currency] += [Due(week, Part(entry.id, money.minor, chance), band) for week, chance in by_week(by)]
    weeks = {(week, code): total for code, told in found.items() for week, total in totals(told, scale).items()}
    return [
        WeekCash(week, code, round(total.mean), total.reached(scale.half), total.reached(scale.sure))
        for (week, code), total in sorted(weeks.items())
    ]


def _quarters(buyers: Mapping[str, Buyer], on: int) -> list[Quarter]:
    """The last three quarters, the latest first."""
    return [quarter(buyers, on - QUARTER * (1 + ago)) for ago in range(3)]


def weeks_right(buyers: Mapping[str, Buyer], on: int) -> Right | None:
    """The forecast as it would have been made a quarter ago, from what was known then, beside what came since."""
    last = _quarters(buyers, on)
    return _right(last[0], scale_of(last[1:]))


def _right(last: Quarter, scale: Scale) -> Right | None:
    if not last.told:
        return None
    weeks = [(total, last.came.get(week, 0)) for week, total in totals(last.told, scale).items()]
    half = [(total.reached(scale.half), came) for total, came in weeks]
    sure = [(total.reached(scale.sure), came) for total, came in weeks]
    return Right(
        sum(told > 0 for told, _ in half),
        sum(came >= told > 0 for told, came in half),
        sum(told > 0 for told, _ in sure),
        sum(came >= told > 0 for told, came in sure),
        sum(round(total.mean) for total, _ in weeks),
        sum(last.came.values()),
    )
