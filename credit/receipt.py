"""Money that came in, and the invoices the payer named for it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from credit.money import Money

__all__ = ["Receipt"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt; a negative amount is money given back or a credit note used up."""

    kind: ClassVar[str] = "receipt"

    id: str
    customer_id: str
    amount: Money
    on: date
    learnt_on: date
    invoices: tuple[str, ...] = ()
    """Invoice numbers in the order the payer named them; each is filled before the next, the rest is unapplied."""
