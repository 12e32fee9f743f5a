"""Short pays in series: invoices that were paid, stay open by a rest nobody explained, one after another.

A single rest is a bank's charge or a slip; repeated, it is a way of paying less (TRADE.md 4.3, 4.4). A discount the terms allow,
a dispute about the invoice and a running promise explain a rest; what the policy closes as a charge is none.
"""

from dataclasses import dataclass
from datetime import date

from credit.account import Account
from credit.activity import Dispute, Promise
from credit.aging import Ledger, OpenItem
from credit.calendar import days_after, months_before
from credit.classing.case import meant_by
from credit.loss.application import Debt, Remittance, ShortPayPolicy, ShortPayReason, short_pay
from credit.money import Money
from credit.terms import understood
from credit.thresholds import Classing

__all__ = ["ShortPaid", "answered", "short_pay_series", "unexplained_since"]


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
        if item.last_paid_on is not None and unexplained_since(account, item, items.on, short) is not None
    ]
    return tuple(sorted(found, key=lambda entry: (entry.on, entry.invoice)))


def answered(account: Account, item: OpenItem, on: date) -> bool:
    """Whether a dispute about the item stands on the day, or one in which the buyer was right was closed by then."""
    about = (each for each in account.disputes if each.on <= on and meant_by(each.invoices, each.on, item))
    return any(_settled(dispute) > on for dispute in about)


def unexplained_since(account: Account, item: OpenItem, on: date, policy: ShortPayPolicy) -> date | None:
    """Day since which nothing says why the rest of a part-paid item is missing; `None` where something does.

    A promise that runs, a dispute that stands or in which the buyer was right, the terms and the size of the rest explain it.
    """
    promises = [each for each in account.promises if item.invoice.id in each.invoices and each.on <= on]
    disputes = [each for each in account.disputes if each.on <= on and meant_by(each.invoices, each.on, item)]
    ends = [*map(_lapsed, promises), *map(_settled, disputes)]
    if any(end > on for end in ends):
        return None
    came = Remittance(item.invoice.amount - item.open, on, discount=_discount(account, item))
    missing = short_pay(came, [Debt(item.invoice.id, item.invoice.due_on, item.invoice.amount)], policy)
    if missing is None or missing.reason is not ShortPayReason.UNKNOWN:
        return None
    return max([item.last_paid_on or date.min, *ends])


def _lapsed(promise: Promise) -> date:
    """First day on which a promise explains nothing any more: it was taken back, or its day is over."""
    return min(days_after(promise.promised_for, 1), promise.withdrawn_on or date.max)


def _settled(dispute: Dispute) -> date:
    """First day on which a dispute explains nothing any more; one in which the buyer was right always does."""
    return date.max if dispute.justified is True or dispute.closed_on is None else dispute.closed_on


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
