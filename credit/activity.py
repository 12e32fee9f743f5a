"""What was said and agreed: contacts, promises, disputes, holds, and alerts somebody has seen.

Each is a fact of its own with the day it happened and the day it was learnt. None of them erases another: a promise does
not close a dispute, and a hold ends on its own date.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from credit.money import Money

__all__ = ["Acknowledgement", "Channel", "Contact", "Dispute", "DisputeReason", "Hold", "Outcome", "Promise"]


class Channel(StrEnum):
    """How a buyer was spoken to."""

    CALL = "call"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"
    MESSAGE = "message"
    NOTE = "note"
    """Not a contact: something written down for colleagues."""


class Outcome(StrEnum):
    """What came of a contact."""

    NONE = ""
    SPOKE = "spoke"
    REPLIED = "replied"
    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"
    BOUNCED = "bounced"
    PAYMENT_SENT = "payment_sent"
    EVIDENCE = "evidence"
    REFUSED = "refused"
    INSURER_NOTIFIED = "insurer_notified"
    """The overdue was reported to the credit insurer: its clock stops."""

    @property
    def reached(self) -> bool | None:
        """Whether somebody at the buyer's answered; `None` where the outcome does not say."""
        if self in (Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.BOUNCED):
            return False
        return None if self is Outcome.NONE else True


class DisputeReason(StrEnum):
    """Why a buyer contests an invoice (TRADE.md 4.5)."""

    QUALITY = "quality"
    QUANTITY = "quantity"
    PRICE = "price"
    DOCUMENTS = "documents"
    LATE_DELIVERY = "late_delivery"
    NOT_RECEIVED = "not_received"
    DUPLICATE = "duplicate"
    ALREADY_PAID = "already_paid"
    LC_DISCREPANCY = "lc_discrepancy"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Contact:
    """One call, mail, letter, visit or message, or a note."""

    kind: ClassVar[str] = "contact"

    id: str
    customer_id: str
    on: date
    learnt_on: date
    channel: Channel
    outcome: Outcome = Outcome.NONE
    invoices: tuple[str, ...] = ()
    text: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """The buyer's word to pay an amount by a day (SAP FSCM: promise to pay)."""

    kind: ClassVar[str] = "promise"

    id: str
    customer_id: str
    on: date
    learnt_on: date
    amount: Money
    promised_for: date
    invoices: tuple[str, ...] = ()
    """Invoices it is meant for; empty: whatever is oldest."""
    text: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """The buyer contests invoices; the part in dispute is not chased until it is closed."""

    kind: ClassVar[str] = "dispute"

    id: str
    customer_id: str
    on: date
    learnt_on: date
    reason: str
    """A `DisputeReason`, or a word of a newer book."""
    invoices: tuple[str, ...] = ()
    """Contested invoices; empty: the whole balance."""
    closed_on: date | None = None
    text: str = ""
    who: str = ""

    def open_on(self, day: date) -> bool:
        """Whether it stands at the end of `day`."""
        return self.on <= day and (self.closed_on is None or self.closed_on > day)


@dataclass(frozen=True, slots=True)
class Hold:
    """The buyer is left alone until a day, for a reason; it returns by itself."""

    kind: ClassVar[str] = "hold"

    id: str
    customer_id: str
    on: date
    learnt_on: date
    until: date
    """First day on which the buyer stands in the queue again."""
    reason: str
    who: str = ""

    def runs_on(self, day: date) -> bool:
        """Whether the buyer is left alone on `day`."""
        return self.on <= day < self.until


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody has seen an alert; it stands on, but no longer shouts."""

    kind: ClassVar[str] = "acknowledgement"

    id: str
    """The alert's own id."""
    customer_id: str
    on: date
    learnt_on: date
    who: str = ""
