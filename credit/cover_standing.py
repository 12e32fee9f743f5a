"""What is to be said of a buyer's cover beside its amount: it was given up or has stopped, or is in doubt."""

from collections.abc import Iterator
from operator import attrgetter

from credit.assessment import Assessment
from credit.calendar import days_after
from credit.clocks.insurer import in_doubt
from credit.limits.cover import given_up
from credit.reason import DESK, OWN_LEDGER, Reason, ReasonFact

__all__ = ["cover_remarks"]


def cover_remarks(entry: Assessment) -> Iterator[Reason]:
    """Why less stands behind the buyer than its insured limit says, or may."""
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


def _left_without(entry: Assessment) -> Iterator[Reason]:
    """Open items whose goods left while the insured limit did not hold for them."""
    insured, watch = entry.account.customer.insured_limit, entry.watch
    bare = [item.invoice for item in entry.ledger.open if not watch.insured(item)] if insured else []
    if bare:
        first = min(bare, key=attrgetter("left_on"))
        yield Reason("cover_missing", {"count": len(bare), "invoice": first.id, "on": first.left_on, "source": OWN_LEDGER})
