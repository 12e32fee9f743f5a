"""What was said and agreed: contacts, promises, disputes, holds, and alerts somebody has seen.

Each is a fact of its own with the day it happened and the day it was learnt. None of them erases another: a promise does
not close a dispute, and a hold ends on its own date.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from credit.money import Money

__all__ = ["SPOKEN", "Acknowledgement", "Channel", "Contact", "Dispute", "DisputeReason", "Hold", "Outcome", "Promise"]


class Channel(StrEnum):
    """How a buyer was spoken to."""

    CALL = "call"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"
    MESSAGE = "message"
    NOTE = "note"
    """Not a contact: something written down for colleagues."""


SPOKEN = frozenset({Channel.CALL, Channel.VISIT})
"""Channels on which somebody must be at work at the buyer's."""


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
    ACKNOWLEDGED = "acknowledged"
    """The buyer owned up to the debt in writing, asked for time, or signed a balance confirmation."""
    PLAN_REQUESTED = "plan_requested"
    """The buyer asks to pay in instalments."""
    PLAN_AGREED = "plan_agreed"
    LONGER_TERMS = "longer_terms"
    """The buyer asks for longer terms on new orders."""
    CASH_ELSEWHERE = "cash_elsewhere"
    """Heard that another supplier delivers to the buyer only for cash, or paid in advance, and gave it credit before."""
    BANK_CHANGED = "bank_changed"
    """The buyer says that its bank details, or where money should go, have changed."""
    DOCUMENTS_COMPLETE = "documents_complete"
    """The buyer has the documents and finds nothing wrong with them."""
    INSURER_NOTIFIED = "insurer_notified"
    """The overdue was reported to the credit insurer: its clock stops."""
    INSURANCE_CLAIMED = "insurance_claimed"
    HANDED_OVER = "handed_over"
    """Collection was given to the insurer's or an own agency, or to a lawyer: only they write from then on."""
    SUED = "sued"
    TAKEN_BACK = "taken_back"
    """Collection came back from the agency or the lawyer: the house speaks to the buyer again."""
    CLAIM_FILED = "claim_filed"
    """The debt was lodged with the insolvency practitioner (proof of debt)."""
    DOCUMENTS_PRESENTED = "documents_presented"
    """The documents were presented under the letter of credit."""
    REFUND_SETTLED = "refund_settled"
    """The export tax refund no longer hangs on the receipt: deemed-receipt reasons were filed, or it was repaid."""
    SAFE_REPORTED = "safe_reported"
    """The deferred receipt was reported to the State Administration of Foreign Exchange."""
    UNENFORCEABLE = "unenforceable"
    """A judgment was won and cannot be enforced."""
    WRITTEN_OFF = "written_off"

    @property
    def with_buyer(self) -> bool:
        """Whether it is told of a conversation with the buyer, and not of one with an insurer, an office or another supplier."""
        return self not in _ELSEWHERE

    @property
    def reached(self) -> bool | None:
        """Whether somebody at the buyer's answered; `None` where the outcome does not say."""
        if self in (Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.BOUNCED):
            return False
        return None if self is Outcome.NONE else True


_ELSEWHERE = frozenset(
    {
        Outcome.CASH_ELSEWHERE,
        Outcome.INSURER_NOTIFIED,
        Outcome.INSURANCE_CLAIMED,
        Outcome.HANDED_OVER,
        Outcome.SUED,
        Outcome.TAKEN_BACK,
        Outcome.CLAIM_FILED,
        Outcome.DOCUMENTS_PRESENTED,
        Outcome.REFUND_SETTLED,
        Outcome.SAFE_REPORTED,
        Outcome.UNENFORCEABLE,
        Outcome.WRITTEN_OFF,
    }
)


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
    arrived_on: date | None = None
    """Day it reached the buyer, where that can be proven; `None`: sent, and no proof of arrival."""
    proof: str = ""
    """What proves the arrival: a courier's number, a read receipt, a signature."""


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
    person: str = ""
    """Who gave it at the buyer's."""
    withdrawn_on: date | None = None
    """Day it was taken back by the house, such as one written down by mistake or replaced by a plan; `None`: it stands."""
    withdrawn_why: str = ""
    method: str = ""
    """How it is to be paid, in the buyer's words: T/T, a cheque, through whom."""
    withdrawn_by: str = ""
    """Who took it back."""


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
    amount: Money | None = None
    """The part that is contested; `None`: all that is open of the invoices. The rest stays in work."""
    settle_by: date | None = None
    """Day by which it is to be answered; `None`: the policy's number of days."""
    owner: str = ""
    """Who answers it here."""
    justified: bool | None = None
    """How it was closed: whether the buyer was right; `None` while it is open, and where nobody said."""
    closed_by: str = ""
    """Who closed it."""
    evidence: tuple[str, ...] = ()
    """Papers written down as at hand, each an `Evidence` or a word of a newer book."""

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
    ended_on: date | None = None
    """Day somebody ended it before its time; `None`: nobody did."""
    ended_by: str = ""
    """Who ended it."""

    def runs_on(self, day: date) -> bool:
        """Whether the buyer is left alone on `day`."""
        return self.on <= day < self.until and (self.ended_on is None or day < self.ended_on)


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
