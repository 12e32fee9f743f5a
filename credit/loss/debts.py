"""What a buyer owes as the debts of Civil Code art. 560: how much of each is secured, and how much it weighs on the buyer.

A letter of credit secures the items it was opened for, the oldest first. Guarantees, pledges and retained title stand for all
that is owed alike, so they put no debt before another; the insurer's cover is the house's own affair, and no security of the
buyer's. What weighs is the yearly interest a late item bears. Interest and costs themselves are booked nowhere, so they are not
known.
"""

from collections.abc import Sequence
from decimal import Decimal

from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.documentary_credit import credit_behind
from credit.loss.application import Debt
from credit.loss.claim import interest_claim
from credit.money import Money

__all__ = ["debts_of"]


def debts_of(entry: Assessment, items: Sequence[OpenItem]) -> list[Debt]:
    """These open items as debts, in their order; the oldest due date comes first in a ledger."""
    burdens = {
        found.invoice: found.claim.spans[-1].percent for found in interest_claim(entry, entry.house).items if found.claim.spans
    }
    drawn: dict[str, Money] = {}
    return [
        Debt(
            item.invoice.id,
            item.invoice.due_on,
            item.open,
            secured=_secured(entry, item, drawn),
            burden=burdens.get(item.invoice.id, Decimal(0)),
        )
        for item in items
    ]


def _secured(entry: Assessment, item: OpenItem, drawn: dict[str, Money]) -> Money:
    """What the credit that stands behind an item leaves for it, where it stands today; `drawn` is what others take of each."""
    nothing = Money.zero(item.open.currency)
    credit = credit_behind(entry.account, item.invoice, entry.on)
    if credit is None or not credit.stands_on(entry.on):
        return nothing
    taken = drawn.get(credit.id, Money.zero(credit.amount.currency))
    left = entry.house.rates.convert(credit.amount - taken, item.open.currency, entry.on)
    worth = entry.house.rates.convert(item.open, credit.amount.currency, entry.on)
    if left is None or worth is None or left.money.minor <= 0:
        return nothing
    drawn[credit.id] = taken + min(worth.money, credit.amount - taken)
    return min(item.open, left.money)
