"""The five classes of debt: not yet due, in collection, doubtful, bad, dead.

Legal facts come first, then events, then age; the worst rule wins (TRADE.md 4.3). An item has its class by age; a buyer
has the worst class that holds enough of what it owes, or that a fact about the buyer gives. Every rule that fired is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from credit.aging import OpenItem
from credit.calendar import days_after, months_before
from credit.contacting import Silence
from credit.five_classes import DebtClass
from credit.promises import JudgedPromise, PromiseState
from credit.reason import Reason
from credit.report import EventKind, Match, RiskEvent
from credit.thresholds import Classing

__all__ = ["Classified", "DebtClass", "class_by_age", "classify", "item_class", "petition_in_force", "still_broken"]


@dataclass(frozen=True, slots=True)
class Classified:
    """A buyer's class and every rule that fired, the heaviest first."""

    value: DebtClass
    reasons: tuple[Reason, ...]


def class_by_age(dpd: int, policy: Classing) -> DebtClass:
    """The class an item has by its days past due alone."""
    for first_day, value in (
        (policy.dead_days, DebtClass.DEAD),
        (policy.bad_days, DebtClass.BAD),
        (policy.doubtful_days, DebtClass.DOUBTFUL),
        (policy.grace_days + 1, DebtClass.IN_COLLECTION),
    ):
        if dpd >= first_day:
            return value
    return DebtClass.NOT_DUE


def petition_in_force(events: Iterable[RiskEvent], on: date, policy: Classing) -> RiskEvent | None:
    """The latest winding-up petition whose publication still weighs, dismissed or not; `None` where there is none."""
    since = months_before(on, policy.petition_months)
    found = [
        event
        for event in events
        if event.event is EventKind.WINDING_UP_PETITION and event.match is Match.EXACT_ID and since <= event.published_on <= on
    ]
    return max(found, key=lambda event: event.published_on, default=None)


def classify(
    items: Sequence[OpenItem],
    weights: Mapping[str, int | None],
    events: Sequence[RiskEvent],
    promises: Sequence[JudgedPromise],
    silent: Silence | None,
    on: date,
    policy: Classing,
    material: int,
) -> Classified:
    """The class of a buyer with these open items, published events, judged promises and unanswered tries.

    `weights` gives each open invoice's amount in one common minor unit, `material` the amount in that unit from which a
    class counts whatever its share.
    """
    fired = [
        *_by_law(events, on, policy),
        *_by_promises(items, promises, policy),
        *_by_silence(items, silent, policy),
        *_by_age(items, weights, policy, material),
    ]
    if not fired:
        little = any(item.dpd > policy.grace_days for item in items)
        why = Reason("class_little_overdue") if little else Reason("class_nothing_overdue")
        return Classified(DebtClass.NOT_DUE, (why,))
    fired.sort(key=lambda pair: -pair[0].rank)
    return Classified(fired[0][0], tuple(reason for _, reason in fired))


Fired = tuple[DebtClass, Reason]


def _by_law(events: Sequence[RiskEvent], on: date, policy: Classing) -> list[Fired]:
    opened = [e for e in events if e.event.opens_insolvency and e.match is Match.EXACT_ID and e.published_on <= on]
    fired = [
        (DebtClass.DEAD, Reason("class_insolvency", {"event": event.event.value, "on": event.published_on})) for event in opened
    ]
    petition = petition_in_force(events, on, policy)
    if petition is not None:
        fired.append((DebtClass.BAD, Reason("class_petition", {"on": petition.published_on, "provider": petition.provider})))
    return fired


def still_broken(overdue: Sequence[OpenItem], promises: Iterable[JudgedPromise]) -> tuple[JudgedPromise, ...]:
    """Broken promises whose debt is still overdue: of an invoice they name, else given since the oldest fell due."""
    oldest = min((item.invoice.due_on for item in overdue), default=date.max)
    standing = {item.invoice.id for item in overdue}
    return tuple(
        entry
        for entry in promises
        if entry.state is PromiseState.BROKEN
        and (not standing.isdisjoint(entry.promise.invoices) if entry.promise.invoices else entry.promise.on >= oldest)
    )


def _by_promises(items: Sequence[OpenItem], promises: Sequence[JudgedPromise], policy: Classing) -> list[Fired]:
    """Broken promises count while the debt they were made for is still open."""
    broken = len(still_broken([item for item in items if item.dpd > 0], promises))
    for least, value in (
        (policy.broken_bad, DebtClass.BAD),
        (policy.broken_doubtful, DebtClass.DOUBTFUL),
        (1, DebtClass.IN_COLLECTION),
    ):
        if broken >= least:
            return [(value, Reason("class_broken_promises", {"count": broken}))]
    return []


def _by_silence(items: Sequence[OpenItem], silent: Silence | None, policy: Classing) -> list[Fired]:
    if silent is None or not silent.unreachable(policy) or not any(item.dpd > 0 for item in items):
        return []
    facts: dict[str, int | date] = {
        "tries": silent.tries,
        "channels": silent.channels,
        "since": silent.since,
        "days": silent.days,
    }
    return [(DebtClass.BAD, Reason("class_unreachable", facts))]


def item_class(item: OpenItem, policy: Classing) -> DebtClass:
    """The class of one item; a payment in that time keeps an old debt from being dead."""
    value = class_by_age(item.dpd, policy)
    since = days_after(item.invoice.due_on, item.dpd - policy.dead_days + 1)
    return DebtClass.BAD if value is DebtClass.DEAD and item.last_paid_on and item.last_paid_on >= since else value


def _by_age(items: Sequence[OpenItem], weights: Mapping[str, int | None], policy: Classing, material: int) -> list[Fired]:
    """The worst class that holds its share of everything open, or a material amount."""
    held: dict[DebtClass, int] = {}
    unknown: set[DebtClass] = set()
    oldest: dict[DebtClass, OpenItem] = {}
    for item in items:
        value = item_class(item, policy)
        minor = weights[item.invoice.id]
        held[value] = held.get(value, 0) + (minor or 0)
        if minor is None:
            unknown.add(value)
        if value not in oldest or item.dpd > oldest[value].dpd:
            oldest[value] = item
    everything = sum(held.values())
    heavier = 0
    for value in reversed(DebtClass):
        heavier += held.get(value, 0)
        if value is DebtClass.NOT_DUE or value not in held:
            continue
        if value in unknown or heavier * 100 >= everything * policy.customer_share_percent or heavier >= material:
            item = oldest[value]
            return [(value, Reason("class_age", {"invoice": item.invoice.id, "days": item.dpd}, item.open))]
    return []
