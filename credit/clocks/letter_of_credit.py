"""Presentation under a letter of credit: 21 days after shipment, and never after the credit expires.

Presented late, the bank need not pay, and the claim stands on the buyer's word alone (UCP 600 art. 14c [K]).
"""

from credit.activity import Outcome
from credit.aging import OpenItem
from credit.calendar import days_after
from credit.clocks.clock import Clock, ClockKind, Doubt, Fact, Rule
from credit.clocks.watch import Watch, invoice_fact
from credit.documentary_credit import credit_of, under_credit
from credit.money import Money
from credit.reason import DESK
from credit.security import Security

__all__ = ["presentation_clock"]

RULE = Rule(source="[K] UCP 600 art. 14c", doubt=Doubt.UNVERIFIED_LAW)


def presentation_clock(watch: Watch, item: OpenItem) -> Clock | None:
    """By when the item's documents must be presented; `None` where no credit stands behind it, or they were.

    An item is under a credit where its terms say so, or where its terms say nothing and the buyer gave a credit that had not
    ended when the goods left. The day is the earlier of 21 days after the bill of lading and the credit's expiry; where neither
    is written down there is none.
    """
    invoice = item.invoice
    credit = credit_of(watch.account, invoice, watch.on)
    terms = invoice.terms or watch.account.customer.terms
    if not (under_credit(terms) if terms else credit) or watch.done(Outcome.DOCUMENTS_PRESENTED, item, invoice.issued_on):
        return None
    ends = []
    if invoice.shipped_on is not None and invoice.shipped_on <= watch.on:
        shipped = invoice_fact(item, invoice.shipped_on)
        ends.append((days_after(invoice.shipped_on, watch.policy.presentation_days), shipped))
    if credit is not None and credit.until is not None:
        ends.append((credit.until, Fact("security", credit.id, credit.on, DESK)))
    if not ends:
        return None
    due_on, fact = min(ends, key=lambda end: end[0])
    stake = _drawn(item, credit)
    return Clock.running(ClockKind.LC_PRESENTATION, fact, due_on, watch.on, watch.home, RULE, stake, invoice.id)


def _drawn(item: OpenItem, credit: Security | None) -> Money:
    """What the credit pays of the item: all that is open, at most its amount where that is of the same currency."""
    if credit is None or credit.amount.currency != item.open.currency:
        return item.open
    return min(item.open, credit.amount)
