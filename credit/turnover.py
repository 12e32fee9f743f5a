"""How fast sales turn into cash: the days-sales-outstanding family, the collection effectiveness index, turnover.

Each figure answers another question and none replaces another: simple DSO rises with a good sales month, the countback
does not, best possible DSO says what the terms alone cost, and their difference is what lateness costs. A figure that
cannot be formed is `None`, never zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

__all__ = [
    "Basis",
    "Countback",
    "Month",
    "Turnover",
    "TurnoverPolicy",
    "average_delinquent_days",
    "best_possible_dso",
    "collection_effectiveness",
    "countback",
    "receivable_turnover",
    "simple_dso",
    "true_dso",
    "turnover",
    "turnover_days",
]


@dataclass(frozen=True, slots=True)
class TurnoverPolicy:
    """Over which time turnover is measured."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {"months": (1, 24), "year_days": (360, 366)}

    months: int = 3
    """Months of sales behind simple and best possible DSO, CEI and turnover."""
    year_days: int = 365
    """Days of a year in 周转天数; 360 is usual too."""
    at_risk_days: int = 90
    """Days past due from which an invoice has been at risk (Upflow)."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the ledger; every amount in minor units of one currency."""

    ends_on: date
    """Last day of the month: the day of looking, or its like some months before."""
    days: int
    """Calendar days of the month."""
    sales: int
    """Credit sales of the month, credit notes taken off."""
    receivable: int
    """Owed at its end, unapplied amounts set off."""
    current: int
    """Of what is owed at its end, the invoices not past due."""
    open_days: int = 0
    """Over invoices issued in this month and open today: open amount x age in days since issue."""


@dataclass(frozen=True, slots=True)
class Countback:
    """Days of sales that the balance is made of."""

    days: Decimal
    left: int
    """Minor units no month of sales explains: the series ends, or a month sold nothing. Then `days` is a least figure."""


def simple_dso(receivable: int, sales: int, days: int) -> Decimal | None:
    """DSO: receivable / credit sales x days of those sales (creditguru); `None` without sales."""
    return Decimal(receivable) * days / sales if sales > 0 else None


def countback(receivable: int, months: Sequence[tuple[int, int]]) -> Countback:
    """DSO by exhaustion: the balance is used up by one month's sales after another, the latest first.

    `months` are (sales, days) of each month, the latest first. A month that sold less than is left gives all its days, the
    last one days x what is left / its sales; it stops at a month without sales (Oracle HFM, capaid.fi). Oracle's printed
    example ends at 179.7 because it divides 2,000 where only 1,000 is left; the rule itself gives 166.33.
    """
    left, days = max(receivable, 0), Decimal(0)
    for sales, length in months:
        if not left or sales <= 0:
            break
        used = min(left, sales)
        days += length if used == sales else Decimal(length) * used / sales
        left -= used
    return Countback(days, left)


def true_dso(months: Sequence[Month]) -> Decimal | None:
    """Sum over open invoices of age in days x open amount / net sales of the month of issue (Oracle, by invoice).

    `None` where items are open from a month whose net sales are not above zero, and where there is no month.
    """
    told = [month for month in months if month.open_days]
    if not months or any(month.sales <= 0 for month in told):
        return None
    return sum((Decimal(month.open_days) / month.sales for month in told), Decimal(0))


def best_possible_dso(current: int, sales: int, days: int) -> Decimal | None:
    """What DSO would be if nothing were overdue: current receivable / credit sales x days (creditguru)."""
    return simple_dso(current, sales, days)


def average_delinquent_days(dso: Decimal | None, best_possible: Decimal | None) -> Decimal | None:
    """ADD: DSO less best possible DSO (creditguru, quadient); `None` where one of them is."""
    return dso - best_possible if dso is not None and best_possible is not None else None


def collection_effectiveness(begin: int, sales: int, end: int, end_current: int) -> Decimal | None:
    """CEI in percent: what was collected of what could have been.

    (begin + sales - end) / (begin + sales - current at end) x 100, all of one period (Oracle for a period of one month; it
    divides longer sales by their months, which holds for no balance but that of a month ago). `None` where nothing could have
    been collected. All amounts in minor units of one currency.
    """
    collectable = begin + sales - end_current
    return Decimal(begin + sales - end) * 100 / collectable if collectable > 0 else None


def receivable_turnover(sales: int, begin: int, end: int) -> Decimal | None:
    """应收账款周转率: net credit sales / average of the balance at begin and end [K]; `None` without a balance."""
    return Decimal(sales) * 2 / (begin + end) if begin + end > 0 else None


def turnover_days(rate: Decimal | None, period_days: int) -> Decimal | None:
    """应收账款周转天数: days of the period / turnover within it [K]; a year has 365 or 360 of them."""
    return period_days / rate if rate is not None and rate > 0 else None


@dataclass(frozen=True, slots=True)
class Basis:
    """What the figures of a period were formed from; amounts in minor units of one currency."""

    sales: int
    days: int
    months: int
    begin: int
    """Balance before the period."""
    end: int
    """Balance at its end."""
    current: int
    """Of it, what is not past due."""


@dataclass(frozen=True, slots=True)
class Turnover:
    """The figures of one day; `None` where one cannot be formed."""

    simple: Decimal | None
    countback: Countback
    true: Decimal | None
    best_possible: Decimal | None
    delinquent: Decimal | None
    effectiveness: Decimal | None
    """Percent."""
    rate: Decimal | None
    """Times a year."""
    rate_days: Decimal | None
    basis: Basis
    """What all but the countback and the true DSO were formed from."""
    series: tuple[Month, ...] = ()
    """What these two were formed from, the oldest first."""
    uncounted: tuple[str, ...] = ()
    """Currencies without a rate: what was sold and is owed in them is in none of the figures."""


def turnover(months: Sequence[Month], policy: TurnoverPolicy) -> Turnover | None:
    """Every figure from a series of months, the oldest first.

    The latest `policy.months` are looked at, fewer where the series is shorter; the month before them gives the balance to
    begin with, so that `None` comes of fewer than two months.
    """
    if len(months) < 2:
        return None
    span = months[-min(policy.months, len(months) - 1) :]
    begin, last = months[-len(span) - 1], months[-1]
    sales, days = sum(month.sales for month in span), sum(month.days for month in span)
    simple = simple_dso(last.receivable, sales, days)
    best = best_possible_dso(last.current, sales, days)
    rate = receivable_turnover(sales, begin.receivable, last.receivable)
    yearly = rate * policy.year_days / days if rate is not None else None
    return Turnover(
        simple,
        countback(last.receivable, [(month.sales, month.days) for month in reversed(months)]),
        true_dso(months),
        best,
        average_delinquent_days(simple, best),
        collection_effectiveness(begin.receivable, sales, last.receivable, last.current),
        yearly,
        turnover_days(yearly, policy.year_days),
        Basis(sales, days, len(span), begin.receivable, last.receivable, last.current),
        tuple(months),
    )
