"""What the expected credit loss of the house is of one buyer: its own balances at the rates of its segment.

A buyer of a class too heavy for the matrix has its own percent. Rounded buyer by buyer, so the buyers of a segment sum to the
segment's loss to within a minor unit each and bucket.
"""

from dataclasses import dataclass
from decimal import Decimal

from credit.assess import Assessed
from credit.assessment import Assessment
from credit.five_classes import DebtClass
from credit.loss.estimate import LossEstimate, factors_of, no_rate, segment_name
from credit.loss.expected_loss import ProvisionRow, bucket_balances, provision
from credit.loss.rolling import ENDS
from credit.money import Money
from credit.reason import Reason

__all__ = ["BuyerLoss", "buyer_loss"]


@dataclass(frozen=True, slots=True)
class BuyerLoss:
    """The expected loss of one buyer, in base currency, before cover and security."""

    loss: Money | None
    """`None` where an open item has no rate of exchange."""
    segment: str
    """Segment whose rates it has; empty: it is assessed by itself."""
    rows: tuple[ProvisionRow, ...]
    """What stands in each bucket, not due first; none of a buyer assessed by itself."""
    percent: Decimal | None
    """Percent of what is open that is lost; `None` in a segment."""
    open: Money | None
    """What is open; `None` as `loss`."""
    reasons: tuple[Reason, ...]
    """What stands in for the segment's own months."""


def buyer_loss(entry: Assessment, assessed: Assessed, house: LossEstimate) -> BuyerLoss:
    """The part of `house` that is this buyer's; nothing open is a loss of nothing."""
    base = assessed.book.base
    alone = next((one for one in house.individual if one.customer_id == entry.id), None)
    found = next((one for one in house.segments if one.name == segment_name(entry.account, assessed)), None)
    factors = factors_of(assessed, [entry])
    balances = bucket_balances([entry.ledger], ENDS, factors, lambda _item: False)
    if balances.uncounted:
        return BuyerLoss(None, "", (), None, None, tuple(no_rate(code, assessed) for code in balances.uncounted))
    if alone is not None:
        return BuyerLoss(alone.loss, "", (), alone.percent, alone.open, ())
    owed = Money(sum(balances.collective), base)
    if found is None or entry.debt_class.value.at_least(DebtClass.BAD):
        return BuyerLoss(Money.zero(base), "", (), None, owed, ())
    matrix = provision(balances.collective, [row.rate for row in found.matrix.rows])
    told = tuple(each for each in house.reasons if each.facts.get("segment") == found.name)
    return BuyerLoss(Money(matrix.total, base), found.name, matrix.rows, None, owed, told)
