"""Age: the class an item has by its days past due, and the class of a buyer by what holds enough of its debt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from credit.aging import OpenItem
from credit.calendar import days_after, days_before
from credit.classing.case import Case, Fired, acknowledged_since, meant_by
from credit.five_classes import DebtClass
from credit.reason import DESK, OWN_LEDGER, Reason, ReasonFact
from credit.thresholds import Classing

__all__ = ["Heaviest", "by_items", "class_by_age", "first_day", "heaviest", "item_class", "item_classes", "unjustified"]


def first_day(value: DebtClass, policy: Classing) -> int:
    """First day past due on which an item is in this class by age."""
    return {
        DebtClass.DEAD: policy.dead_days,
        DebtClass.BAD: policy.bad_days,
        DebtClass.DOUBTFUL: policy.doubtful_days,
        DebtClass.IN_COLLECTION: policy.grace_days + 1,
    }[value]


def class_by_age(dpd: int, policy: Classing) -> DebtClass:
    """The class an item has by its days past due alone."""
    if dpd <= policy.grace_days:
        return DebtClass.NOT_DUE
    if dpd < policy.doubtful_days:
        return DebtClass.IN_COLLECTION
    if dpd < policy.bad_days:
        return DebtClass.DOUBTFUL
    return DebtClass.BAD if dpd < policy.dead_days else DebtClass.DEAD


def item_class(item: OpenItem, policy: Classing) -> DebtClass:
    """The class of one item by age; a payment in the time after which it would be dead keeps it from being so."""
    value = class_by_age(item.dpd, policy)
    return DebtClass.BAD if value is DebtClass.DEAD and item.last_paid_on and item.last_paid_on >= _alive(item, policy) else value


def _alive(item: OpenItem, policy: Classing) -> date:
    """First day on which a payment or a word still keeps the item from being dead."""
    return days_after(item.invoice.due_on, item.dpd - policy.dead_days + 1)


def unjustified(case: Case) -> dict[str, Reason]:
    """Overdue items whose dispute was closed because the buyer was wrong: they are collected, grace or not."""
    found: dict[str, Reason] = {}
    for dispute in case.account.disputes:
        if dispute.justified is not False or dispute.closed_on is None or dispute.closed_on > case.on:
            continue
        for item in case.overdue:
            if meant_by(dispute.invoices, dispute.on, item):
                facts: dict[str, ReasonFact] = {"invoice": item.invoice.id, "on": dispute.closed_on, "dispute": dispute.id}
                found[item.invoice.id] = Reason("class_dispute_unjustified", facts | {"source": DESK}, item.open)
    return found


def item_classes(case: Case, dead: Mapping[str, Reason], wrong: Mapping[str, Reason]) -> dict[str, DebtClass]:
    """The class of every open item: a legal fact about it, else its age, else a dispute that was not justified.

    What a bank kept back beyond the cap of the year is no debt of an age, nor what was paid in another currency and is not
    booked yet: its buyer has paid.
    """
    found: dict[str, DebtClass] = {}
    for item in case.items.open:
        number = item.invoice.id
        value = DebtClass.DEAD if number in dead else item_class(item, case.policy)
        if number in case.items.paid_but and number not in dead:
            value = DebtClass.NOT_DUE
        if value is DebtClass.NOT_DUE and number in wrong:
            value = DebtClass.IN_COLLECTION
        if value is DebtClass.DEAD and number not in dead:
            spoken = acknowledged_since(case, item, days_before(_alive(item, case.policy), 1))
            value = DebtClass.BAD if spoken else value
        found[number] = value
    return found


@dataclass(frozen=True, slots=True)
class Heaviest:
    """The class that holds enough of a buyer's debt, and the oldest item in it."""

    value: DebtClass
    oldest: OpenItem


def heaviest(
    items: Iterable[OpenItem],
    classes: Mapping[str, DebtClass],
    weights: Mapping[str, int | None],
    policy: Classing,
    material: int,
) -> Heaviest | None:
    """The worst class that holds its share of everything open, heavier ones counted with it, or a material amount.

    An item of unknown worth counts as enough. `None` where no class but the lightest does.
    """
    held: dict[DebtClass, int] = {}
    unknown: set[DebtClass] = set()
    oldest: dict[DebtClass, OpenItem] = {}
    for item in items:
        value = classes[item.invoice.id]
        minor = weights[item.invoice.id]
        held[value] = held.get(value, 0) + (minor or 0)
        if minor is None:
            unknown.add(value)
        if value not in oldest or item.dpd > oldest[value].dpd:
            oldest[value] = item
    everything = sum(held.values())
    heavier = 0
    for value in _HEAVY_FIRST:
        if value not in held:
            continue
        heavier += held[value]
        if value in unknown or heavier * 100 >= everything * policy.customer_share_percent or heavier >= material:
            return Heaviest(value, oldest[value])
    return None


_HEAVY_FIRST: Sequence[DebtClass] = tuple(reversed(DebtClass))[:-1]


def by_items(
    case: Case, classes: Mapping[str, DebtClass], dead: Mapping[str, Reason], wrong: Mapping[str, Reason]
) -> list[Fired]:
    """The class by what is owed, told by its oldest item.

    What is contested is answered first, and weighs nothing beside what nobody contests; where all is contested it has its age.
    """
    weights = dict(case.weights)
    weighed = []
    for item in case.items.open:
        number, contested = item.invoice.id, case.contested.get(item.invoice.id, 0)
        if contested and number not in dead:
            weight = weights[number]
            weights[number] = None if weight is None else weight * (item.open.minor - contested) // item.open.minor
        if contested < item.open.minor or number in dead:
            weighed.append(item)
    if not weighed:
        weighed, weights = list(case.items.open), dict(case.weights)
    found = heaviest(weighed, classes, weights, case.policy, case.material)
    if found is None:
        return []
    item = found.oldest
    number = item.invoice.id
    if number in dead:
        return [(found.value, dead[number])]
    if number in wrong and class_by_age(item.dpd, case.policy) is DebtClass.NOT_DUE:
        return [(found.value, wrong[number])]
    since = days_after(item.invoice.due_on, first_day(found.value, case.policy))
    facts: dict[str, ReasonFact] = {"invoice": number, "days": item.dpd, "on": since, "source": OWN_LEDGER}
    return [(found.value, Reason("class_age", facts, item.open))]
