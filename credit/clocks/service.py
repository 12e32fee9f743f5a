"""Clocks that lose no money by themselves: a document check after shipment, an answer to a dispute, a review of leniency.

They are work with a day, and never stand in the clock lane.
"""

from credit.activity import Dispute, Outcome
from credit.aging import OpenItem
from credit.calendar import days_after
from credit.clocks.clock import Clock, ClockKind, Doubt, Fact, Rule
from credit.clocks.watch import Watch, invoice_fact
from credit.decision import Leniency
from credit.disputes import Disputing, answer_by
from credit.granting import Granting
from credit.money import exponent
from credit.reason import DESK

__all__ = ["dispute_clock", "documents_clock", "review_clock"]

HOUSE = Rule(doubt=Doubt.HOUSE_RULE)


def documents_clock(watch: Watch, item: OpenItem) -> Clock | None:
    """By when the buyer of a large item is asked whether its documents are complete: some days after the bill of lading.

    `None` for small items, once it was answered, and once the item is overdue: then there is more to ask. An item of unknown
    worth counts as large.
    """
    shipped = item.invoice.shipped_on
    if shipped is None or shipped > watch.on or item.dpd > 0 or not _large(watch, item):
        return None
    if watch.done(Outcome.DOCUMENTS_COMPLETE, item, shipped):
        return None
    due_on = days_after(shipped, watch.policy.documents_days)
    return Clock.running(ClockKind.DOCUMENTS, invoice_fact(item, shipped), due_on, watch.on, watch.home, HOUSE)


def _large(watch: Watch, item: OpenItem) -> bool:
    worth = watch.total([item])
    return worth is None or worth.minor >= watch.policy.documents_from.scaleb(exponent(watch.base))


def dispute_clock(watch: Watch, dispute: Dispute, policy: Disputing) -> Clock:
    """By when an open dispute is answered: the day agreed, else the policy's number of days."""
    fact = Fact("dispute", dispute.id, dispute.on, DESK)
    rule = Rule(source=DESK) if dispute.settle_by is not None else HOUSE
    return Clock.running(ClockKind.DISPUTE, fact, answer_by(dispute, policy), watch.on, watch.home, rule)


def review_clock(watch: Watch, leniency: Leniency, policy: Granting) -> Clock:
    """By when time granted is looked at again: so many days after the last look, at the latest on its last day."""
    seen = leniency.reviewed_on or leniency.on
    due_on = min(days_after(seen, policy.review_days), leniency.until)
    fact = Fact("leniency", leniency.id, seen, DESK)
    return Clock.running(ClockKind.REVIEW, fact, due_on, watch.on, watch.home, HOUSE)
