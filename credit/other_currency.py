"""Money that names an invoice of another currency: it came, though nobody has said yet at what rate it pays.

Until somebody does, the invoice stays open in the ledger, in what is at stake and in the aging, which sum to the balance, and the
clocks of insurer and law run on. But its buyer paid on the day the money came, and is no late payer for what the house has not
booked: so it counts for the record, the class, the hold rules and the buyer's word, for as long as the money lies there. Money
that names nothing pays nothing yet, in whatever currency.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from credit.account import Account
from credit.loss.application import ShortPayPolicy
from credit.money import Money
from credit.rates import Rates
from credit.receipt import Receipt
from credit.standing import Standing

__all__ = ["Came", "as_meant", "paid_otherwise"]


class Came(NamedTuple):
    """Money that pays an invoice of another currency."""

    on: date
    receipt: str
    currency: str


NOTHING: Mapping[str, Came] = {}


def paid_otherwise(account: Account, found: Standing, on: date, rates: Rates, policy: ShortPayPolicy) -> Mapping[str, Came]:
    """By open invoice, with which money of another currency that names it there was enough, at the rates of the day it came.

    Enough leaves out what a bank's rate may differ by. Without a rate nobody can say, and money that was given back pays nothing;
    the deposit of an order is for the order.
    """
    if not any(minor > 0 for minor in found.applied.loose.values()):
        return NOTHING
    owed = {invoice.id: money for invoice, money, _last in found.owed}
    kept = {money.currency: money.minor for money in found.deposits}
    free = {money.currency: money.minor - kept.get(money.currency, 0) for money in found.unapplied}
    missing = {number: money.times(1 - policy.exchange_percent / 100) for number, money in owed.items()}
    paid: dict[str, Came] = {}
    for receipt in account.receipts:
        if receipt.on > on:
            break
        came = min(found.applied.loose.get(receipt.id, 0), free.get(receipt.amount.currency, 0))
        if came > 0 and not receipt.order_id:
            free[receipt.amount.currency] -= came
            paid |= _filled(receipt, came, missing, rates)
    return paid


def _filled(receipt: Receipt, came: int, missing: dict[str, Money], rates: Rates) -> dict[str, Came]:
    """Take what this money is worth off what is missing of the invoices it names, in their order; those it fills."""
    currency, paid = receipt.amount.currency, dict[str, Came]()
    for number in receipt.invoices:
        lacks = missing.get(number)
        if lacks is None or lacks.currency == currency:
            continue
        worth = rates.convert(Money(came, currency), lacks.currency, receipt.on)
        if worth is None or worth.money.minor <= 0:
            continue
        takes = min(worth.money, lacks)
        came = int(came * (1 - Decimal(takes.minor) / worth.money.minor))
        missing[number] = lacks - takes
        if not missing[number]:
            paid[number] = Came(receipt.on, receipt.id, currency)
            del missing[number]
    return paid


def as_meant(account: Account, rates: Rates, policy: ShortPayPolicy) -> Iterator[Receipt]:
    """The receipts; those that name invoices of one other currency alone as what they pay there, a bank's difference added."""
    issued = {invoice.id: invoice.amount.currency for invoice in account.invoices}
    for receipt in account.receipts:
        named = {issued[number] for number in receipt.invoices if number in issued}
        meant = named.pop() if len(named) == 1 else receipt.amount.currency
        worth = rates.convert(receipt.amount, meant, receipt.on) if meant != receipt.amount.currency else None
        if worth is None:
            yield receipt
        else:
            yield replace(receipt, amount=worth.money.times(100 / (100 - policy.exchange_percent)))
