"""Disputes by part: how much of which invoice is contested, by when it is to be answered, and whether it came late.

Only the contested part leaves work; the rest is chased as ever. A dispute that comes once the money is overdue, long after
goods and invoice were there and without a word before, is a warning sign rather than a complaint (TRADE.md 4.5).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from credit.account import Account
from credit.activity import Dispute
from credit.aging import OpenItem
from credit.calendar import days_after
from credit.dispute_evidence import EVIDENCE, Evidence
from credit.invoice import Invoice

__all__ = ["Disputing", "LateDispute", "answer_by", "contested", "late_dispute"]


@dataclass(frozen=True, slots=True)
class Disputing:
    """How long a dispute may take, when one comes late, and what it is answered with."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {"answer_days": (1, 365), "late_days": (0, 365)}

    answer_days: int = 30
    """Days in which a dispute is answered, where no day was agreed [P]."""
    late_days: int = 30
    """Days after goods and invoice were there from which a first complaint, made once the money is overdue, is late."""
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=lambda: EVIDENCE)
    """Papers that prove or refute a dispute, by its reason."""


@dataclass(frozen=True, slots=True)
class LateDispute:
    """A dispute that was opened late, and the invoice that shows it."""

    dispute: str
    invoice: str
    on: date
    """Day it was opened."""
    received_on: date
    """Day the goods left or the invoice was issued, whichever came last."""

    @property
    def days(self) -> int:
        """Days between the two."""
        return (self.on - self.received_on).days


def contested(disputes: Iterable[Dispute], items: Sequence[OpenItem]) -> Mapping[str, int]:
    """Minor units that open disputes contest of each open item; items that nobody contests are left out.

    A part amount is taken of the dispute's invoices in their order, the oldest due first; disputes of one item add up, to no
    more than is open. Where the part is of another currency than an item, all of that item is contested: how much is not told.
    """
    found: dict[str, int] = {}
    for dispute in disputes:
        left = dispute.amount.minor if dispute.amount is not None else 0
        for item in items:
            if dispute.invoices and item.invoice.id not in dispute.invoices:
                continue
            before = found.get(item.invoice.id, 0)
            part = item.open.minor - before
            if dispute.amount is not None and dispute.amount.currency == item.open.currency:
                part = min(part, left)
                left -= part
            if part:
                found[item.invoice.id] = before + part
    return found


def answer_by(dispute: Dispute, policy: Disputing) -> date:
    """Day by which the dispute is to be answered: the one agreed, else the policy's number of days after it was opened."""
    return dispute.settle_by or days_after(dispute.on, policy.answer_days)


def late_dispute(account: Account, dispute: Dispute, policy: Disputing) -> LateDispute | None:
    """The invoice for which this dispute came late, the oldest due first; `None` where it came in time.

    Late is a first complaint about an invoice, made after its due day and more than the policy's days after goods and invoice
    were there. A dispute of the whole balance is about every invoice issued by then.
    """
    for invoice in account.invoices:
        if not _about(dispute, invoice) or dispute.on <= invoice.due_on:
            continue
        received = max(invoice.issued_on, invoice.left_on)
        earlier = any(_about(each, invoice) and each.on <= invoice.due_on for each in account.disputes)
        if not earlier and (dispute.on - received).days > policy.late_days:
            return LateDispute(dispute.id, invoice.id, dispute.on, received)
    return None


def _about(dispute: Dispute, invoice: Invoice) -> bool:
    return invoice.id in dispute.invoices if dispute.invoices else invoice.issued_on <= dispute.on
