"""Account status: insolvency, a petition that still weighs, another event or alert as grave, or a class too bad to ship on.

A registry that still says "active" clears nothing. What the law says of a buyer is let pass by no release.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from credit.alerts import Alert, AlertKind
from credit.debt_class import petition_in_force
from credit.five_classes import DebtClass
from credit.orders.case import Case
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Finding, Look, Verdict
from credit.policy import Policy
from credit.reason import Reason, ReasonFact
from credit.report import EventKind, RiskEvent, Severity
from credit.standing_event import in_force

__all__ = ["account_status", "standing_law"]


def standing_law(events: Iterable[RiskEvent], on: date, policy: Policy) -> RiskEvent | None:
    """The gravest published event that bars an order: insolvency opened, else a petition in force, else another critical one."""
    known = [event for event in events if in_force(event, on, policy)]
    opened = next((event for event in known if event.event.opens_insolvency), None)
    petition = petition_in_force(known, on, policy.classing)
    grave = (e for e in known if e.event.severity is Severity.CRITICAL and e.event is not EventKind.WINDING_UP_PETITION)
    return opened or petition or next(grave, None)


def account_status(case: Case) -> Look:
    """What bars every order of this buyer."""
    classed, threshold = case.assessed.debt_class, case.holding.status_class
    event = standing_law(case.assessed.account.events, case.on, case.book.policy)
    if event is not None:
        return Look(event.event.value, threshold.value, Finding(Verdict.HOLD, _said(event), lasting=True))
    loud = (a for a in case.assessed.alerts if a.severity is Severity.CRITICAL and isinstance(a.kind, AlertKind))
    alert = next((each for each in loud if not each.acknowledged), None)
    if alert is not None:
        return Look(alert.kind.value, threshold.value, Finding(Verdict.HOLD, _rung(alert), lasting=True))
    if not classed.value.at_least(threshold):
        return Look(classed.value.value, threshold.value)
    verdict = case.holding.rules[RuleName.ACCOUNT_STATUS].verdict
    return Look(classed.value.value, threshold.value, Finding(verdict, _classed(case)))


def _classed(case: Case) -> Reason:
    """The class as a reason, with the facts of the rule that gave it."""
    classed = case.assessed.debt_class
    facts = {**_oldest(case), **classed.reasons[0].facts, "debt_class": classed.value.value}
    if classed.value is DebtClass.DEAD:
        return _dead(classed.reasons[0].code, facts)
    return Reason("order_bad", facts) if classed.value is DebtClass.BAD else Reason("order_class", facts)


def _dead(code: str, facts: Mapping[str, ReasonFact]) -> Reason:
    """What killed a debt that no insolvency did, by the reason of its class."""
    if code == "time_barred":
        return Reason("order_time_barred", {**facts, "invoice": facts["invoice"], "on": facts["on"], "law": facts["law"]})
    if code == "class_age":
        return Reason("order_dead_age", {**facts, "invoice": facts["invoice"], "days": facts["days"]})
    if code == "class_written_off":
        return Reason("order_written_off", {**facts, "invoice": facts["invoice"], "on": facts["on"]})
    if code == "class_unenforceable":
        return Reason("order_unenforceable", {**facts, "invoice": facts["invoice"], "on": facts["on"]})
    return Reason("order_dead", facts)


def _said(event: RiskEvent) -> Reason:
    facts: dict[str, ReasonFact] = {
        "event": event.event.value,
        "on": event.published_on,
        "provider": event.provider,
        "notice": event.id,
        "source": event.provider,
    }
    if event.event.opens_insolvency:
        return Reason("order_insolvent", facts)
    if event.event is EventKind.WINDING_UP_PETITION:
        return Reason("order_petition", facts)
    return Reason("order_event", facts)


def _rung(alert: Alert) -> Reason:
    """What the own book shouts until somebody has seen to it: changed bank details, before a number known before was called."""
    facts: dict[str, ReasonFact] = {**alert.evidence, "event": alert.kind.value, "on": alert.on, "alert": alert.id}
    return Reason("order_alert", facts)


def _oldest(case: Case) -> dict[str, ReasonFact]:
    """The oldest open item, where there is one, for a class whose own reason names none."""
    items = case.assessed.ledger.open
    return {"invoice": items[0].invoice.id} if items else {}
