"""Presentation under a letter of credit: 21 days after shipment, and never after the credit expires.

Presented late, the bank need not pay, and the claim stands on the buyer's word alone (UCP 600 art. 14c [K]).
"""

from datetime import date

from credit.account import Account
from credit.activity import Outcome
from credit.aging import OpenItem
from credit.calendar import days_after
from credit.clocks.clock import Clock, ClockKind, Doubt, Fact, Rule
from credit.clocks.watch import Watch, invoice_fact
from credit.invoice import Invoice
from credit.money import Money
from credit.reason import DESK
from credit.security import Security, SecurityForm
from credit.term_words import Method
from credit.terms import understood

__all__ = ["CREDITS", "credit_behind", "presentation_clock", "under_credit"]

CREDITS = (SecurityForm.LETTER_OF_CREDIT, SecurityForm.CONFIRMED_LC)
RULE = Rule(source="[K] UCP 600 art. 14c", doubt=Doubt.UNVERIFIED_LAW)


def under_credit(terms: str) -> bool:
    """Whether a part of these terms is paid under a letter of credit; terms that cannot be read say nothing."""
    return any(instalment.method is Method.LC for instalment in understood(terms).instalments)


def presentation_clock(watch: Watch, item: OpenItem) -> Clock | None:
    """By when the item's documents must be presented; `None` where no credit stands behind it, or they were.

    An item is under a credit where its terms say so, or where its terms say nothing and the buyer gave a credit that had not
    ended when the goods left. The day is the earlier of 21 days after the bill of lading and the credit's expiry; where neither
    is written down there is none.
    """
    invoice = item.invoice
    credit = _credit(watch.account, invoice, watch.on)
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


def credit_behind(account: Account, invoice: Invoice, on: date) -> Security | None:
    """The letter of credit that stands behind an invoice: where its terms, or the buyer's, say so or say nothing."""
    terms = invoice.terms or account.customer.terms
    return _credit(account, invoice, on) if not terms or under_credit(terms) else None


def _credit(account: Account, invoice: Invoice, on: date) -> Security | None:
    """The letter of credit given last of those that had not ended when the goods left, or were invoiced."""
    left = invoice.left_on
    given = [s for s in account.securities if s.form in CREDITS and s.on <= on]
    return next((s for s in reversed(given) if s.until is None or s.until >= left), None)


def _drawn(item: OpenItem, credit: Security | None) -> Money:
    """What the credit pays of the item: all that is open, at most its amount where that is of the same currency."""
    if credit is None or credit.amount.currency != item.open.currency:
        return item.open
    return min(item.open, credit.amount)
