"""Who is getting better and who is getting worse: recovery is told as plainly as decline, with the room there is to extend.

Read from assessments already made. Worse is who has an alarm of decline; better is who has none and whose trend says so, or
whose late debt was paid of late. What is better is not forgiven at once: doubtful debt and a critical event stand in its way.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from credit.alerts import AlertKind
from credit.assessment import Assessment
from credit.behaviour import habit
from credit.book import Book
from credit.calendar import days_before
from credit.five_classes import DebtClass
from credit.limits.recommendation import recommended
from credit.money import Money
from credit.pay_trend import Direction
from credit.rating.letter import Grade
from credit.reason import OWN_LEDGER, Reason, ReasonFact
from credit.report import Severity

__all__ = ["DECLINE", "Mover", "getting_better", "getting_worse", "room"]

DECLINE = frozenset({AlertKind.PAYING_LATER, AlertKind.GRADE_DROP, AlertKind.PARTIAL_PAYMENTS, AlertKind.SHORT_PAY_SERIES})
"""Alarms that say a buyer is on its way down."""
IN_THE_WAY = DECLINE | {AlertKind.OVERDUE_BEYOND_HABIT, AlertKind.BROKEN_PROMISE, AlertKind.UNREACHABLE, AlertKind.LIMIT_EXCEEDED}
"""Alarms of which none may stand where a buyer is called better."""


@dataclass(frozen=True, slots=True)
class Mover:
    """A buyer on its way, and why."""

    id: str
    name: str
    grade: Grade
    since: date
    """Earliest day of what counted."""
    before: int | None
    """Mean days late before; `None` where its record is too short for a trend."""
    now: int | None
    room: Money | None
    """What more could be sold to it; `None` where nobody can say, and for a buyer that gets worse."""
    reasons: tuple[Reason, ...]


def getting_worse(entries: Iterable[Assessment]) -> tuple[Mover, ...]:
    """Buyers with an alarm of decline, seen or not, the latest first."""
    found = []
    for entry in entries:
        told = [alert for alert in entry.alerts if alert.kind in DECLINE]
        if told:
            reasons = tuple(Reason(f"alert_{alert.kind.value}", alert.evidence) for alert in told)
            found.append(_mover(entry, min(alert.on for alert in told), None, reasons))
    return _latest_first(found)


def getting_better(entries: Iterable[Assessment], book: Book) -> tuple[Mover, ...]:
    """Buyers whose lateness falls, or whose alarm has ended of late, the latest first."""
    found = []
    for entry in entries:
        if _held_back(entry):
            continue
        reasons = (*_trend(entry), *_paid(entry, book))
        if reasons:
            since = min(on for reason in reasons if isinstance(on := reason.facts["on"], date))
            found.append(_mover(entry, since, room(entry, book), reasons))
    return _latest_first(found)


def _latest_first(found: Iterable[Mover]) -> tuple[Mover, ...]:
    return tuple(sorted(found, key=lambda mover: (-mover.since.toordinal(), mover.id)))


def _mover(entry: Assessment, since: date, left: Money | None, reasons: tuple[Reason, ...]) -> Mover:
    trend = entry.trend
    known = trend.direction is not Direction.UNKNOWN
    before, now = (trend.before, trend.now) if known else (None, None)
    return Mover(entry.id, entry.account.customer.name, entry.graded.value, since, before, now, left, reasons)


def _held_back(entry: Assessment) -> bool:
    """Whether something stands that nobody would call better."""
    if entry.debt_class.value.at_least(DebtClass.DOUBTFUL):
        return True
    return any(alert.severity is Severity.CRITICAL or alert.kind in IN_THE_WAY for alert in entry.alerts)


def _trend(entry: Assessment) -> Iterator[Reason]:
    """Its lateness falls against its own habit."""
    trend = entry.trend
    if trend.direction is Direction.BETTER and trend.since is not None:
        facts: dict[str, ReasonFact] = {"before": trend.before, "now": trend.now, "invoice": trend.evidence[-1]}
        facts |= {"on": trend.since, "source": OWN_LEDGER}
        yield Reason("better_trend", facts)


def _paid(entry: Assessment, book: Book) -> Iterator[Reason]:
    """An invoice that was late beyond its habit of that time was paid of late: the alarm it rang has ended."""
    policy, settled = book.policy, entry.ledger.settled
    since = days_before(entry.on, policy.watching.better_days)
    for place in range(len(settled) - 1, -1, -1):
        paid = settled[place]
        if paid.on <= since:
            return
        usual = habit(entry.ledger, policy.alerting, place)
        rang = max(policy.classing.grace_days + 1, usual.latest + policy.alerting.habit_margin_days)
        days = entry.ledger.days_late(paid)
        if usual and days >= rang:
            facts: dict[str, ReasonFact] = {"invoice": paid.invoice.id, "days": days, "on": paid.on}
            facts |= {"source": OWN_LEDGER}
            yield Reason("better_paid", facts)
            return


def room(entry: Assessment, book: Book) -> Money | None:
    """Room under the limit, and under the recommended one where there is a recommendation; `None` where neither is known."""
    exposure, advised = entry.exposure, recommended(entry, book).whole
    left = [exposure.headroom] if exposure.headroom is not None else []
    if advised is not None and exposure.counted is not None and advised.currency == exposure.currency:
        left.append(advised - exposure.counted)
    return Money(max(min(left).minor, 0), exposure.currency) if left else None
