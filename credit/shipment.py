"""Goods on their way to a buyer, and who holds the papers that give them away (TRADE.md 5, "Goods in transit").

As long as no original bill of lading has left the house, and the carrier was not told to do without one, the goods can be
stopped, turned round or sold to somebody else.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from credit.money import Money

__all__ = ["GoodsStep", "Papers", "Shipment"]


class Papers(StrEnum):
    """Where the papers are that the carrier gives the goods away for."""

    HELD = "originals_held"
    """Every original bill of lading lies in the house."""
    BANK = "at_bank"
    """With a bank, which gives them away against payment or acceptance, and gives them back when asked."""
    SENT = "originals_sent"
    """An original is on its way to the buyer, or there."""
    TELEX = "telex_released"
    """The carrier gives the goods away without an original: a telex release, a sea or an air waybill."""


class GoodsStep(StrEnum):
    """What may be written down of a shipment once it has left."""

    HELD = Papers.HELD.value
    """The originals came back to the house."""
    BANK = Papers.BANK.value
    SENT = Papers.SENT.value
    """Released to the buyer: the right to stop the goods ends with it."""
    TELEX = Papers.TELEX.value
    STOPPED = "stopped"
    """The carrier was told to keep them."""
    RESOLD = "resold"
    """They went to somebody else: diverted, sold again, or shipped back."""
    DELIVERED = "delivered"
    """The buyer took them."""


@dataclass(frozen=True, slots=True)
class Shipment:
    """One shipment: a container, or what one bill of lading stands for."""

    kind: ClassVar[str] = "shipment"

    id: str
    """Number of the container or of the bill of lading, unique for its buyer."""
    customer_id: str
    on: date
    """Date of the bill of lading."""
    learnt_on: date
    amount: Money
    """What the goods are sold for."""
    papers: Papers
    invoices: tuple[str, ...] = ()
    """Invoices the goods are on; empty where nothing is invoiced yet, or nobody said."""
    order_id: str = ""
    eta: date | None = None
    """Day they are expected in the port of discharge; `None`: nobody wrote it down."""
    released_on: date | None = None
    """First day on which the papers are out of hand, where it is known; `None`: since the day this was learnt."""
    delivered_on: date | None = None
    """Day the buyer took the goods; `None`: it did not, or nobody said."""
    text: str = ""
    who: str = ""
    stopped_on: date | None = None
    """Day the house had the goods stopped on their way; `None`: it did not, or let them go on."""
    resold_on: date | None = None
    """Day they were sold or sent to somebody else; `None`: they are still meant for this buyer."""
    moved_on: date | None = None
    """Day of the last step a person wrote down; a file that tells of no later one does not undo it."""
    why: str = ""
    """Why that step was taken, and to whom the goods went."""

    def held_on(self, day: date) -> bool:
        """Whether the goods are under way or in port on `day`, and nobody but the house can have them given away."""
        return self.on <= day and self.gone_on(day) is None and not self.out_on(day)

    def gone_on(self, day: date) -> date | None:
        """Since when they are gone by `day`: the buyer took them, or somebody else did; `None`: they are there."""
        return min((gone for gone in (self.delivered_on, self.resold_on) if gone is not None and gone <= day), default=None)

    def out_on(self, day: date) -> bool:
        """Whether the papers are out of hand by `day`."""
        return self.papers in (Papers.SENT, Papers.TELEX) and (self.released_on is None or self.released_on <= day)

    def halted_on(self, day: date) -> bool:
        """Whether they stand still by `day` because the house had them stopped."""
        return self.stopped_on is not None and self.stopped_on <= day
