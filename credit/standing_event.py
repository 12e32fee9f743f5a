"""How long a published event still bars an order and rings: what the law did to a company years ago is history, not news.

Insolvency that was opened has no end, for a company does not come back from it by itself; a petition weighs for the months of
its class (TRADE.md 4.3), dismissed or not; every other kind for its own months. What is past them stays told on the page.
"""

from datetime import date

from credit.calendar import months_before
from credit.policy import Policy
from credit.report import EventKind, RiskEvent

__all__ = ["in_force"]


def in_force(event: RiskEvent, on: date, policy: Policy) -> bool:
    """Whether an event that counts was published by `on` and is not yet past its months."""
    if not event.counts or event.published_on > on:
        return False
    if event.event.opens_insolvency:
        return True
    petition = event.event is EventKind.WINDING_UP_PETITION
    months = policy.classing.petition_months if petition else policy.watching.event_months[event.event.value]
    return event.published_on >= months_before(on, months) if months or petition else True
