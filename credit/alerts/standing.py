"""Every alert that stands on one account, and whether somebody has seen it."""

from collections.abc import Iterable
from datetime import date

from credit.account import Account
from credit.alerts import cash_terms, charging, company, grading, limits, ordering, outside, paying, talking
from credit.alerts.alert import Alert, Rung
from credit.alerts.first_seen import first_seen
from credit.alerts.situation import Situation
from credit.report import Severity

__all__ = ["alerts", "in_order", "told"]

RULES = (
    *outside.RULES,
    *paying.RULES,
    *charging.RULES,
    *ordering.RULES,
    *cash_terms.RULES,
    *limits.RULES,
    *talking.RULES,
    *grading.RULES,
    *company.RULES,
)
LOUDNESS = {Severity.CRITICAL: 0, Severity.WARNING: 1, Severity.INFO: 2}


def alerts(situation: Situation) -> tuple[Alert, ...]:
    """Every alert that a rule of one account rings, the most severe first, then the latest."""
    rungs = (first_seen(rung, rule, situation) for rule in RULES for rung in rule(situation))
    return told(situation.account, rungs, situation.on)


def told(account: Account, rungs: Iterable[Rung], on: date) -> tuple[Alert, ...]:
    """What the rules say of `account`, as known on `on`, with who has seen it by then; seen before it rose is not seen."""
    return in_order(_alert(account, rung, on) for rung in rungs)


def in_order(found: Iterable[Alert]) -> tuple[Alert, ...]:
    """The most severe first, then the latest."""
    return tuple(sorted(found, key=_place))


def _place(alert: Alert) -> tuple[int, int, str]:
    return LOUDNESS[alert.severity], -alert.learnt_on.toordinal(), alert.id


def _alert(account: Account, rung: Rung, on: date) -> Alert:
    parts = (rung.kind.value, account.id, rung.subject) if rung.subject else (rung.kind.value, account.id)
    id = ":".join(parts)
    seen = next((entry for entry in account.acknowledgements if entry.id == id and rung.risen_on <= entry.on <= on), None)
    learnt = rung.first or max(rung.on, rung.learnt_on)
    heard = Alert(id, account.id, rung.kind, rung.severity, rung.on, learnt, rung.evidence)
    if seen is None:
        return heard
    return Alert(id, account.id, rung.kind, rung.severity, rung.on, learnt, rung.evidence, True, seen.who, seen.on)
