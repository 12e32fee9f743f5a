"""Proof of debt: by when the claim must be lodged once insolvency proceedings are opened.

The notice's own deadline where one was published; else the house's number of days after the opening, by which the practitioner
must have been asked. A dissolved company has nobody to lodge with.
"""

from datetime import date

from credit.activity import Outcome
from credit.calendar import days_after
from credit.clocks.clock import Clock, ClockKind, Doubt, Fact, Rule
from credit.clocks.watch import Watch
from credit.report import EventKind, RiskEvent

__all__ = ["insolvency_claim_clock"]


def insolvency_claim_clock(watch: Watch) -> Clock | None:
    """The clock of what was invoiced before the proceedings and not lodged; `None` where none were opened, or all was lodged.

    It belongs to the event that gave the day. At stake is all of it, in base currency; where a rate is missing, the oldest item.
    """
    known = [e for e in watch.account.events if e.counts and e.published_on <= watch.on]
    notices = [e for e in known if e.event is EventKind.CLAIM_DEADLINE]
    opened = [e for e in known if e.event.opens_insolvency and e.event is not EventKind.DISSOLVED]
    since = min((e.published_on for e in (*opened, *notices)), default=None)
    if since is None:
        return None
    items = [i for i in watch.items if i.invoice.issued_on <= since and not watch.done(Outcome.CLAIM_FILED, i, since)]
    if not items:
        return None
    due_on, event, rule = _deadline(watch, notices, opened)
    fact = Fact("event", event.id, event.published_on, event.provider)
    stake = watch.total(items) or items[0].open
    return Clock.running(ClockKind.INSOLVENCY_CLAIM, fact, due_on, watch.on, watch.home, rule, stake)


def _deadline(watch: Watch, notices: list[RiskEvent], opened: list[RiskEvent]) -> tuple[date, RiskEvent, Rule]:
    """The day, the event that gave it, and by what rule: the latest published deadline, else days after the first event."""
    for event in sorted((*opened, *notices), key=lambda e: e.published_on, reverse=True):
        if event.deadline is not None:
            return event.deadline, event, Rule(source=event.provider)
    event = min((*notices, *opened), key=lambda e: e.published_on)
    rule = Rule(doubt=Doubt.HOUSE_RULE)
    return days_after(event.published_on, watch.policy.claim_days), event, rule
