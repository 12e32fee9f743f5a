"""The words of payment terms: methods, the events days are counted from, and what may stand with what.

The table of usage is what makes a wrong term explain itself: it says for each method which events it may be counted from, so that
`DA 60 @order` is answered with the three that are right. Usage follows the trade: a draft is drawn at or after sight, after
acceptance or after the bill of lading (URC 522, UCP 600), and open account runs from the invoice unless another event is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "AFTER",
    "BASELINES",
    "EOM",
    "METHODS",
    "REST",
    "SIGHT",
    "UNITS",
    "USAGE",
    "Baseline",
    "Method",
    "Unit",
    "Usage",
]


class Method(StrEnum):
    """How money is paid; the value is its canonical spelling."""

    TT = "TT"
    """Telegraphic transfer on an event, before or after shipment."""
    OA = "OA"
    """Open account, also written `net 30`."""
    LC = "LC"
    """Letter of credit."""
    DP = "DP"
    """Documents against payment."""
    DA = "DA"
    """Documents against acceptance."""
    CAD = "CAD"
    """Cash against documents."""
    COD = "COD"
    """Cash on delivery."""


class Baseline(StrEnum):
    """Event from which days are counted, in the order in which the events of a sale usually come."""

    ORDER = "order"
    INVOICE = "invoice"
    BL = "BL"
    """Date of the bill of lading."""
    BL_COPY = "BL_copy"
    """The buyer gets a copy of the bill of lading."""
    PRESENTATION = "presentation"
    """Documents are presented to the bank."""
    SIGHT = "sight"
    """The draft is shown to the drawee."""
    ACCEPTANCE = "acceptance"
    DELIVERY = "delivery"


class Unit(StrEnum):
    """What an offset counts."""

    DAYS = "days"
    MONTHS = "months"

    @property
    def most(self) -> int:
        """Largest offset that is no typing error: about three years either way."""
        return 999 if self is Unit.DAYS else 36


@dataclass(frozen=True, slots=True)
class Usage:
    """What may stand with one method."""

    after: tuple[Baseline, ...] = ()
    """Events a number of days may be counted from; empty where the method knows no days."""
    at_once: tuple[Baseline, ...] = ()
    """Events on which payment falls due without a number of days."""
    default: Baseline | None = None
    """Event that is meant where none is said and this one may stand; `None`: it must be said."""
    least: int = 0
    """Smallest number of days; 1 where no days at all would be `sight`."""
    sight: bool = False
    """`sight` stands in the place of the number of days."""
    eom: bool = False
    """The days may be counted from the end of the month."""


DRAFT = (Baseline.SIGHT, Baseline.ACCEPTANCE, Baseline.BL)
BANK = (Baseline.PRESENTATION, Baseline.SIGHT)
GOODS = (Baseline.INVOICE, Baseline.BL, Baseline.BL_COPY, Baseline.DELIVERY)

USAGE: Mapping[Method, Usage] = {
    Method.TT: Usage(after=(Baseline.ORDER, *GOODS), at_once=(Baseline.ORDER, *GOODS), eom=True),
    Method.OA: Usage(after=GOODS, default=Baseline.INVOICE, eom=True),
    Method.LC: Usage(after=DRAFT, at_once=BANK, default=Baseline.PRESENTATION, least=1, sight=True),
    Method.DP: Usage(after=DRAFT, at_once=BANK, default=Baseline.PRESENTATION, least=1, sight=True),
    Method.DA: Usage(after=DRAFT, least=1),
    Method.CAD: Usage(at_once=(Baseline.PRESENTATION,), default=Baseline.PRESENTATION),
    Method.COD: Usage(at_once=(Baseline.DELIVERY,), default=Baseline.DELIVERY),
}

METHODS: Mapping[str, Method] = {**{method.lower(): method for method in Method}, "net": Method.OA, "n": Method.OA}
"""Words by their key: small letters, no slash."""

BASELINES: Mapping[str, Baseline] = {**{event.lower(): event for event in Baseline}, "inv": Baseline.INVOICE}

UNITS: Mapping[str, Unit] = {
    **dict.fromkeys(("d", "day", "days", "天", "日"), Unit.DAYS),
    **dict.fromkeys(("m", "month", "months", "月", "个月"), Unit.MONTHS),
}

AFTER = frozenset({"@", "at", "after", "from"})
SIGHT = frozenset({"sight", "即期"})
REST = frozenset({"rest", "balance", "余款", "尾款"})
EOM = frozenset({"eom"})
