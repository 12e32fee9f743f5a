"""What is at stake with a buyer, and the room that is left under its limit.

Exposure is what is open, less what is unapplied, plus orders taken and not yet invoiced, in the currency of the limit.
Where a rate is missing there is no figure, and no pretended one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from credit.account import Account
from credit.aging import Aging
from credit.invoice import Order
from credit.money import Money
from credit.rates import Rates

__all__ = ["Exposure", "converted_total", "exposure", "not_invoiced", "uninvoiced"]


@dataclass(frozen=True, slots=True)
class Exposure:
    """The parts of one buyer's exposure in one currency; `None` where a rate is missing."""

    currency: str
    receivable: Money | None
    """Open items, unapplied amounts set off."""
    overdue: Money | None
    unapplied: Money | None
    ordered: Money | None
    """Orders taken and not yet invoiced."""
    limit: Money | None
    insured_limit: Money | None

    @property
    def at_stake(self) -> Money | None:
        """Receivable and ordered together."""
        return self.receivable + self.ordered if self.receivable is not None and self.ordered is not None else None

    @property
    def headroom(self) -> Money | None:
        """Limit less exposure; negative where the limit is exceeded, `None` where there is no limit or no figure."""
        return self.limit - self.at_stake if self.limit is not None and self.at_stake is not None else None

    @property
    def used_percent(self) -> Decimal | None:
        """Share of the limit in use; `None` without limit or figure, and for a limit of zero."""
        if not self.limit or self.at_stake is None:
            return None
        return Decimal(self.at_stake.minor * 100) / self.limit.minor


def uninvoiced(account: Account, on: date) -> tuple[Order, ...]:
    """Orders taken by `on`, each with what of it was not invoiced by then; what is invoiced in full is left out."""
    if not account.orders:
        return ()
    parts: defaultdict[str, list[Money]] = defaultdict(list)
    for invoice in account.invoices:
        if invoice.order_id and invoice.issued_on <= on:
            parts[invoice.order_id].append(invoice.amount)
    waiting = [(order, not_invoiced(order.amount, parts.get(order.id, ()))) for order in account.orders if order.on <= on]
    return tuple(replace(order, amount=left) for order, left in waiting if left.minor)


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


def exposure(account: Account, agings: Sequence[Aging], rates: Rates, base: str, on: date) -> Exposure:
    """The exposure of `account` in its limit's currency, else in the one it is invoiced in, else in `base`."""
    buyer = account.customer
    only = agings[0].currency if len(agings) == 1 else ""
    currency = buyer.limit.currency if buyer.limit is not None else (buyer.currency or only or base)

    def summed(amounts: Iterable[Money]) -> Money | None:
        return converted_total(amounts, currency, rates, on)

    return Exposure(
        currency,
        summed(entry.balance for entry in agings),
        summed(entry.overdue for entry in agings),
        summed(entry.unapplied for entry in agings),
        summed(order.amount for order in uninvoiced(account, on)),
        buyer.limit,
        buyer.insured_limit,
    )


def converted_total(amounts: Iterable[Money], currency: str, rates: Rates, on: date) -> Money | None:
    """Sum of amounts in `currency` at the last rates published by `on`; `None` where one of them is unknown."""
    minor = 0
    for money in amounts:
        if money.currency == currency or not money:
            minor += money.minor
            continue
        converted = rates.convert(money, currency, on)
        if converted is None:
            return None
        minor += converted.money.minor
    return Money(minor, currency)
