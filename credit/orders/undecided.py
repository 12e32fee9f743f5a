"""Notices that may be about this buyer, of which nobody has said yet whose they are.

A register is searched by name, and names are alike. A name on a sanctions list holds every order until a person has said whether
it is the buyer's, and no release lets it pass: to ship to who is listed is a crime in many countries. A grave notice of another
kind, such as a petition against a company of like name, sets the condition that somebody says whose it is.
"""

from dataclasses import replace

from credit.orders.case import Case
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Finding, Look, Verdict
from credit.reason import Reason, ReasonFact
from credit.report import EventKind, Match, RiskEvent, Severity
from credit.standing_event import in_force

__all__ = ["undecided_notice"]


def undecided_notice(case: Case) -> Look:
    """The gravest notice that would bar the order if it were about the buyer."""
    grave = [notice for notice in case.assessed.account.possible if _would_bar(notice, case)]
    listed = next((notice for notice in grave if notice.event is EventKind.SANCTIONS_HIT), None)
    if listed is not None:
        return Look(listed.event.value, None, Finding(Verdict.HOLD, _said(listed), lasting=True))
    if not grave:
        return Look()
    last, rule = grave[-1], RuleName.UNDECIDED_NOTICE
    reason = _said(last)
    condition = Condition("notice_decided", last.id, rule)
    return Look(last.event.value, None, Finding(case.holding.rules[rule].verdict, reason, (condition,)))


def _would_bar(notice: RiskEvent, case: Case) -> bool:
    return notice.event.severity is Severity.CRITICAL and in_force(
        replace(notice, match=Match.CONFIRMED), case.on, case.book.policy
    )


def _said(notice: RiskEvent) -> Reason:
    facts: dict[str, ReasonFact] = {
        "on": notice.published_on,
        "provider": notice.provider,
        "notice": notice.id,
        "source": notice.provider,
        "event": notice.event.value,
    }
    if notice.event is EventKind.SANCTIONS_HIT:
        return Reason("order_undecided_hit", facts)
    return Reason("order_undecided_notice", facts)
