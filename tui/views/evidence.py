"""The papers of a dispute, as the page and the record tell them: what is at hand, and what is still missing."""

from collections.abc import Iterator
from typing import Any

from credit.activity import Dispute
from credit.assessment import Assessment
from credit.book import Book
from credit.dispute_evidence import dispute_evidence
from credit.policy import Policy
from wording import figures, terms
from wording.evidence_terms import papers_of
from wording.listing import listed
from wording.words import _

__all__ = ["evidence_lines", "evidence_record"]

Line = tuple[str, str, str]


def evidence_record(dispute: Dispute, entry: Assessment, policy: Policy) -> dict[str, Any]:
    """Papers at hand and missing, by their words."""
    found = dispute_evidence(entry.account, dispute, policy.disputing.evidence)
    return {"held": list(found.held), "missing": list(found.missing)}


def evidence_lines(entry: Assessment, book: Book) -> Iterator[Line]:
    """A line for each open dispute: what is at hand to answer it with, and what is missing."""
    for dispute in entry.disputes:
        found = dispute_evidence(entry.account, dispute, book.policy.disputing.evidence)
        told = _("{reason} ({invoices}): at hand {held}; missing {missing}").format(
            reason=terms.dispute_reason(dispute.reason),
            invoices=figures.safe(listed(dispute.invoices)) or _("all of it"),
            held=papers_of(found.held) or figures.ABSENT,
            missing=papers_of(found.missing) or figures.ABSENT,
        )
        yield _("Evidence"), told, "warning" if found.missing else ""
