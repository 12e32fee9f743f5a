"""Goods on their way to a buyer, and who holds the papers that give them away (TRADE.md 5, "Goods in transit").

As long as no original bill of lading has left the house, and the carrier was not told to do without one, the goods can be
stopped, turned round or sold to somebody else.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from credit.money import Money

__all__ = ["Papers", "Shipment"]


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

    def held_on(self, day: date) -> bool:
        """Whether the goods are under way or in port on `day`, and nobody but the house can have them given away."""
        gone = self.delivered_on is not None and self.delivered_on <= day
        out = self.papers in (Papers.SENT, Papers.TELEX) and (self.released_on is None or self.released_on <= day)
        return self.on <= day and not gone and not out
