"""Deposits that were asked for and not paid: no receivable, but nothing is made before they come (TRADE.md 5, "Deposits")."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from credit.account import Account
from credit.aging import Ledger
from credit.backlog import uninvoiced
from credit.due import due_date, split
from credit.invoice import Order
from credit.money import Money
from credit.problem import CurrencyMismatch
from credit.term_words import Baseline
from credit.terms import InvalidTerms, Terms, parse

__all__ = ["AwaitedDeposit", "awaited_deposits"]


@dataclass(frozen=True, slots=True)
class AwaitedDeposit:
    """One deposit that production waits for."""

    subject: str
    """Number of the instalment that asks for it, or of the order where nothing is invoiced yet."""
    order: str
    """Order it is for; empty where the invoice names none."""
    amount: Money
    """What is still missing of it."""
    due_on: date


def awaited_deposits(account: Account, items: Ledger) -> tuple[AwaitedDeposit, ...]:
    """Deposits missing at the end of the day of `items`: of invoices in instalments, then of orders.

    An order's deposit is what its terms, or the buyer's where it has none, have paid at the order, less receipts that name the
    order; terms nobody can read and amounts of another currency ask for none. An order that has left, or is invoiced in part, is
    not blocked any more.
    """
    of_invoices = (AwaitedDeposit(i.invoice.id, i.invoice.order_id, i.open, i.invoice.due_on) for i in items.awaited)
    return (*of_invoices, *_of_orders(account, items.on))


def _of_orders(account: Account, on: date) -> Iterator[AwaitedDeposit]:
    ordered = {order.id: order for order in account.orders}
    for waiting in uninvoiced(account, on):
        untouched = waiting.amount == ordered[waiting.id].amount
        if not untouched or (waiting.shipped_on is not None and waiting.shipped_on <= on):
            continue
        asked = _asked(waiting, waiting.terms or account.customer.terms)
        if asked is None:
            continue
        amount, due_on = asked
        came = sum(
            receipt.amount.minor
            for receipt in account.receipts
            if receipt.order_id == waiting.id and receipt.on <= on and receipt.amount.currency == amount.currency
        )
        if came < amount.minor:
            yield AwaitedDeposit(waiting.id, waiting.id, Money(amount.minor - came, amount.currency), due_on)


def _asked(order: Order, told: str) -> tuple[Money, date] | None:
    """What these terms have paid at the order, and by when; `None` where they have nothing paid then."""
    try:
        terms: Terms = parse(told)
        amounts = split(terms, order.amount)
    except (InvalidTerms, CurrencyMismatch):
        return None
    asked = [
        (amount, due_date(clause, order.on))
        for clause, amount in zip(terms.instalments, amounts, strict=True)
        if clause.baseline is Baseline.ORDER and amount
    ]
    return (Money(sum(amount.minor for amount, _ in asked), order.amount.currency), asked[0][1]) if asked else None
