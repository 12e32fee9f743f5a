"""How large a buyer's exposure was day by day, quickly: for rules that are asked of every buyer.

Facts are taken as they are known now, each from the day it was both learnt and happened, and what is in another currency at the
rate known on each day. `breach` does the same exactly, version by version, where an alert's number hangs on the day.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from credit.account import Account
from credit.aging import OpenItem, aging, ledger
from credit.alerts.situation import Situation
from credit.backlog import not_invoiced
from credit.exposure import converted_total, rated
from credit.exposure_steps import at_stake, publications
from credit.limits.counted_breach import turning_days
from credit.money import Money, exponent
from credit.rates import NO_RATES, Rates
from credit.term_words import Baseline

__all__ = ["Level", "above_since", "large_since", "levels"]

Moves = defaultdict[str, list[tuple[date, int]]]
"""Days, and by how many minor units of each currency the exposure moved on them; of one day there may be several, in no order."""
Sums = tuple[Sequence[date], Sequence[int]]
NOTHING: Sums = ((), ())
Level = tuple[date, int | None]
"""A day, and what stands from it on; `None` where a rate is missing."""


@dataclass(frozen=True, slots=True)
class Course:
    """What stood with a buyer on every day, each currency by itself."""

    days: Sequence[date]
    """Days on which it moved, or what it is worth, the earliest first."""
    sums: Mapping[str, Sums]
    """Of each currency the days on which it moved, the earliest first, and the minor units that stand from each on."""

    def worth(self, day: date, currency: str, rates: Rates, partly: bool = False) -> int | None:
        """What stood on `day` in minor units of `currency`; `None` where a rate is missing, unless it is told `partly`."""
        stood = [Money(sums[bisect_right(days, day) - 1], code) for code, (days, sums) in self.sums.items() if days[0] <= day]
        worth = converted_total(rated(stood, currency, rates, day) if partly else stood, currency, rates, day)
        return worth.minor if worth is not None else None


def levels(account: Account, currency: str, rates: Rates, on: date) -> Iterator[Level]:
    """Each day up to `on` on which the exposure moved, or its worth in `currency`, with that worth.

    In minor units of `currency`, the earliest day first; of an account as it is known on that day.
    """
    course = _course(account, rates, on, currency)
    if course.sums.keys() <= {currency}:  # nearly every buyer
        return zip(*course.sums.get(currency, NOTHING), strict=True)
    return ((day, course.worth(day, currency, rates)) for day in course.days)


def above_since(situation: Situation, bound: Money, partly: bool = False) -> date:
    """Since when it has stood above this amount, at the rate known on each day; the day itself where it does not.

    `partly`: what has a rate on a day stands above it, whatever has none.
    """
    currency, rates, since = situation.exposure.currency, situation.rates, situation.on
    course = _course(situation.account, rates, situation.on, currency, *([bound.currency] if bound else ()))
    for day in reversed(course.days):
        level = course.worth(day, currency, rates, partly)
        least = bound if bound.currency == currency else converted_total([bound], currency, rates, day)
        if level is None or least is None or level <= least.minor:
            break
        since = day
    return since


def large_since(item: OpenItem, since: date, situation: Situation) -> date:
    """Since when an item overdue today has been large enough to ring, from `since` on, at the rate known on each day."""
    base, rates, on = situation.book.base, situation.rates, situation.on
    if item.open.currency == base:
        return since
    begins = max(since, item.last_paid_on or since)  # before a part of it was paid it was larger
    least, first = int(situation.policy.alerting.smallest_item.scaleb(exponent(base))), on
    for day in sorted({begins, *publications({item.open.currency, base}, begins, rates)}, reverse=True):
        worth = converted_total([item.open], base, rates, day)
        if day <= on and worth is not None and worth.minor < least:  # one of unknown worth rings
            return first
        first = min(day, on)
    return since


def _course(account: Account, rates: Rates, on: date, *compared: str) -> Course:
    """The course of `account` up to `on`, and the days on which a rate of what is `compared` was published."""
    moves: Moves = defaultdict(list)
    if any(invoice.baseline is Baseline.ORDER for invoice in account.invoices):
        _ask_the_ledger(moves, account, on)
    else:
        _sell(moves, account, on)
        _receive(moves, account, on)
    sums = {code: _summed(moves[code]) for code in moves}
    moved = {day for days, _ in sums.values() for day in days}
    moved |= publications({*compared, *sums}, min(moved, default=on), rates)
    return Course(sorted(day for day in moved if day <= on), sums)


def _summed(moves: list[tuple[date, int]]) -> Sums:
    """What stands from each day on which something moved."""
    moves.sort()
    last = dict(zip((day for day, _ in moves), accumulate(minor for _, minor in moves), strict=True))  # of a day the last sum
    return tuple(last), tuple(last.values())


def _sell(moves: Moves, account: Account, on: date) -> None:
    """Orders and invoices. An order counts until it is invoiced: of its invoices only what exceeds it counts more."""
    left: dict[str, Money] = {}
    for order in account.orders:
        if order.on <= on:
            left[order.id] = order.amount
            moves[order.amount.currency].append((max(order.on, order.learnt_on), order.amount.minor))
    for invoice in account.invoices:
        if invoice.issued_on <= on:
            day, amount = max(invoice.issued_on, invoice.learnt_on), invoice.amount
            moves[amount.currency].append((day, amount.minor))
            if before := left.get(invoice.order_id):
                rest = left[invoice.order_id] = not_invoiced(before, [amount])
                moves[before.currency].append((day, rest.minor - before.minor))


def _ask_the_ledger(moves: Moves, account: Account, on: date) -> None:
    """The same of who pays deposits: one that is awaited is nothing the house stands to lose, and what is paid of it lowers none.

    So it counts by what was paid of it by then, from the day the goods left (TRADE.md 5, "Deposits"), and each day is asked.
    """
    before: Mapping[str, int] = {}
    for day in turning_days(account, NO_RATES, on):
        known = account.as_known_on(day)
        now = at_stake(known, aging(ledger(known, day), ()), day)
        for code in {*before, *now}:
            if step := now.get(code, 0) - before.get(code, 0):
                moves[code].append((day, step))
        before = now


def _receive(moves: Moves, account: Account, on: date) -> None:
    """What came in, taken off."""
    for receipt in account.receipts:
        if receipt.on > on:
            break
        moves[receipt.amount.currency].append((max(receipt.on, receipt.learnt_on), -receipt.amount.minor))
