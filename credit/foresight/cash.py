"""The cash that is expected of what is open, by week and currency, and how right such a forecast was a quarter ago.

Only what is open is in it: what will be sold yet is not. Of a buyer whose insolvency is published nothing is expected.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from credit.assess import Assessed
from credit.foresight.forecast import learn_book, told_buyers
from credit.foresight.learning import Buyer
from credit.foresight.learnt import Learnt
from credit.foresight.outlook import MONTH_LATE
from credit.foresight.promised import words
from credit.foresight.quarter import PLAIN, QUARTER, WEEK, WEEKS, Due, Quarter, Scale, band_of, ends, quarter, scale_of, totals
from credit.foresight.reading import buyer_of
from credit.foresight.sums import HALF, Part, by_week

__all__ = ["WEEK", "WEEKS", "Ahead", "Cash", "Right", "WeekCash", "cash_of", "cash_weeks", "weeks_right"]


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


class Ahead(NamedTuple):
    """What a book comes to within thirteen weeks, and what was told of today a quarter ago."""

    dso: Decimal | None
    """Days of the sales of thirteen weeks that are outstanding; `None` without sales ..."""
    dso_ahead: Decimal | None
    """... those expected at their end, with sales as in the thirteen weeks before ..."""
    dso_told: Decimal | None
    """... and those that were told for today."""
    risky: tuple[str, ...]
    """Numbers of the open invoices more likely than not to be paid more than thirty days late, that are not so late yet."""
    told_risky: int
    """Those that were told so a quarter ago, of which it is known by now ..."""
    right: int
    """... and those that were so late."""


class Cash(NamedTuple):
    """The cash forecast of a book."""

    weeks: list[WeekCash]
    right: Right | None
    """`None` where nothing was open a quarter ago."""
    ahead: Ahead


def cash_of(assessed: Assessed, learnt: Learnt | None = None) -> Cash:
    """The cash of the next thirteen weeks, scaled by what the last two quarters taught, and how right that was a quarter ago."""
    buyers = {entry.id: buyer_of(entry) for entry in assessed.by_id.values()}
    on = assessed.on.toordinal()
    last, learnt = _quarters(buyers, on), learnt or learn_book(assessed)
    scale, before = scale_of(last[:2]), scale_of(last[1:])
    now = quarter(buyers, on)
    told = last[0]
    ahead = Ahead(
        _days(sum(now.owed), now.sold),
        _days(now.left(scale), now.sold),
        _days(told.left(before), told.sold),
        tuple(_risky(assessed, learnt)),
        told.risky,
        told.right,
    )
    return Cash(cash_weeks(assessed, learnt, scale), _right(told, before), ahead)


def _days(owed: int, sold: int) -> Decimal | None:
    return (Decimal(owed) * QUARTER / sold).quantize(Decimal("0.1")) if sold else None


def _risky(assessed: Assessed, learnt: Learnt) -> Iterator[str]:
    for entry, buyer, record, owed in told_buyers(assessed, learnt):
        items = [item for item in buyer.items if item.invoice in owed and item.due + MONTH_LATE > learnt.on]
        for item, look in zip(items, learnt.expect(record, items, buyer.roll, words(entry)), strict=True):
            if look.late_month > HALF:
                yield item.invoice


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
