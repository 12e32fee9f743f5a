"""Alerts from how the buyer pays: later than its habit by trend, one item beyond it, in parts, or short again and again."""

from collections.abc import Iterator, Mapping
from datetime import date

from credit.aging import OpenItem
from credit.alerts.alert import AlertKind, Rung
from credit.alerts.in_season import first_beyond_season, may_have_season
from credit.alerts.parts import in_parts, is_short
from credit.alerts.situation import Situation
from credit.alerts.size import large_since
from credit.behaviour import Habit, habit
from credit.calendar import days_after, days_before
from credit.classing.short_pays import unexplained_since
from credit.money import Money
from credit.pay_trend import Direction
from credit.reason import OWN_LEDGER, ReasonFact
from credit.report import Severity

__all__ = ["RULES"]

YEAR = 365
DAY = 1


def _paying_later(situation: Situation) -> Iterator[Rung]:
    """The trend over the buyer's own habit is worse, and its seasons do not explain it; a state, so one at a time."""
    trend = situation.trend
    if trend.direction is not Direction.WORSE or trend.since is None:
        return
    first = _slipped_on(situation)
    if first is None:
        return
    facts: dict[str, ReasonFact] = {
        "invoice": trend.evidence[-1],
        "beyond": ", ".join(trend.evidence),
        "count": len(trend.evidence),
        "invoices": trend.invoices,
        "usual": trend.before,
        "latest": trend.now,
        "since": trend.since,
        "on": trend.since,
        "source": OWN_LEDGER,
    }
    yield Rung(AlertKind.PAYING_LATER, "", Severity.WARNING, trend.since, first, facts, risen_on=trend.since)


def _slipped_on(situation: Situation) -> date | None:
    """First day from which the slip is told without a break; `None` where the season explains it."""
    record, on, policy = situation.record, situation.on, situation.policy
    if not may_have_season(record, on, policy.season):
        return situation.slipped_on
    return first_beyond_season(situation.account, record, on, policy.trend, policy.season)


def _beyond_habit(situation: Situation) -> Iterator[Rung]:
    """The oldest open item is later than this buyer nearly always was."""
    if not situation.habit or not situation.overdue:
        return
    item = situation.overdue[0]
    if situation.on < _beyond_from(item, situation.habit, situation):
        return
    rang = large_since(item, _beyond_since(item, situation), situation)
    facts: dict[str, ReasonFact] = {
        "invoice": item.invoice.id,
        "days": situation.ledger.late_so_far(item),
        "usual": situation.habit.usual,
        "latest": situation.habit.latest,
        "invoices": situation.habit.invoices,
        "open": item.open,
        "on": item.invoice.due_on,
        "source": OWN_LEDGER,
    }
    yield Rung(AlertKind.OVERDUE_BEYOND_HABIT, item.invoice.id, Severity.WARNING, rang, item.invoice.learnt_on, facts)


def _beyond_from(item: OpenItem, usual: Habit, situation: Situation) -> date:
    """First day on which an item is beyond this habit, and beyond grace."""
    policy, due = situation.policy, item.invoice.due_on
    beyond = days_after(situation.ledger.rolled(due), usual.latest + policy.alerting.habit_margin_days)
    return max(days_after(due, policy.classing.grace_days + 1), beyond)


def _beyond_since(item: OpenItem, situation: Situation) -> date:
    """Since when the oldest item has been that, and beyond the habit of each day: every invoice that is paid moves a habit."""
    settled, policy = situation.ledger.settled, situation.policy.alerting
    place, first = len(settled), days_after(situation.on, 1)
    while usual := habit(situation.ledger, policy, place):
        rang, begins = _beyond_from(item, usual, situation), settled[place - 1].on
        if rang >= first:
            break
        if rang > begins:
            return rang
        first = begins
        while place and settled[place - 1].on == begins:
            place -= 1
            if settled[place].invoice.due_on < item.invoice.due_on:
                return begins
    return first


def _short_pays(situation: Situation) -> Iterator[Rung]:
    """Shortfalls above the tolerance of a bank's charge that nobody explained, again and again: a tactic (TRADE.md 3.12)."""
    watching = situation.watching
    short = [item for item in situation.ledger.open if item.last_paid_on is not None and is_short(item, situation)]
    if len(short) < watching.short_pays:
        return
    since = days_before(situation.on, YEAR)
    parts = _last_parts(situation)
    found = [(item, _short_since(item, situation, parts)) for item in short if (item.last_paid_on or date.min) > since]
    missing = sorted(((day, item.invoice.id, item) for item, day in found if day is not None), key=lambda entry: entry[:2])
    if len(missing) < watching.short_pays:
        return
    rang, _, third = missing[watching.short_pays - 1]
    same = [item.open.minor for _, _, item in missing if item.open.currency == third.open.currency]
    facts: dict[str, ReasonFact] = {
        "count": len(missing),
        "amount": Money(sum(same), third.open.currency),
        "invoice": third.invoice.id,
        "invoices": ", ".join(number for _, number, _ in missing),
        "on": rang,
        "source": OWN_LEDGER,
    }
    yield Rung(AlertKind.SHORT_PAY_SERIES, third.invoice.id, Severity.WARNING, rang, rang, facts)


def _short_since(item: OpenItem, situation: Situation, parts: Mapping[str, date]) -> date | None:
    """Day since which it is known to be paid short without a reason; `None` where something explains it."""
    since = unexplained_since(situation.account, item, situation.on, situation.policy.short_pays)
    return max(since, parts[item.invoice.id]) if since is not None else None


def _last_parts(situation: Situation) -> Mapping[str, date]:
    """Day on which the latest payment of each invoice was known."""
    found: dict[str, date] = {}
    for receipt in (each for each in situation.account.receipts if each.on <= situation.on):
        known = max(receipt.on, receipt.learnt_on)
        for number in receipt.invoices:
            found[number] = max(found.get(number, known), known)
    return found


RULES = (_paying_later, _beyond_habit, in_parts, _short_pays)
