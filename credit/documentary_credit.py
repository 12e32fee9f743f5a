"""Which letter of credit stands behind an invoice, and what of it is contested because the documents are discrepant.

Under discrepant documents the bank need not pay: what is left is a claim on the buyer, and papers that still hold the goods, as
under D/P (TRADE.md 5, L/C).
"""

from collections.abc import Iterator
from datetime import date

from credit.account import Account
from credit.activity import Dispute, DisputeReason
from credit.invoice import Invoice
from credit.money import Money
from credit.security import Security, SecurityForm
from credit.term_words import Method
from credit.terms import understood

__all__ = ["CREDITS", "credit_behind", "credit_of", "discrepant", "discrepant_disputes", "under_credit"]

CREDITS = (SecurityForm.LETTER_OF_CREDIT, SecurityForm.CONFIRMED_LC)


def under_credit(terms: str) -> bool:
    """Whether a part of these terms is paid under a letter of credit; terms that cannot be read say nothing."""
    return any(instalment.method is Method.LC for instalment in understood(terms).instalments)


def credit_behind(account: Account, invoice: Invoice, on: date) -> Security | None:
    """The letter of credit that stands behind an invoice: where its terms, or the buyer's, say so or say nothing."""
    terms = invoice.terms or account.customer.terms
    return credit_of(account, invoice, on) if not terms or under_credit(terms) else None


def credit_of(account: Account, invoice: Invoice, on: date) -> Security | None:
    """The letter of credit given last of those that had not ended when the goods left, or were invoiced."""
    left = invoice.left_on
    given = [s for s in account.securities if s.form in CREDITS and s.on <= on]
    return next((s for s in reversed(given) if s.until is None or s.until >= left), None)


def discrepant_disputes(account: Account, on: date) -> tuple[Dispute, ...]:
    """Disputes that are open because documents under a letter of credit are discrepant."""
    return tuple(d for d in account.disputes if d.reason == DisputeReason.LC_DISCREPANCY and d.open_on(on))


def discrepant(account: Account, credit: Security, on: date) -> Money:
    """What of a credit's amount the bank need not pay: of the drawings for contested invoices, at most all of it.

    All of it where the whole balance is contested, or where an amount is of another currency: how much is not told.
    """
    known = [amount for dispute in discrepant_disputes(account, on) for amount in _contested(account, credit, dispute, on)]
    if any(amount is None or amount.currency != credit.amount.currency for amount in known):
        return credit.amount
    return Money(min(credit.amount.minor, sum(amount.minor for amount in known if amount)), credit.amount.currency)


def _contested(account: Account, credit: Security, dispute: Dispute, on: date) -> Iterator[Money | None]:
    """What one dispute contests of the drawings under a credit; `None`: nobody said how much."""
    if not dispute.invoices:
        yield dispute.amount
        return
    drawn = [i for i in account.invoices if i.id in dispute.invoices and credit_behind(account, i, on) == credit]
    if dispute.amount is not None and drawn:
        yield dispute.amount
    else:
        yield from (invoice.amount for invoice in drawn)
