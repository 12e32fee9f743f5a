"""What is looked at to tell whether an invoice will be late: some thirty figures, most of them of the buyer's own record.

Shares are empirical Bayes (beta-binomial): own cases with a few of the book's beside them, by calendar class (FORESIGHT.md, 4).
They go in as log odds, days in months of thirty, amounts as logarithms of their ratio to what is usual.
"""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from functools import lru_cache
from math import log, log1p
from typing import NamedTuple

from credit.foresight.item import Item
from credit.foresight.pace import PRIOR, Pace, logit, sigmoid
from credit.foresight.record import Record, clipped

__all__ = ["Feature", "Standing", "features", "standing"]

MONTH = 30
LAST_DAY = date.max.toordinal()


class Feature(IntEnum):
    """The figures, in the order in which they stand in a row."""

    ONE = 0
    OWN_CLASS = 1
    OWN = 2
    RECENT = 3
    LEVEL = 4
    MEDIAN = 5
    LAST = 6
    TREND = 7
    SPREAD = 8
    OVERDUE = 9
    OVERDUE_SHARE = 10
    OVERDUE_AMOUNT = 11
    OLDEST = 12
    KNOWN = 13
    MONTHS = 14
    OPEN = 15
    BOOK_RECENT = 16
    BOOK = 17
    AMOUNT = 18
    TERMS = 19
    TERMS_APART = 20
    WEEKDAY = 21
    FRIDAY = 22
    MONDAY = 23
    SATURDAY = 24
    MONTH_END = 25
    MONTH_START = 26
    OFF = 27
    NEW = 28


OWN_CLASS = int(Feature.OWN_CLASS)


class Standing(NamedTuple):
    """A buyer's figures on a day, the same for each of its invoices, by the calendar class of the invoice."""

    rows: tuple[Sequence[float], Sequence[float]]
    """Features from `ONE` to `BOOK`."""
    weekday: Sequence[tuple[int, int]]
    amount: int
    """Median of the last amounts, in minor units."""
    terms: int | None
    """Median of the last terms, in days; `None` without an invoice."""
    new: bool
    """Whether none of its invoices was settled yet."""


def standing(record: Record, book: Pace, on: int) -> Standing:
    """The figures of a buyer at the end of a day."""
    share, known = book.at(on), sum(record.count)
    amounts, terms = sorted(record.amounts), sorted(record.terms)
    amount = amounts[len(amounts) // 2] if amounts else 0
    owed = sum([item.minor for item in record.overdue.values()])
    oldest = max([on - item.rolled for item in record.overdue.values()], default=0)
    common = [
        *_days(record),
        log1p(len(record.overdue)),
        len(record.overdue) / (len(record.open) + 1),
        log1p(owed / (amount + 1)),
        log1p(max(oldest, 0)),
        log1p(known),
        log1p(max(on - record.first, 0) / MONTH),
        log1p(len(record.open)),
    ]
    rows = []
    for off in (0, 1):
        usual, beyond = share.usual[off], record.beyond[1 - off]
        own = (beyond + PRIOR * usual) / (known + PRIOR)
        by_class = (record.late[off] + PRIOR * own) / (record.count[off] + PRIOR)
        recent = (sum([kept > 1 - off for kept in record.recent]) + PRIOR * own) / (len(record.recent) + PRIOR)
        rows.append([1.0, logit(by_class), logit(own), logit(recent), *common, share.recent[off], logit(usual)])
    middle = terms[len(terms) // 2] if terms else None
    return Standing((rows[0], rows[1]), tuple(record.weekday), amount, middle, not record.days)


def _days(record: Record) -> list[float]:
    """Level, median, last, trend and spread of the days late, in months; the median of the last twenty shrunk a little."""
    days = [clipped(late) for late in record.days]
    if not days:
        return [0.0] * 5
    latest = days[-20:]
    count = len(latest)
    mean = sum(latest) / count
    median = sorted(latest)[(count - 1) // 2] * count / (count + 3)
    trend = sum(latest[-5:]) / len(latest[-5:]) - mean
    spread: float = max(sum([day * day for day in latest]) / count - mean * mean, 0.0) ** 0.5
    return [figure / MONTH for figure in (record.level, median, days[-1], trend, spread)]


def features(buyer: Standing, item: Item) -> list[float]:
    """The row of one invoice of this buyer."""
    off = item.off
    row = buyer.rows[off]
    _, issued, due, _, minor, _, _ = item
    known, late = buyer.weekday[(due - 1) % 7]
    own = row[OWN_CLASS]
    weekday = logit((late + PRIOR * sigmoid(own)) / (known + PRIOR)) - own
    terms = due - issued
    return [
        *row,
        _within(log((minor + 1) / (buyer.amount + 1)), 3.0),
        log1p(max(terms, 0)) / 4,
        _within((terms - buyer.terms) / MONTH, 2.0) if buyer.terms is not None else 0.0,
        weekday,
        *_of_day(due),
        float(off),
        float(buyer.new),
    ]


@lru_cache(maxsize=1 << 13)
def _of_day(ordinal: int) -> tuple[float, ...]:
    """What the calendar says of a due date: Friday, Monday, Saturday, the end of a month, and its start."""
    day, due = (ordinal - 1) % 7, date.fromordinal(ordinal).day
    ends = date.fromordinal(min(ordinal + 3, LAST_DAY)).day < due
    return tuple(map(float, (day == 4, day == 0, day == 5, ends, due <= 3)))


def _within(figure: float, most: float) -> float:
    return -most if figure < -most else min(figure, most)
