"""Since when an alert has rung, each day as the book was known on it: what is learnt later moves no first day that was told.

A rule reads the first day from the facts as they are known now, each from the day it was learnt. That tells another story where a
fact was corrected since, or became known long after it counted; then the book as it was known on the eve says whether the alert
rang already, and since when. So there is one look back for each correction, and none for the most of alerts: of an alert that
rests on the whole record every correction counts, of any other those of the facts it names.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from credit.account import Account, Fact
from credit.activity import Contact, Dispute, Promise
from credit.alerts.alert import AlertKind, Rung
from credit.alerts.situation import Situation
from credit.calendar import days_before
from credit.check import Check
from credit.customer import Customer
from credit.invoice import Invoice, Order
from credit.reason import ReasonFact
from credit.receipt import Receipt
from credit.report import CreditReport, EventKind, RiskEvent

__all__ = ["READ_BACK", "first_seen"]

READ_BACK: frozenset[AlertKind | EventKind] = frozenset({
    AlertKind.PAYING_LATER, AlertKind.GRADE_DROP, AlertKind.EXPOSURE_GROWTH, AlertKind.REPORT_STALE, AlertKind.COUNTRY_WORSE,
    AlertKind.PARTIAL_PAYMENTS,
})  # fmt: skip
"""Alerts whose first day is read from the facts as they are known now."""
STATES = frozenset({AlertKind.PAYING_LATER, AlertKind.GRADE_DROP})
"""Alerts that are seen for as long as they stand, and not for the next time."""

Rule = Callable[[Situation], Iterator[Rung]]


def first_seen(rung: Rung, rule: Rule, situation: Situation) -> Rung:
    """What a rule says, with the first of the days on which it has rung without a break."""
    first = max(rung.on, rung.learnt_on)
    record = rung.kind in READ_BACK or (rung.kind is AlertKind.LIMIT_EXPIRED and _traded_otherwise(situation.account))
    corrected = _corrected(situation.account, first) if record else _told_again(situation.account, first, rung.evidence)
    if corrected is None:
        return rung
    eve = situation.then(days_before(corrected, 1))
    before = next((each for each in rule(eve) if _same(each, rung)), None) if eve is not None else None
    if eve is None or before is None:
        return _since(rung, max(first, corrected))
    rang = first_seen(before, rule, eve)
    return _since(replace(rung, subject=rang.subject), rang.first or max(rang.on, rang.learnt_on))


def _same(before: Rung, now: Rung) -> bool:
    """Whether two days' alerts are one; growth is, whatever its first day is said to be."""
    return before.kind is now.kind and (before.subject == now.subject or now.kind is AlertKind.EXPOSURE_GROWTH)


def _since(rung: Rung, first: date) -> Rung:
    """The same, first seen on that day: what it tells of its own beginning is no later."""
    dated = ("on", "since") if rung.kind is AlertKind.EXPOSURE_GROWTH else ("on",)
    evidence: Mapping[str, ReasonFact] = {
        name: first if name in dated and isinstance(fact, date) and fact > first else fact for name, fact in rung.evidence.items()
    }
    risen = min(rung.risen_on, first) if rung.kind in STATES else rung.risen_on
    return replace(rung, on=min(rung.on, first), evidence=evidence, risen_on=risen, first=first)


def _corrected(account: Account, since: date) -> date | None:
    """The last day from `since` on which something was learnt that changes what is told of the days before; `None`: on none."""
    latest, before = None, None
    if account.last_learnt < since:
        return None
    for fact in account.versions:
        if isinstance(fact, Check) or _is_of_others(fact, before):
            continue  # that a register was searched again, or whose a notice is not, changes nothing that was told
        if fact.learnt_on >= since and (latest is None or fact.learnt_on > latest):
            again = before is not None and before.id == fact.id and before.kind == fact.kind
            if again or _counts_from(fact) < fact.learnt_on:
                latest = fact.learnt_on
        before = fact
    return latest


def _told_again(account: Account, since: date, evidence: Mapping[str, ReasonFact]) -> date | None:
    """The last day from `since` on which one of the facts an alert names was told anew; `None`: on none."""
    if account.last_learnt < since:
        return None
    again = _again(account)
    named = ((_KINDS.get(name, name), number) for name, number in evidence.items() if isinstance(number, str))
    days = (again[fact] for fact in named if fact in again)
    return max((day for day in days if day >= since), default=None)


def _traded_otherwise(account: Account) -> bool:
    """Whether anything ordered, invoiced or paid was told again: what was at stake, and the grade, rest on all of it."""
    return not _TRADE.isdisjoint(kind for kind, _ in _again(account))


_TRADE = frozenset({Order.kind, Invoice.kind, Receipt.kind})


def _again(account: Account) -> Mapping[tuple[str, str], date]:
    """The last day on which each fact that was told more than once was told anew, by kind and number."""
    known = account.kept.get("told_again")
    if known is not None:
        return cast("Mapping[tuple[str, str], date]", known)
    found: dict[tuple[str, str], date] = {}
    told: set[tuple[str, str]] = set()
    for fact in account.versions:
        key = (fact.kind, fact.id)
        if key in told:
            found[key] = max(found.get(key, date.min), fact.learnt_on)
        told.add(key)
    account.kept["told_again"] = found
    return found


_KINDS = {"notice": RiskEvent.kind, "buyer": Customer.kind}
"""Names that evidence gives to facts, where they are not the kind's own."""


def _is_of_others(fact: Fact, before: Fact | None) -> bool:
    """Whether it is a notice that may be about somebody else, or is, and was never held to be about this buyer."""
    if not isinstance(fact, RiskEvent) or fact.match.ours:
        return False
    return not (isinstance(before, RiskEvent) and before.id == fact.id)


def _counts_from(fact: Fact) -> date:
    """Day from which a fact counts; of receipts and orders the rules know themselves since when they were known."""
    if isinstance(fact, Customer | CreditReport):
        return date.min  # it takes the place of what was known before
    if isinstance(fact, Invoice):
        return fact.due_on
    if isinstance(fact, RiskEvent):
        return fact.published_on
    return fact.on if isinstance(fact, Contact | Promise | Dispute) else fact.learnt_on
