"""Legal facts: insolvency, petitions, judgments that cannot be enforced, write-offs, claims that are time-barred.

Insolvency and petitions are about the buyer and end by no payment: an insolvent buyer stays so whatever comes in, and a petition
weighs for its months, dismissed or not. The others are about items, and a payment or an acknowledgement after them lifts them.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from credit.activity import Contact, Outcome
from credit.aging import OpenItem
from credit.calendar import months_before
from credit.classing.case import Case, Fired, acknowledged_since, day_of, meant_by
from credit.five_classes import DebtClass
from credit.reason import DESK, Reason, ReasonFact
from credit.report import EventKind, RiskEvent
from credit.thresholds import Classing

__all__ = ["LEGAL", "by_law", "dead_items", "petition_in_force"]

LEGAL = frozenset({"class_insolvency", "class_petition", "class_written_off", "class_unenforceable", "time_barred"})
"""Codes of what is told here."""


def petition_in_force(events: Iterable[RiskEvent], on: date, policy: Classing) -> RiskEvent | None:
    """The latest winding-up petition whose publication still weighs, dismissed or not; `None` where there is none."""
    since = months_before(on, policy.petition_months)
    found = [
        event
        for event in events
        if event.event is EventKind.WINDING_UP_PETITION and event.counts and since <= event.published_on <= on
    ]
    return max(found, key=lambda event: event.published_on, default=None)


def by_law(case: Case) -> Iterator[Fired]:
    """What the law says of the buyer itself."""
    events = case.account.events
    if not events:
        return
    for event in events:
        if event.event.opens_insolvency and event.counts and event.published_on <= case.on:
            facts: dict[str, ReasonFact] = {"event": event.event.value, "on": event.published_on}
            yield DebtClass.DEAD, Reason("class_insolvency", facts | {"notice": event.id, "source": event.provider})
    petition = petition_in_force(events, case.on, case.policy)
    if petition is not None:
        facts = {"on": petition.published_on, "provider": petition.provider, "notice": petition.id, "source": petition.provider}
        yield DebtClass.BAD, Reason("class_petition", facts)


def dead_items(case: Case) -> dict[str, Reason]:
    """Open items that are dead by a fact about them, by their numbers: the latest fact of each that nothing lifted since."""
    found: dict[str, Reason] = {}
    for item in case.overdue:
        barred = case.time_barred(item)
        if barred is not None and not acknowledged_since(case, item, day_of(barred, case)):
            found[item.invoice.id] = barred
    for contact in case.account.contacts:
        if contact.outcome not in GIVEN_UP or contact.on > case.on:
            continue
        for item in case.items.open:
            if meant_by(contact.invoices, contact.on, item) and not acknowledged_since(case, item, contact.on):
                found[item.invoice.id] = _given_up(contact, item)
    return found


GIVEN_UP = frozenset({Outcome.WRITTEN_OFF, Outcome.UNENFORCEABLE})


def _given_up(contact: Contact, item: OpenItem) -> Reason:
    facts: dict[str, ReasonFact] = {"invoice": item.invoice.id, "on": contact.on, "contact": contact.id, "source": DESK}
    if contact.outcome is Outcome.WRITTEN_OFF:
        return Reason("class_written_off", facts, item.open)
    return Reason("class_unenforceable", facts, item.open)
