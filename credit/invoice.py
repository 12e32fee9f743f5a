"""What was sold: orders taken, and invoices that are owed.

An order is learnt on the day it is taken, its invoice on the day it is issued, so a book as known in between holds the
order alone. A credit note is an invoice of a negative amount.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from credit.money import Money

__all__ = ["Invoice", "Order"]


@dataclass(frozen=True, slots=True)
class Order:
    """An order accepted from a buyer; it counts as exposure until it is invoiced."""

    kind: ClassVar[str] = "order"

    id: str
    customer_id: str
    amount: Money
    on: date
    learnt_on: date
    shipped_on: date | None = None
    """Day it left; what is shipped and not invoiced can no longer be stopped in the works."""
    terms: str = ""
    """Payment terms of this order; empty: the buyer's own."""


@dataclass(frozen=True, slots=True)
class Invoice:
    """One amount owed from one due date: the atom of the ledger."""

    kind: ClassVar[str] = "invoice"

    id: str
    """Number on the invoice, unique for its buyer."""
    customer_id: str
    amount: Money
    issued_on: date
    due_on: date
    learnt_on: date
    order_id: str = ""
    shipped_on: date | None = None
    """Date of the bill of lading, where there is one."""
    document: str = ""
    """Word the source used for what this is (credit memo, down-payment request); empty for an invoice."""
    terms: str = ""
    """Payment terms of this invoice; empty: the buyer's own."""
    provisional: bool = False
    """Its due date rests on an expected day; the event the terms count from has not happened yet."""
    instalment_of: str = ""
    """Number of the whole invoice this is one instalment of; empty where it is the whole."""
    refund: Money | None = None
    """Export tax refund that hangs on its receipt; `None`: not written down, and then the policy's share of it."""
