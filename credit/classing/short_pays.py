"""Short pays in series: invoices that were paid, stay open by a rest nobody explained, one after another.

A single rest is a bank's charge or a slip; repeated, it is a way of paying less (TRADE.md 4.3, 4.4). A discount the terms allow,
a dispute about the invoice and a running promise explain a rest; what the policy closes as a charge is none.
"""

from dataclasses import dataclass
from datetime import date

from credit.account import Account
from credit.activity import Dispute
from credit.aging import Ledger, OpenItem
from credit.calendar import days_after, months_before
from credit.classing.case import meant_by
from credit.loss.application import Debt, Remittance, ShortPayPolicy, ShortPayReason, short_pay
from credit.money import Money
from credit.terms import understood
from credit.thresholds import Classing

__all__ = ["ShortPaid", "short_pay_series"]


@dataclass(frozen=True, slots=True)
class ShortPaid:
    """An invoice that was paid short."""

    invoice: str
    on: date
    """Day of the latest payment on it."""
    missing: Money


def short_pay_series(account: Account, items: Ledger, policy: Classing, short: ShortPayPolicy) -> tuple[ShortPaid, ...]:
    """Overdue invoices last paid on in the policy's months, of which an unexplained rest is open, by the day of that payment."""
    since = months_before(items.on, policy.short_pay_months)
    paid = [item for item in items.overdue if item.last_paid_on is not None and item.last_paid_on > since]
    if not paid:
        return ()
    found = [
        ShortPaid(item.invoice.id, item.last_paid_on, item.open)
        for item in paid
        if item.last_paid_on is not None and _unexplained(account, item, items.on, short)
    ]
    return tuple(sorted(found, key=lambda entry: (entry.on, entry.invoice)))


def _unexplained(account: Account, item: OpenItem, on: date, policy: ShortPayPolicy) -> bool:
    """Whether neither the terms, nor a dispute, nor a promise, nor the size of the rest says why it is missing."""
    if any(item.invoice.id in promise.invoices and promise.on <= on <= promise.promised_for for promise in account.promises):
        return False
    if any(_explains(dispute, item, on) for dispute in account.disputes):
        return False
    came = Remittance(item.invoice.amount - item.open, on, discount=_discount(account, item))
    missing = short_pay(came, [Debt.plain(item.invoice.id, item.invoice.due_on, item.invoice.amount)], policy)
    return missing is not None and missing.reason is ShortPayReason.UNKNOWN


def _explains(dispute: Dispute, item: OpenItem, on: date) -> bool:
    """Whether a dispute about the invoice says why: one that stands, or in which the buyer was right."""
    stands = dispute.open_on(on) or (dispute.justified is True and dispute.on <= on)
    return stands and meant_by(dispute.invoices, dispute.on, item)


def _discount(account: Account, item: OpenItem) -> Money | None:
    """What the terms let the buyer keep back for having paid when it did; `None` where they allow nothing, or cannot be read."""
    text = item.invoice.terms or account.customer.terms
    if "/" not in text:
        return None
    discount = understood(text).discount
    paid_on = item.last_paid_on or date.max
    if not discount or paid_on > days_after(item.invoice.issued_on, discount.days):
        return None
    return item.invoice.amount.times(discount.percent / 100)
