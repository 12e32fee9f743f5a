"""What of an order is at risk: each part of its terms by its place on the security ladder.

Prepayment, then letter of credit, documents against payment, documents against acceptance, open account (TRADE.md 5). What is
paid at the order is no risk. Documents only secure what the buyer cannot get without them: under an air waybill, with a bill of
lading the seller sent itself, or where the buyer's own forwarder has the goods, a collection is an open account (Sinosure,
TRADE.md 1.8).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from credit.due import split
from credit.instalment import WHOLE, Instalment
from credit.money import Money, total
from credit.term_words import Baseline, Method, Unit
from credit.terms import Terms

__all__ = ["INCOTERMS", "Documents", "Part", "Weighed", "Weighing", "cash_only", "days_of", "given_days", "largest", "weigh"]

INCOTERMS = ("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF")
"""Incoterms 2020 [K, TRADE.md 5]."""
OPEN_WHOLE = Instalment(WHOLE, Method.OA, Baseline.INVOICE)
"""An order of which nobody says how it is paid."""
DAYS_OF_MONTH = 30


class Documents(StrEnum):
    """How the papers that give the goods away travel."""

    BANK = "bank"
    """Original bills of lading through the banks."""
    AIR = "air"
    """An air waybill: the goods are handed over without it."""
    OWN = "own_bl"
    """The seller sends the bill of lading itself, or has it telex-released."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """How much of each kind of payment is at risk [P on the ladder of TRADE.md 5]."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {}

    credit_percent: int = 20
    """Letter of credit: the bank pays, unless the documents are discrepant."""
    collection_percent: int = 50
    """Paid before the documents are handed over: D/P, CAD, COD, T/T against a copy of the bill of lading."""
    acceptance_percent: int = 90
    """Documents against acceptance: the goods are gone, a draft is there."""
    open_percent: int = 100
    deposit_days: int = 14
    """Days after the order until which money sent by T/T counts as paid at the order."""
    buyers_carrier: tuple[str, ...] = ("EXW", "FCA", "FAS", "FOB")
    """Incoterms under which the buyer names the carrier, so that documents hold nothing back."""


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment of the order."""

    instalment: Instalment
    amount: Money
    percent: int
    """What of it is at risk."""
    prepaid: bool = False
    fallen: bool = False
    """A collection that secures nothing."""

    @property
    def days(self) -> int:
        """Days the buyer itself has after the event; 0 where it is prepaid, or the days are those of a bank."""
        return days_of(self.instalment) if self.open else 0

    @property
    def open(self) -> bool:
        """Whether it rests on the buyer alone: neither prepaid nor promised by a bank."""
        return not self.prepaid and self.instalment.method is not Method.LC


@dataclass(frozen=True, slots=True)
class Weighed:
    """An order on its terms."""

    amount: Money
    parts: tuple[Part, ...]

    @property
    def deposit(self) -> Money:
        """What is paid at the order."""
        return total((part.amount for part in self.parts if part.prepaid), self.amount.currency)

    @property
    def at_risk(self) -> Money:
        """The sum of what is left, each part by its weight."""
        return total((part.amount.times(Decimal(part.percent) / 100) for part in self.parts), self.amount.currency)

    @property
    def heaviest(self) -> Part:
        """The part of which most is at risk."""
        return max(self.parts, key=lambda part: part.percent)

    @property
    def days(self) -> int:
        """The longest time the buyer itself is given."""
        return max(part.days for part in self.parts)


def weigh(amount: Money, terms: Terms, policy: Weighing, documents: Documents = Documents.BANK, incoterm: str = "") -> Weighed:
    """An order of `amount` on `terms`; with none, all of it is open. Raises `CurrencyMismatch` as `split` does."""
    loose = documents is not Documents.BANK or incoterm.upper() in policy.buyers_carrier
    instalments = terms.instalments or (OPEN_WHOLE,)
    amounts = split(terms, amount) if terms.instalments else (amount,)
    return Weighed(amount, tuple(_part(each, part, policy, loose) for each, part in zip(instalments, amounts, strict=True)))


def _part(instalment: Instalment, amount: Money, policy: Weighing, loose: bool) -> Part:
    if _prepaid(instalment, policy):
        return Part(instalment, amount, 0, prepaid=True)
    if instalment.method is Method.LC:
        return Part(instalment, amount, policy.credit_percent)
    if instalment.method is Method.DA:
        return Part(instalment, amount, policy.open_percent if loose else policy.acceptance_percent, fallen=loose)
    if _collected(instalment):
        return Part(instalment, amount, policy.open_percent if loose else policy.collection_percent, fallen=loose)
    return Part(instalment, amount, policy.open_percent)


def _prepaid(instalment: Instalment, policy: Weighing) -> bool:
    at_order = instalment.method is Method.TT and instalment.baseline is Baseline.ORDER
    return at_order and days_of(instalment) <= policy.deposit_days


def _collected(instalment: Instalment) -> bool:
    """Whether it is paid before the documents, or the goods, are handed over."""
    if instalment.method is Method.TT:
        return instalment.baseline is Baseline.BL_COPY and instalment.offset == 0
    return instalment.method in {Method.DP, Method.CAD, Method.COD}


def cash_only(terms: Terms, policy: Weighing) -> bool:
    """Whether every part is paid before the goods are handed over; terms nobody knows are no cash."""
    return bool(terms.instalments) and all(_prepaid(each, policy) or _collected(each) for each in terms.instalments)


def given_days(terms: Terms, policy: Weighing) -> int:
    """The longest time these terms give the buyer itself: what is prepaid gives none, and the days of a credit are the bank's."""
    own = (each for each in terms.instalments if each.method is not Method.LC and not _prepaid(each, policy))
    return max(map(days_of, own), default=0)


def days_of(instalment: Instalment) -> int:
    """Days after the event; a month counts thirty, and so does the wait for the end of one."""
    days = instalment.offset * (DAYS_OF_MONTH if instalment.unit is Unit.MONTHS else 1)
    return days + (DAYS_OF_MONTH if instalment.end_of_month else 0)


def largest(whole: Money, fits: Callable[[Money], bool]) -> Money:
    """The largest amount below `whole`, to the minor unit, that `fits`; nothing where none does.

    `fits` must not hold for `whole` itself, and must hold for everything below what it holds for.
    """
    low, high = 0, whole.minor
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(Money(middle, whole.currency)) else (low, middle)
    return Money(low, whole.currency)
