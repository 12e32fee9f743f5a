"""The alert inbox: what somebody should have looked at, with the day it happened and the day it was learnt.

Alerts are computed from the account as known, never stored: as the book is shown on an earlier day, so are its alerts.
What is stored is only that somebody has seen one. An alert has the same id every day for as long as it stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from credit.account import Account
from credit.aging import OpenItem
from credit.behaviour import Habit
from credit.breach import over_limit_since
from credit.contacting import Silence, contacts_made
from credit.debt_class import still_broken
from credit.exposure import Exposure
from credit.policy import Policy
from credit.promises import JudgedPromise
from credit.rates import Rates
from credit.reason import ReasonFact
from credit.report import EventKind, Match, RiskEvent, Severity

__all__ = ["Alert", "AlertKind", "Situation", "alerts"]


class AlertKind(StrEnum):
    """Alerts from the own ledger; a published event's alert has the event's own kind."""

    OVERDUE_BEYOND_HABIT = "overdue_beyond_habit"
    ORDER_WHILE_OVERDUE = "order_while_overdue"
    LIMIT_EXCEEDED = "limit_exceeded"
    BROKEN_PROMISE = "broken_promise"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to look at."""

    id: str
    customer_id: str
    kind: AlertKind | EventKind
    severity: Severity
    on: date
    """Day it happened."""
    learnt_on: date
    """First day on which the book could have rung it."""
    evidence: Mapping[str, ReasonFact]
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """What the rules look at: one account on one day, already worked out."""

    account: Account
    on: date
    overdue: Sequence[OpenItem]
    """Overdue items large enough to ring."""
    habit: Habit
    promises: Sequence[JudgedPromise]
    silent: Silence | None
    exposure: Exposure
    policy: Policy
    rates: Rates


def alerts(situation: Situation) -> tuple[Alert, ...]:
    """Every alert that stands, the most severe first, then the latest."""
    seen = {entry.id for entry in situation.account.acknowledgements if entry.on <= situation.on}
    found = [
        Alert(f"{kind}:{situation.account.id}:{subject}", situation.account.id, kind, severity, on, max(on, learnt), evidence)
        for rule in RULES
        for kind, subject, severity, on, learnt, evidence in rule(situation)
    ]
    marked = [
        Alert(a.id, a.customer_id, a.kind, a.severity, a.on, a.learnt_on, a.evidence, a.id in seen) if a.id in seen else a
        for a in found
    ]
    return tuple(sorted(marked, key=lambda alert: (_LOUDNESS[alert.severity], -alert.learnt_on.toordinal(), alert.id)))


_LOUDNESS = {Severity.CRITICAL: 0, Severity.WARNING: 1, Severity.INFO: 2}

Rung = tuple[AlertKind | EventKind, str, Severity, date, date, Mapping[str, ReasonFact]]


def _published(situation: Situation) -> Iterator[Rung]:
    """Every published event; a petition that was dismissed says when, and stands."""
    events = [event for event in situation.account.events if event.match is Match.EXACT_ID and event.published_on <= situation.on]
    for place, event in enumerate(events):
        evidence: dict[str, ReasonFact] = {"provider": event.provider, "title": event.title, "notice": event.id}
        if event.event is EventKind.WINDING_UP_PETITION and (dismissed := _dismissal(events[place + 1 :])):
            evidence["dismissed_on"] = dismissed.published_on
        yield event.event, event.id, event.event.severity, event.published_on, event.learnt_on, evidence


def _dismissal(later: Sequence[RiskEvent]) -> RiskEvent | None:
    """The dismissal of a petition: the first one published before the next petition."""
    for event in later:
        if event.event is EventKind.WINDING_UP_PETITION:
            return None
        if event.event is EventKind.WINDING_UP_PETITION_DISMISSED:
            return event
    return None


def _beyond_habit(situation: Situation) -> Iterator[Rung]:
    """The oldest open item is later than this buyer nearly always was."""
    policy = situation.policy
    if not situation.habit or not situation.overdue:
        return
    item = situation.overdue[0]
    first = max(policy.classing.grace_days + 1, situation.habit.latest + policy.alerting.habit_margin_days)
    if item.dpd >= first:
        rang = item.invoice.due_on + timedelta(days=first)
        yield (
            AlertKind.OVERDUE_BEYOND_HABIT,
            item.invoice.id,
            Severity.WARNING,
            rang,
            max(rang, item.invoice.learnt_on),
            {
                "invoice": item.invoice.id,
                "days": item.dpd,
                "usual": situation.habit.usual,
                "latest": situation.habit.latest,
                "invoices": situation.habit.invoices,
                "open": item.open,
            },
        )


def _ordered_while_overdue(situation: Situation) -> Iterator[Rung]:
    """An order was taken while an item still open today was overdue beyond grace."""
    if not situation.overdue:
        return
    oldest = situation.overdue[0].invoice
    grace_ends = oldest.due_on + timedelta(days=situation.policy.classing.grace_days)
    for order in situation.account.orders:
        if grace_ends < order.on <= situation.on:
            days = (order.on - oldest.due_on).days
            yield (
                AlertKind.ORDER_WHILE_OVERDUE,
                order.id,
                Severity.WARNING,
                order.on,
                max(order.learnt_on, oldest.learnt_on),
                {"order": order.id, "amount": order.amount, "invoice": oldest.id, "days": days},
            )


def _over_limit(situation: Situation) -> Iterator[Rung]:
    """The exposure exceeds the limit; each time it does is an alert of its own, from the day it began."""
    exposure = situation.exposure
    if exposure.headroom is None or exposure.headroom.minor >= 0 or exposure.limit is None or exposure.counted is None:
        return
    since = over_limit_since(situation.account, situation.rates, situation.on, situation.policy)
    evidence: dict[str, ReasonFact] = {"limit": exposure.limit, "exposure": exposure.counted}
    yield AlertKind.LIMIT_EXCEEDED, since.isoformat(), Severity.WARNING, since, since, evidence


def _broken(situation: Situation) -> Iterator[Rung]:
    """A promise was broken while something is still overdue."""
    for entry in still_broken(situation.overdue, situation.promises):
        day = entry.judged_on + timedelta(days=1)
        evidence: dict[str, ReasonFact] = {"amount": entry.promise.amount, "promised_for": entry.promise.promised_for}
        yield AlertKind.BROKEN_PROMISE, entry.promise.id, Severity.WARNING, day, entry.promise.learnt_on, evidence


def _silent(situation: Situation) -> Iterator[Rung]:
    silent = situation.silent
    if silent is None or not situation.overdue or not silent.unreachable(situation.policy.classing):
        return
    evidence: dict[str, ReasonFact] = {"tries": silent.tries, "channels": silent.channels, "since": silent.since}
    policy = situation.policy.classing
    tries = [c for c in contacts_made(situation.account, situation.on) if c.on >= silent.since and c.outcome.reached is False]
    enough = next(
        tries[n - 1].on
        for n in range(policy.unanswered_tries, len(tries) + 1)
        if len({contact.channel for contact in tries[:n]}) >= policy.unanswered_channels
    )
    rang = max(silent.since + timedelta(days=policy.unanswered_days), enough)
    yield AlertKind.UNREACHABLE, silent.since.isoformat(), Severity.WARNING, rang, rang, evidence


RULES = (_published, _beyond_habit, _ordered_while_overdue, _over_limit, _broken, _silent)
