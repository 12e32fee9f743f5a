"""What is to be said of a buyer's cover beside its amount: it was given up, or it is in doubt since a duty was missed."""

from collections.abc import Iterator

from credit.assessment import Assessment
from credit.clocks.insurer import in_doubt
from credit.clocks.watch import Watch
from credit.limits.cover import given_up
from credit.reason import DESK, Reason, ReasonFact

__all__ = ["cover_remarks"]


def cover_remarks(entry: Assessment) -> Iterator[Reason]:
    """Why less stands behind the buyer than its insured limit says, or may."""
    granted = given_up(entry.account, entry.ledger.open, entry.on)
    if granted is not None:
        facts: dict[str, ReasonFact] = {"on": granted.on, "leniency": granted.id, "source": DESK}
        yield Reason("cover_given_up", facts)
    doubt = in_doubt(Watch.of(entry.account, entry.ledger, entry.house))
    if doubt is not None:
        yield doubt
