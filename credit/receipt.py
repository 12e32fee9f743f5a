"""Money that came in, and the invoices the payer named for it.

A payment that bounces or is charged back is a negative receipt naming the invoice: it takes back what was applied there.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from credit.money import Money

__all__ = ["Receipt", "taken", "taken_within"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt; a negative amount is money given back, a payment that bounced, or a credit note used up."""

    kind: ClassVar[str] = "receipt"

    id: str
    customer_id: str
    amount: Money
    on: date
    learnt_on: date
    invoices: tuple[str, ...] = ()
    """Invoice numbers in the order the payer named them; each is filled before the next, the rest is unapplied."""
    order_id: str = ""
    """Order it is the deposit of; empty for a payment of what is invoiced."""
    shares: tuple[tuple[str, Money], ...] = ()
    """What a person set of it against an invoice it names, and no more; an invoice without a share may take all that is left."""


def taken(invoiced: int, owed: int, left: int) -> int:
    """What an invoice takes of a receipt's rest, all in minor units; negative where money is taken back from it.

    `invoiced` is its amount, `owed` what is open of it. It takes no more than is owed, gives back no more than was applied.
    """
    most = owed if (invoiced > 0) == (left > 0) else owed - invoiced
    if left > 0:
        return min(left, most)
    return max(left, most)


def taken_within(shares: dict[str, int], names: tuple[str, str], invoiced: int, owed: int, left: int) -> int:
    """The same where a person set amounts against invoices: `shares` holds what is left of each, and is used up here.

    `names` are the number of the invoice and that of the whole it is an instalment of; a share of the whole is for all of them.
    """
    name = next((each for each in names if each in shares), None)
    if name is None:
        return taken(invoiced, owed, left)
    part = taken(invoiced, owed, min(left, shares[name]))
    shares[name] -= part
    return part
