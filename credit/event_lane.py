"""The events of the day: alerts that ask for work now, whatever a day of waiting costs (TRADE.md 4.2, lane 2)."""

from datetime import date

from credit.alerts import Alert, AlertKind
from credit.assessment import Assessment
from credit.calendar import days_before
from credit.policy import Policy
from credit.report import EventKind, Severity

__all__ = ["asking"]

_KINDS = frozenset(
    {
        AlertKind.BROKEN_PROMISE,
        AlertKind.ORDER_WHILE_OVERDUE,
        AlertKind.UNREACHABLE,
        AlertKind.MAIL_BOUNCED,
        AlertKind.BANK_DETAILS_CHANGED,
        AlertKind.CASH_ELSEWHERE,
        AlertKind.GRADE_DROP,
        *EventKind,
    }
)
"""Alerts that are something that happened; the others are states, and the value lane weighs them."""
_ABOUT_CREDIT = frozenset({AlertKind.CASH_ELSEWHERE, AlertKind.GRADE_DROP})
"""Those that ask for no work where nothing is owed."""


def asking(entry: Assessment, policy: Policy) -> list[Alert]:
    """Unseen alerts that ask for work today: critical ones until seen to, others while young and not yet spoken of.

    Anything sent speaks of them; of a broken promise, which is about somebody's word, only who was reached since.
    """
    last = entry.delivered[-1].on if entry.delivered else date.min
    reached = max((each.on for each in entry.delivered if each.outcome.reached), default=date.min)
    since = days_before(entry.on, policy.alerting.event_lane_days)
    return [
        alert
        for alert in entry.alerts
        if not alert.acknowledged
        and alert.kind in _KINDS
        and (alert.kind not in _ABOUT_CREDIT or entry.ledger.open)
        and (
            alert.severity is Severity.CRITICAL
            or (
                alert.severity is Severity.WARNING
                and alert.learnt_on > since
                and alert.learnt_on > (reached if alert.kind is AlertKind.BROKEN_PROMISE else last)
            )
        )
    ]
