"""What was sold: orders taken, and invoices that are owed.

An order is learnt on the day it is taken, its invoice on the day it is issued, so a book as known in between holds the
order alone. A credit note is an invoice of a negative amount. An invoice on terms of several instalments is as many facts,
`NUMBER/1`, `NUMBER/2`, each due from its own event; what names the whole number means all of them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from credit.money import Money
from credit.term_words import Baseline

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
    from_invoices: bool = False
    """Only invoices told of it, and it is what they sum to; a row of its own knows better, and takes its place."""


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
    """Payment terms of this invoice; empty: the buyer's own. An instalment keeps the terms of the whole."""
    provisional: bool = False
    """Its due date rests on an expected day; the event the terms count from has not happened yet."""
    instalment_of: str = ""
    """Number of the whole invoice this is one instalment of; empty where it is the whole."""
    refund: Money | None = None
    """Export tax refund that hangs on its receipt; `None`: not written down, and then the policy's share of it."""
    provisional_due_on: date | None = None
    """Day counted from what was expected or stood in, kept beside the final one; `None`: the date was never provisional."""
    instalment: int | None = None
    """Which instalment of its terms it is, from 1; `None`: its due date was given, not counted from terms."""
    baseline: Baseline | None = None
    """Event its days are counted from; `None`: its due date was given."""
    happened: tuple[tuple[Baseline, date], ...] = ()
    """Events of the sale and their days as far as known, besides issue and bill of lading."""
    expected: tuple[tuple[Baseline, date], ...] = ()
    """Events that are planned, and their days: the ETD is the expected bill of lading."""
    discount: Money | None = None
    """What may be kept back for paying by `discount_until`; `None` where the terms grant none."""
    discount_until: date | None = None

    @property
    def left_on(self) -> date:
        """Day the goods left: that of the bill of lading, else of the invoice."""
        return self.shipped_on or self.issued_on

    def named_in(self, numbers: Collection[str]) -> bool:
        """Whether one of these numbers means it: its own, or that of the whole it is an instalment of."""
        return self.id in numbers or (self.instalment_of != "" and self.instalment_of in numbers)

    def awaited_on(self, day: date) -> bool:
        """Whether it is a deposit for goods that have not left by `day`: no receivable, but nothing is made before it is paid.

        TRADE.md 5, "Deposits". Once the goods have left it is owed as everything else is.
        """
        return self.baseline is Baseline.ORDER and (self.shipped_on is None or self.shipped_on > day)
