"""Clocks as policy data: who must do what within how many days of which calendar, and what is lost.

Every insurer has its own numbers and every house its own policy with it, so nothing here is more than a prior: the user's
own policy decides, and a row of one's own can be added for each insurer (TRADE.md 3.10). Rows marked [S] were read on a public
page, those marked [K] are what is commonly quoted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from credit.clocks.clock import Doubt
from credit.clocks.day_count import DayUnit
from credit.clocks.limitation_packs import ALL_PACKS, Pack
from credit.policy_ranges import ANY_AMOUNT

__all__ = ["Clocking", "Consequence", "Insurer", "InsurerRule", "SafeClass", "Trigger"]


class Trigger(StrEnum):
    """The day a clock of the insurer counts from."""

    DUE = "due"
    """The item fell due."""
    INVOICE = "invoice"
    """The item was invoiced."""
    KNOWLEDGE = "knowledge"
    """The house learnt of a petition or of insolvency proceedings."""
    PETITION = "petition"
    """The petition or the proceedings were published."""
    REFUSAL = "refusal"
    """The buyer refused to pay."""
    NOTICE = "notice"
    """The insurer was told."""
    STOP = "stop"
    """Cover for further shipments ended."""


class Consequence(StrEnum):
    """What missing it costs."""

    COVER_LOST = "cover_lost"
    NEW_SHIPMENTS_UNCOVERED = "new_shipments_uncovered"
    CLAIM_LATER = "claim_later"
    """Nothing is lost at once: every day is a day without the insurer's money."""


@dataclass(frozen=True, slots=True)
class InsurerRule:
    """One duty towards the insurer."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {"count": (0, 3650)}

    trigger: Trigger
    count: int
    """Days or months after the trigger; 0: this insurer sets no such clock."""
    unit: DayUnit = DayUnit.DAYS
    calendar: str = ""
    """Country whose working days count; empty: the house's own, `buyer`: the buyer's."""
    consequence: Consequence = Consequence.COVER_LOST
    source: str = "[K] commonly quoted"
    """Where the number was read."""
    doubt: Doubt = Doubt.VERIFY_IN_POLICY


ATRADIUS = "[S] support.atradius.be glossary"
COMMON = "[K] as Atradius has it"
"""Of what holds for an insurer only because it was read of another."""


@dataclass(frozen=True, slots=True)
class Insurer:
    """The clocks of one insurer's policy."""

    overdue: InsurerRule = InsurerRule(Trigger.DUE, 60)
    """By when it must hear that an item is overdue."""
    insolvency: InsurerRule = InsurerRule(Trigger.KNOWLEDGE, 10, DayUnit.WORKING_DAYS)
    """By when it must hear of a petition or of insolvency proceedings."""
    refusal: InsurerRule = InsurerRule(Trigger.REFUSAL, 0)
    """By when it must hear that the buyer refuses to pay."""
    stop: InsurerRule = InsurerRule(
        Trigger.DUE, 2, DayUnit.MONTHS, consequence=Consequence.NEW_SHIPMENTS_UNCOVERED, source=COMMON
    )
    """When it stops covering further shipments: counted from the oldest due date."""
    handover: InsurerRule = InsurerRule(Trigger.STOP, 30, source=COMMON)
    """By when collection must have been handed over."""
    claim: InsurerRule = InsurerRule(Trigger.NOTICE, 4, DayUnit.MONTHS, consequence=Consequence.CLAIM_LATER)
    """When the waiting period is over and the claim can be filed."""


def _working(trigger: Trigger, count: int) -> InsurerRule:
    return InsurerRule(trigger, count, DayUnit.WORKING_DAYS, "CN", source="[S] ft-china.com")


ALL_INSURERS: Mapping[str, Insurer] = {
    "common": Insurer(),
    "sinosure_agent": Insurer(
        _working(Trigger.DUE, 50), _working(Trigger.KNOWLEDGE, 8), _working(Trigger.REFUSAL, 8),
        InsurerRule(Trigger.DUE, 0, consequence=Consequence.NEW_SHIPMENTS_UNCOVERED), InsurerRule(Trigger.STOP, 0),
    ),
    "atradius": Insurer(
        stop=replace(Insurer().stop, source=ATRADIUS), handover=replace(Insurer().handover, source=ATRADIUS)
    ),
    "allianz": Insurer(InsurerRule(Trigger.DUE, 15, source="[S] developers.allianz-trade.com payment-overdues")),
    "icisa": Insurer(InsurerRule(Trigger.DUE, 60, source="[S] ICISA, protracted default")),
    "us": Insurer(InsurerRule(Trigger.INVOICE, 180, source="[S] securitasglobal")),
}  # fmt: skip
"""Insurers whose clocks were read somewhere; each holds what the common row holds where it was not read."""


class SafeClass(StrEnum):
    """Class the State Administration of Foreign Exchange gives a house."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Clocking:
    """Clocks whose missing loses money (TRADE.md 3.10; every number depends on the user's own insurance policy)."""

    OPEN: ClassVar[frozenset[str]] = frozenset({"insurers", "limitation"})
    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "refund_month": (1, 12), "refund_day": (1, 28), "documents_from": ANY_AMOUNT,
    }  # fmt: skip

    insurer: str = "common"
    """Row of `insurers` that holds for buyers whose insurer is not written down."""
    insurers: Mapping[str, Insurer] = field(default_factory=lambda: dict(ALL_INSURERS))
    """Clocks by insurer; a row of your own begins like the first."""
    limitation: Mapping[str, Pack] = field(default_factory=lambda: dict(ALL_PACKS))
    """Limitation by law (country code, or `UN`); a pack of your own begins like the first."""
    home: str = "CN"
    """The exporter's own country, where the settings name none: its working days count where the house must act."""
    lane_days: int = 10
    """Days before a clock runs out from which it stands in the clock lane ..."""
    missed_days: int = 30
    """... and days after it ran out until which it still stands there: late notice may yet be accepted."""
    refund_month: int = 4
    refund_day: int = 15
    """Day of the year after export by which receipt keeps the export tax refund: about when April's filing ends [K]."""
    refund_percent: int = 0
    """Refund in percent of the amount, where an invoice does not say its own; 0: not known, and no money is pretended."""
    safe_class: SafeClass = SafeClass.A
    """The house's own class with the State Administration of Foreign Exchange."""
    safe_class_a_days: int = 90
    safe_class_bc_days: int = 30
    """Days after export beyond which a receipt is deferred, by class [S] ..."""
    safe_report_days: int = 30
    """... and days after export by which it is reported [S]."""
    presentation_days: int = 21
    """Days after shipment by which documents are presented under a letter of credit [K]."""
    claim_days: int = 30
    """Days after the opening of proceedings by which the claim is lodged, where no deadline was published [P]."""
    documents_days: int = 5
    """Days after the bill of lading by which the buyer is asked whether its documents are complete [P] ..."""
    documents_from: Decimal = Decimal(50000)
    """... of items from this amount in base currency [P]."""
