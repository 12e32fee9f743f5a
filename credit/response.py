"""The chance that a contact changes what a buyer does: of its late invoices, those it paid only after somebody spoke to it.

A buyer that always pays a fortnight late by itself gains little from a call; one that never moves without it gains much. With
few cases the policy's prior stands nearly alone (TRADE.md 4.2: 1 - kept-without-contact rate, shrunk to 0.5).
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import attrgetter

from credit.assessment import Assessment
from credit.calendar import months_before
from credit.policy import Policy

__all__ = ["Response", "response"]


@dataclass(frozen=True, slots=True)
class Response:
    """What was learnt of one buyer, and the chance that comes of it."""

    value: Decimal
    """Between 0 and 1, to two digits."""
    cases: int
    """Invoices settled beyond grace in the time looked at, of which a contact would be on record."""
    alone: int
    """Of these, settled without a contact after they fell due."""
    latest: str = field(default="", compare=False)
    """The one settled last; empty where there is none."""


def response(assessed: Assessment, policy: Policy, recorded_since: date | None) -> Response:
    """(cases - alone + weight x prior) / (cases + weight), of what fell due since the house writes its contacts down.

    Before that nobody knows whether somebody spoke to the buyer: an absent record is no payment without a contact.
    """
    valuing = policy.valuing
    since = months_before(assessed.on, valuing.response_months)
    settled = assessed.ledger.settled[bisect_right(assessed.ledger.settled, since, key=attrgetter("on")) :]
    told = recorded_since or date.max
    late = [entry for entry in settled if entry.dpd > policy.classing.grace_days and entry.invoice.due_on >= told]
    spoken = [contact.on for contact in assessed.contacts if contact.outcome.reached is not False]
    alone = sum(bisect_right(spoken, entry.invoice.due_on) == bisect_right(spoken, entry.on) for entry in late)
    weight = valuing.response_weight
    learnt = (len(late) - alone + weight * valuing.response) / (len(late) + weight)
    return Response(round(learnt, 2), len(late), alone, late[-1].invoice.id if late else "")
