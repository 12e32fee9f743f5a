"""How large a buyer's exposure was day by day, quickly: for rules that are asked of every buyer.

Facts are taken as they are known now, each from the day it was both learnt and happened, and what is in another currency at the
rate known on each day. `breach` does the same exactly, version by version, where an alert's number hangs on the day.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from credit.account import Account
from credit.alerts.situation import Situation
from credit.exposure import converted_total, not_invoiced
from credit.exposure_steps import publications
from credit.money import Money
from credit.rates import Rates

__all__ = ["Level", "above_since", "levels"]

Moves = Mapping[str, defaultdict[date, int]]
"""By how many minor units of each currency the exposure moved on each day."""
Level = tuple[date, int | None]
"""A day, and what stands from it on; `None` where a rate is missing."""


def levels(account: Account, currency: str, rates: Rates, on: date, *compared: str) -> Iterator[Level]:
    """Each day up to `on` on which the exposure moved, or its worth in `currency` or in those it is compared in, with that worth.

    In minor units of `currency`, the earliest day first; of an account as it is known on that day.
    """
    moves: defaultdict[str, defaultdict[date, int]] = defaultdict(lambda: defaultdict(int))
    _sell(moves, account, on)
    _receive(moves, account, on)
    codes = {currency, *compared, *moves}
    if len(codes) == 1:  # nearly every buyer
        level, own = 0, moves[currency]
        for day in sorted(own):
            level += own[day]
            yield day, level
        return
    moved = {day for steps in moves.values() for day in steps}
    sums = dict.fromkeys(moves, 0)
    for day in sorted(moved | publications(codes, min(moved, default=on), rates)):
        for code, steps in moves.items():
            sums[code] += steps.get(day, 0)
        if day <= on:
            worth = converted_total((Money(minor, code) for code, minor in sums.items()), currency, rates, day)
            yield day, worth.minor if worth is not None else None


def _sell(moves: Moves, account: Account, on: date) -> None:
    """Orders and invoices. An order counts until it is invoiced: of its invoices only what exceeds it counts more."""
    left: dict[str, Money] = {}
    for order in account.orders:
        if order.on <= on:
            left[order.id] = order.amount
            moves[order.amount.currency][max(order.on, order.learnt_on)] += order.amount.minor
    for invoice in account.invoices:
        if invoice.issued_on <= on:
            day, amount = max(invoice.issued_on, invoice.learnt_on), invoice.amount
            moves[amount.currency][day] += amount.minor
            if before := left.get(invoice.order_id):
                rest = left[invoice.order_id] = not_invoiced(before, [amount])
                moves[before.currency][day] += rest.minor - before.minor


def _receive(moves: Moves, account: Account, on: date) -> None:
    """What came in, taken off."""
    for receipt in account.receipts:
        if receipt.on > on:
            break
        moves[receipt.amount.currency][max(receipt.on, receipt.learnt_on)] -= receipt.amount.minor


def above_since(situation: Situation, bound: Money) -> date:
    """Since when it has stood above this amount, at the rate known on each day; the day itself where it does not."""
    currency, rates, since = situation.exposure.currency, situation.rates, None
    compared = (bound.currency,) if bound else ()
    for day, level in levels(situation.account, currency, rates, situation.on, *compared):
        least = converted_total([bound], currency, rates, day) if bound.currency != currency else bound
        if level is None or least is None or level <= least.minor:
            since = None
        elif since is None:
            since = day
    return since or situation.on
