"""What proves or refutes what a buyer contests: the papers each reason asks for, which are at hand and which are missing.

A dispute is answered with papers and not with words, and whoever takes the claim over asks for them first. The lists follow
what the seller owes and the buyer has to show: CISG art. 30 to 39 for goods and documents, UCP 600 art. 14 and 16 for a letter
of credit. A checklist, never a judgment: what a paper says is for people to read.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from credit.account import Account
from credit.activity import Dispute

__all__ = ["EVIDENCE", "DisputeEvidence", "Evidence", "dispute_evidence"]


class Evidence(StrEnum):
    """A paper that speaks for or against the buyer."""

    CONTRACT = "contract"
    """The contract, or the order with our confirmation."""
    SPECIFICATION = "specification"
    """What was agreed of the goods: a specification, an approved sample."""
    INSPECTION = "inspection"
    """A certificate of inspection or of weight, made before the goods left."""
    PACKING_LIST = "packing_list"
    TRANSPORT = "transport"
    """Bill of lading, waybill or consignment note."""
    DELIVERY = "delivery"
    """Signed by whoever received the goods."""
    COMPLAINT = "complaint"
    """The buyer's own notice in writing: what is wrong, and since when it knows (CISG art. 39)."""
    SURVEY = "survey"
    """A survey report or photographs made where the goods arrived (CISG art. 38)."""
    CORRESPONDENCE = "correspondence"
    """What was written about it, above all what both agreed on later: a price, another day (CISG art. 29)."""
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    """Asked for by no reason as delivered, for there may be none."""
    DOCUMENTS_SENT = "documents_sent"
    """What proves that the documents reached the buyer: a courier's receipt, the collecting bank's word (CISG art. 34)."""
    PAYMENT = "payment"
    """The buyer's copy of the transfer."""
    BANK_STATEMENT = "bank_statement"
    """What our own bank says came in."""
    LETTER_OF_CREDIT = "letter_of_credit"
    """With every amendment."""
    PRESENTATION = "presentation"
    """A copy of the documents as they were presented."""
    REFUSAL = "refusal"
    """The bank's notice, with each discrepancy (UCP 600 art. 16)."""


_GOODS = (Evidence.CONTRACT, Evidence.TRANSPORT)
_COMPLAINED = (Evidence.COMPLAINT, Evidence.SURVEY)
EVIDENCE: Mapping[str, tuple[Evidence, ...]] = {
    "quality": (*_GOODS, Evidence.SPECIFICATION, Evidence.INSPECTION, *_COMPLAINED),
    "quantity": (*_GOODS, Evidence.PACKING_LIST, Evidence.DELIVERY, *_COMPLAINED),
    "price": (Evidence.CONTRACT, Evidence.INVOICE, Evidence.CORRESPONDENCE),
    "documents": (Evidence.CONTRACT, Evidence.DOCUMENTS_SENT, Evidence.COMPLAINT),
    "late_delivery": (*_GOODS, Evidence.CORRESPONDENCE),
    "not_received": (*_GOODS, Evidence.DELIVERY),
    "duplicate": (*_GOODS, Evidence.INVOICE),
    "already_paid": (Evidence.INVOICE, Evidence.BANK_STATEMENT, Evidence.PAYMENT),
    "lc_discrepancy": (Evidence.LETTER_OF_CREDIT, Evidence.PRESENTATION, Evidence.REFUSAL),
    "other": (Evidence.CONTRACT, Evidence.COMPLAINT, Evidence.CORRESPONDENCE),
}
"""The papers by reason of the dispute."""


@dataclass(frozen=True, slots=True)
class DisputeEvidence:
    """The checklist of one dispute."""

    held: tuple[str, ...]
    """What is at hand: the papers of its reason in their order, then whatever else was written down."""
    missing: tuple[Evidence, ...]


def dispute_evidence(account: Account, dispute: Dispute, papers: Mapping[str, Sequence[Evidence]]) -> DisputeEvidence:
    """Which papers of its reason are at hand: those written down, and those the book itself shows of every invoice it names.

    Nothing is missing of a reason that `papers` does not know.
    """
    needed = papers.get(dispute.reason, ())
    shown = {*dispute.evidence, *_shown(account, dispute.invoices)}
    held = [paper.value for paper in needed if paper in shown]
    more = [word for word in dispute.evidence if word not in held]
    return DisputeEvidence((*held, *more), tuple(paper for paper in needed if paper not in shown))


def _shown(account: Account, numbers: Container[str]) -> set[Evidence]:
    """What the book shows of the invoices of these numbers; of a whole balance, for which none is named, it shows nothing."""
    named = [invoice for invoice in account.invoices if invoice.id in numbers]
    if not named:
        return set()
    ordered = {order.id for order in account.orders}
    shown = {Evidence.INVOICE}
    if all(invoice.order_id in ordered for invoice in named):
        shown.add(Evidence.CONTRACT)
    if all(invoice.shipped_on is not None for invoice in named):
        shown.add(Evidence.TRANSPORT)
    return shown
