"""What came in and was seen: reports, published events, alerts."""

from collections.abc import Iterable
from dataclasses import replace

from credit.account import Fact, fact_key
from credit.actions.hand import Hand, known
from credit.activity import Acknowledgement
from credit.alerts import Alert
from credit.book import Book
from credit.change import Change
from credit.check import Check
from credit.report import CreditReport, RiskEvent, regressed

__all__ = ["accept_report", "acknowledge"]


def acknowledge(hand: Hand, alerts: Iterable[Alert]) -> Change:
    """Mark alerts as seen; they stand on, but no longer shout."""
    seen = (Acknowledgement(alert.id, alert.customer_id, hand.on, hand.on, hand.who) for alert in alerts)
    return Change("acknowledge", tuple(seen), who=hand.who)


def accept_report(
    book: Book,
    hand: Hand,
    customer_id: str,
    report: CreditReport | None,
    events: Iterable[RiskEvent] = (),
    checks: Iterable[Check] = (),
) -> Change:
    """Take in what a provider answered; an event known by that day keeps the day it was first learnt.

    A report that would take the place of one of the same day that is of a later day stays out: a provider can go backwards.
    """
    standing = known(book, hand, customer_id).current()
    put: list[Fact] = [report] if report is not None and not _goes_back(standing.get(fact_key(report)), report) else []
    put += [event for event in events if not _stands(standing.get(fact_key(event)), event)]
    return Change("accept_report", (*put, *checks), who=hand.who)


def _goes_back(known: Fact | None, report: CreditReport) -> bool:
    return isinstance(known, CreditReport) and regressed(known, report)


def _stands(known: Fact | None, event: RiskEvent) -> bool:
    """Whether the book already holds this event with the same content."""
    return isinstance(known, RiskEvent) and replace(known, learnt_on=event.learnt_on) == event
