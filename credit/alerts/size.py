"""How large a buyer's exposure was day by day, quickly: for rules that are asked of every buyer.

Facts are taken as they are known now, each from the day it was both learnt and happened, and what is in another currency at the
rate known on each day. `breach` does the same exactly, version by version, where an alert's number hangs on the day.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import chain, groupby
from operator import itemgetter

from credit.account import Account
from credit.alerts.situation import Situation
from credit.exposure import converted_total, not_invoiced
from credit.exposure_steps import publications
from credit.invoice import Invoice, Order
from credit.money import Money
from credit.rates import Rates

__all__ = ["Level", "above_since", "levels"]

Level = tuple[date, int | None]
"""A day, and what stands from it on; `None` where a rate is missing."""


def levels(account: Account, currency: str, rates: Rates, on: date, *compared: str) -> Iterator[Level]:
    """Each day up to `on` on which the exposure moved, or its worth in `currency` or in those it is compared in, with that worth.

    In minor units of `currency`, the earliest day first.
    """
    moves: defaultdict[tuple[date, str], int] = defaultdict(int)
    for day, money in chain(_sold(account, on), _received(account, on)):
        moves[day, money.currency] += money.minor
    codes = {currency, *compared, *(code for _, code in moves)}
    if len(codes) > 1 and moves:
        for day in publications(codes, min(moves)[0], rates):
            moves[day, currency] += 0
    sums: dict[str, int] = {}
    for day, steps in groupby(sorted(move for move in moves if move[0] <= on), itemgetter(0)):
        for step in steps:
            sums[step[1]] = sums.get(step[1], 0) + moves[step]
        yield day, _worth(sums, currency, rates, day)


def _worth(sums: dict[str, int], currency: str, rates: Rates, day: date) -> int | None:
    if len(sums) == 1 and currency in sums:  # nearly every buyer
        return sums[currency]
    worth = converted_total((Money(minor, code) for code, minor in sums.items()), currency, rates, day)
    return worth.minor if worth is not None else None


def _sold(account: Account, on: date) -> Iterator[tuple[date, Money]]:
    """Orders and invoices by day. An order counts until it is invoiced: of its invoices only what exceeds it counts more."""
    left: dict[str, Money] = {}
    for order in account.orders:
        if order.on <= on:
            left[order.id] = order.amount
            yield _counts_from(order.on, order), order.amount
    for invoice in account.invoices:
        if invoice.issued_on <= on:
            day = _counts_from(invoice.issued_on, invoice)
            yield day, invoice.amount
            if before := left.get(invoice.order_id):
                left[invoice.order_id] = not_invoiced(before, [invoice.amount])
                yield day, left[invoice.order_id] - before


def _counts_from(happened: date, fact: Order | Invoice) -> date:
    return max(happened, fact.learnt_on)


def _received(account: Account, on: date) -> Iterator[tuple[date, Money]]:
    """What came in by day, taken off."""
    for receipt in account.receipts:
        if receipt.on > on:
            break
        yield max(receipt.on, receipt.learnt_on), -receipt.amount


def above_since(situation: Situation, bound: Money) -> date:
    """Since when it has stood above this amount, at the rate known on each day; the day itself where it does not."""
    currency, rates, since = situation.exposure.currency, situation.rates, None
    compared = (bound.currency,) if bound else ()
    for day, level in levels(situation.account, currency, rates, situation.on, *compared):
        least = converted_total([bound], currency, rates, day)
        if level is None or least is None or level <= least.minor:
            since = None
        elif since is None:
            since = day
    return since or situation.on
