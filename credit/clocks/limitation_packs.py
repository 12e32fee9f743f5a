"""Limitation by law, as policy data: how long, from when, and what makes it begin anew.

Dates for a desk to act on, never legal advice: each pack names where it was read, and a law nobody read has no pack and gives
no date (TRADE.md 3.11). Packs marked [K] are known and not verified.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from credit.clocks.clock import Doubt

__all__ = ["ALL_PACKS", "Demand", "Pack", "Start", "Suit"]


class Start(StrEnum):
    """Where the period begins."""

    DUE = "due"
    YEAR_END = "year_end"
    """At the end of the year in which the item fell due."""


class Demand(StrEnum):
    """Which demand makes it begin anew."""

    NEVER = "never"
    ARRIVED = "arrived"
    """Any that provably reached the debtor, on the day it did."""
    REGISTERED = "registered"
    """A letter that provably reached the debtor."""


class Suit(StrEnum):
    """What a suit, or a claim lodged in insolvency, brings about."""

    RESTARTS = "restarts"
    STOPS = "stops"
    """Time no longer runs against what is before a court."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Limitation of a seller's claim under one law."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {"years": (0, 30), "international_years": (0, 30)}

    years: int
    """0: the sources contradict one another, and no date is given."""
    source: str
    """Article or page."""
    doubt: Doubt = Doubt.NONE
    start: Start = Start.DUE
    demand: Demand = Demand.NEVER
    acknowledgement: bool = True
    """Whether the debtor's written acknowledgement begins it anew."""
    part_payment: bool = True
    extension: bool = False
    """Whether a request for time does."""
    suit: Suit = Suit.STOPS
    revives: bool = False
    """Whether an acknowledgement, a payment or a request for time after its end begins it anew."""
    last_instalment: bool = False
    """Whether instalments are one debt: it runs from the last of them for all, and what moves one moves all."""
    international_years: int = 0
    """Years of a sale between two countries; 0: the same."""
    international_source: str = ""


CHINA = Pack(
    3, "PRC Civil Code art. 188, 189, 195", demand=Demand.ARRIVED, extension=True, suit=Suit.RESTARTS, revives=True,
    last_instalment=True, international_years=4, international_source="PRC Civil Code art. 594, 189, 195",
)  # fmt: skip
"""Judicial rules art. 8 (arrival), 9 (a part claimed is the whole), 11 (insolvency), 14 (payment, request); art. 192 [K] for a
debtor who agrees after the end. Art. 194, suspension in the last six months, is not reckoned: the date is the earlier one."""

ALL_PACKS: Mapping[str, Pack] = {
    "GB": Pack(6, "[K] Limitation Act 1980 s. 5, 29, 30", Doubt.UNVERIFIED_LAW),
    "CN": CHINA,
    "DE": Pack(3, "BGB 195, 199, 212 (mfrlex)", start=Start.YEAR_END),
    "IT": Pack(10, "Codice civile 2946 (euroexecutive)", demand=Demand.REGISTERED),
    "US": Pack(4, "UN Limitation Convention art. 8, 20 (Winship; US since 1 Dec 1994)"),
    "UN": Pack(4, "UN Limitation Convention art. 8, 20 (Winship)"),
    "ES": Pack(0, "2011 handbook: 15 years; changed since", Doubt.SOURCES_CONTRADICT),
    "AE": Pack(0, "3, 10 or 15 years", Doubt.SOURCES_CONTRADICT),
}
"""A pack of your own begins like the first: from the due date, not moved by letters."""
