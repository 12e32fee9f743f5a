"""Orders taken, and what of them is not invoiced: an order leaves what is at stake by its invoices, so nothing counts twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from credit.account import Account
from credit.invoice import Order
from credit.money import Money

__all__ = ["not_invoiced", "uninvoiced"]


def uninvoiced(account: Account, on: date) -> tuple[Order, ...]:
    """Orders taken by `on`, each with what of it was not invoiced by then; what is invoiced in full is left out."""
    if not account.orders:
        return ()
    waiting = {order.id: order for order in account.orders if order.on <= on}
    for invoice in account.invoices:
        order, amount = waiting.get(invoice.order_id), invoice.amount
        if order is None or invoice.issued_on > on:
            continue
        if amount.minor == order.amount.minor and amount.currency == order.amount.currency:
            del waiting[order.id]  # most are invoiced whole
        else:
            waiting[order.id] = replace(order, amount=not_invoiced(order.amount, [amount]))
    return tuple(order for order in waiting.values() if order.amount.minor > 0)


def not_invoiced(ordered: Money, invoiced: Sequence[Money]) -> Money:
    """What is left of an order after its invoices, never less than nothing.

    A credit note is no delivery and gives nothing back to the order; an invoice in another currency is taken for all of it.
    """
    left = ordered.minor
    for amount in invoiced:
        if amount.currency != ordered.currency:
            return Money(0, ordered.currency)
        if amount.minor > 0:
            left -= amount.minor
    return Money(max(left, 0), ordered.currency)
