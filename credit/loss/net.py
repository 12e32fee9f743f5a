"""The expected loss that is left for the house once insurers and securities have paid.

The matrix tells the loss before cover, since what an insurer pays is another asset. What is booked against own money is the part
that is own risk: a buyer's loss x its own risk / what is at stake with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from credit.assess import Assessed
from credit.assessment import Assessment
from credit.loss.estimate import LossEstimate
from credit.loss.of_buyer import buyer_loss
from credit.money import Money, total

__all__ = ["NetLoss", "loss_after_cover", "net_loss", "own_share"]


@dataclass(frozen=True, slots=True)
class NetLoss:
    """The expected loss of the house after cover and security."""

    total: Money | None
    """Less the buyers that are `left_out`; `None` where that is everybody with an open item."""
    left_out: tuple[str, ...]
    """Buyers of whom a rate is missing: for an open item, or for what else is at stake, covered or secured."""
    by_buyer: Mapping[str, Money | None] = field(default_factory=dict, compare=False)
    """What is left of each that owes something; `None` of those left out."""


def own_share(entry: Assessment) -> Decimal | None:
    """Share of what is at stake with a buyer that is neither insured nor secured; `None` where a rate is missing."""
    owed = entry.exposure
    if owed.at_stake is None or owed.own_risk is None:
        return None
    return Decimal(owed.own_risk.minor) / owed.at_stake.minor if owed.at_stake.minor > 0 else Decimal(1)


def net_loss(entry: Assessment, loss: Money | None) -> Money | None:
    """A buyer's expected loss after cover and security."""
    share = own_share(entry)
    return loss.times(share) if loss is not None and share is not None else None


def loss_after_cover(assessed: Assessed, house: LossEstimate) -> NetLoss:
    """The expected loss of the house after cover and security, rounded buyer by buyer."""
    owing = [entry for entry in assessed.by_id.values() if entry.ledger.open]
    found = {entry.id: net_loss(entry, buyer_loss(entry, assessed, house).loss) for entry in owing}
    known = [net for net in found.values() if net is not None]
    left_out = tuple(id for id, net in found.items() if net is None)
    return NetLoss(total(known, assessed.book.base) if known or not left_out else None, left_out, found)
