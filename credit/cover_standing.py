"""What is to be said of what covers a buyer beside its amount: it was given up or has stopped, is discrepant or in doubt."""

from collections.abc import Iterator
from operator import attrgetter

from credit.assessment import Assessment
from credit.calendar import days_after
from credit.clocks.insurer import in_doubt
from credit.documentary_credit import CREDITS, discrepant, discrepant_disputes
from credit.limits.cover import given_up
from credit.reason import DESK, OWN_LEDGER, Reason, ReasonFact

__all__ = ["cover_remarks"]


def cover_remarks(entry: Assessment) -> Iterator[Reason]:
    """Why less stands behind the buyer than its letters of credit or its insured limit say, or may."""
    yield from _discrepant(entry)
    granted = given_up(entry.account, entry.ledger.open, entry.on)
    if granted is not None:
        facts: dict[str, ReasonFact] = {"on": granted.on, "leniency": granted.id, "source": DESK}
        yield Reason("cover_given_up", facts)
        return
    stop = entry.stops.on(entry.on)
    if stop is not None:
        yield Reason("cover_stopped", {"invoice": stop.invoice, "on": days_after(stop.last, 1), "source": stop.source})
    yield from _left_without(entry)
    doubt = in_doubt(entry.watch)
    if doubt is not None:
        yield doubt


def _discrepant(entry: Assessment) -> Iterator[Reason]:
    """Letters of credit of which the bank need not pay all, because documents are contested."""
    for credit in entry.account.securities:
        if credit.form in CREDITS and credit.stands_on(entry.on) and (loose := discrepant(entry.account, credit, entry.on)):
            dispute = discrepant_disputes(entry.account, entry.on)[0]
            facts: dict[str, ReasonFact] = {"security": credit.id, "open": loose, "on": dispute.on, "dispute": dispute.id}
            yield Reason("credit_discrepant", facts | {"source": DESK})


def _left_without(entry: Assessment) -> Iterator[Reason]:
    """Open items whose goods left while the insured limit did not hold for them."""
    insured, watch = entry.account.customer.insured_limit, entry.watch
    bare = [item.invoice for item in entry.ledger.open if not watch.insured(item)] if insured else []
    if bare:
        first = min(bare, key=attrgetter("left_on"))
        yield Reason("cover_missing", {"count": len(bare), "invoice": first.id, "on": first.left_on, "source": OWN_LEDGER})
