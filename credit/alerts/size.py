"""How large a buyer's exposure was day by day, quickly: for rules that are asked of every buyer.

Facts are taken as they are known now, each from the day it was both learnt and happened, at today's rates. `breach` does the
same exactly, version by version and rate by rate, where an alert's number hangs on the day.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from credit.account import Account
from credit.alerts.situation import Situation
from credit.invoice import Invoice, Order
from credit.money import Money
from credit.rates import Rates

__all__ = ["above_since", "steps"]

NO_STEPS: Mapping[date, int] = {}


def steps(account: Account, currency: str, rates: Rates, on: date) -> Mapping[date, int]:
    """By how many minor units of `currency` the exposure moved on each day up to `on`; empty where a rate is missing.

    An order counts until it is invoiced: of its invoices only what exceeds it moves the exposure again.
    """

    def minor_of(money: Money) -> int | None:
        if money.currency == currency:
            return money.minor
        converted = rates.convert(money, currency, on)
        return converted.money.minor if converted is not None else None

    found: defaultdict[date, int] = defaultdict(int)
    left: dict[str, int] = {}
    sold: Iterator[tuple[date, Order | Invoice]] = chain(
        ((order.on, order) for order in account.orders if order.on <= on),
        ((invoice.issued_on, invoice) for invoice in account.invoices if invoice.issued_on <= on),
    )
    for happened, fact in sold:
        minor = minor_of(fact.amount)
        if minor is None:
            return NO_STEPS
        if isinstance(fact, Order):
            left[fact.id] = minor
        elif minor > 0 and fact.order_id in left:
            taken = min(left[fact.order_id], minor)
            left[fact.order_id] -= taken
            minor -= taken
        found[max(happened, fact.learnt_on)] += minor
    for receipt in account.receipts:
        if receipt.on > on:
            break
        minor = minor_of(receipt.amount)
        if minor is None:
            return NO_STEPS
        found[max(receipt.on, receipt.learnt_on)] -= minor
    return {day: found[day] for day in sorted(found)}


def above_since(situation: Situation, minor: int) -> date:
    """Since when the exposure, in its own currency, has stood above so many minor units; the day itself where it does not."""
    level, since = 0, None
    moves = steps(situation.account, situation.exposure.currency, situation.rates, situation.on)
    for day, step in moves.items():
        level += step
        if level <= minor:
            since = None
        elif since is None:
            since = day
    return since or situation.on
