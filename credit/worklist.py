"""Today's queue: whom to speak to first, in three lanes, and who is left alone and why.

Clocks whose missing loses money come first, then what happened today, then value: what a day of waiting costs. Gates run
last and cannot be outscored; whoever is held stays visible with the reason and the day of return. One row is one buyer,
because one buyer is one conversation (TRADE.md 4.2).
"""

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from credit.activity import Channel
from credit.alerts import Alert, AlertKind
from credit.assess import Assessed
from credit.assessment import Assessment
from credit.clock_step import clock_step, urgency
from credit.clocks.clock import Clock, ClockKind, clock_reason
from credit.controlled import compared, taught
from credit.event_lane import asking
from credit.exposure import converted_total
from credit.foresight.ranking import own_risks
from credit.gates import Held, gate
from credit.in_transit import can_stop, halted
from credit.lessons import NO_LESSONS, Lessons, lessons
from credit.matching import matching_step, to_match
from credit.money import Money
from credit.policy import Policy
from credit.rates import Rates
from credit.reason import DESK, POLICY, Reason, ReasonFact
from credit.report import Severity
from credit.treatment import NextStep, Sender, ladder_name, next_step
from credit.waiting import Known, Waiting, smallest_overdue, waiting

__all__ = ["NO_WORK", "Held", "Lane", "Task", "Worklist", "pinned", "place", "worklist"]


class Lane(StrEnum):
    """Why a row stands where it stands; earlier lanes come first."""

    CLOCK = "clock"
    EVENT = "event"
    VALUE = "value"


_LANES = {lane: place for place, lane in enumerate(Lane)}


@dataclass(frozen=True, slots=True)
class Task:
    """One buyer to work on today."""

    customer_id: str
    lane: Lane
    value_per_day: Money | None
    """What a day of waiting costs in base currency; `None` where a rate is missing."""
    reasons: tuple[Reason, ...]
    """Why it stands here, then the lines that sum to the value."""
    step: NextStep
    clocks: tuple[Clock, ...]
    urgency: tuple[int, ...] = ()
    """Order within its lane: smaller comes first."""


@dataclass(frozen=True, slots=True)
class Worklist:
    """Today's work in order, and what is held."""

    tasks: tuple[Task, ...] = ()
    held: tuple[Held, ...] = ()
    placed: Mapping[str, Task | Held | None] = field(default_factory=dict)
    """Where each buyer came to stand; kept so that only buyers that changed are placed again."""
    seen: Assessed | None = None
    lessons: Lessons = field(default=NO_LESSONS, compare=False)
    """What the past of the whole house says of its rows."""


NO_WORK = Worklist()


def worklist(assessed: Assessed, previous: Worklist = NO_WORK, drawn: Lessons | None = None) -> Worklist:
    """The queue of an assessed book; rows of `previous` are kept for buyers whose assessment is the same object.

    The lessons of the book may have been `drawn` already.
    """
    book = assessed.book
    changed = frozenset(assessed.moved(previous.seen.by_id if previous.seen is not None else {}))
    told = drawn or lessons(assessed, previous.lessons)
    if not told.places_as(previous.lessons, assessed.on):
        previous, changed = NO_WORK, frozenset(assessed.by_id)
    fresh = {id: place(assessed.by_id[id], book.policy, book.rates, told) for id in changed if id in assessed.by_id}
    placed = {**previous.placed, **fresh}
    for id in changed - fresh.keys():
        placed.pop(id, None)
    tasks = [task for task in previous.tasks if task.customer_id not in changed]
    held = [entry for entry in previous.held if entry.customer_id not in changed]
    for stands in fresh.values():
        if isinstance(stands, Task):
            insort(tasks, stands, key=_order)
        elif stands is not None:
            insort(held, stands, key=lambda entry: (entry.until or date.max, entry.customer_id))
    return Worklist(tuple(tasks), tuple(held), placed, assessed, told)


def _order(task: Task) -> tuple[int, tuple[int, ...], str]:
    return _LANES[task.lane], task.urgency, task.customer_id


def place(entry: Assessment, policy: Policy, rates: Rates, told: Lessons) -> Task | Held | None:
    """Where one buyer stands today by what the house was told: a task, held by a gate, or `None` where there is nothing to do."""
    policy = taught(policy, told.controlled)
    pressing = [clock for clock in entry.clocks if _loses(clock) and _presses(clock, policy)]
    events = asking(entry, policy)
    called = pressing or events or _worth_calling(entry, policy) or (entry.pin is not None and not entry.pin.last)
    if not called and not any(each.unapplied.minor > 0 for each in entry.agings):
        return None
    step = next_step(entry, policy)
    held = gate(entry, bool(events), step.channel, policy) if called else None
    matched = to_match(entry, held is not None and held.reason == "unapplied_covers", policy)
    if not called and matched is None:
        return None
    if owed := _unanswered(entry, held):
        held = None
    own_work = bool(matched or owed)
    if not pressing and not any(alert.severity is Severity.CRITICAL for alert in events):
        if (work := _own_step(entry, held, matched, owed)) is not None:
            step, held = work, None
        if held is not None:
            return held
    if pressing:
        step = clock_step(pressing, entry.on, bool(policy.ladders.named(ladder_name(entry)).most_contacts)) or step
    known = Known(own_risks(entry, told.own.learnt) if told.own.learnt else {}, told.recorded_since)
    cost = waiting(entry, _costing(step), policy, rates, known)
    lane, order = _standing(entry, pressing, events, cost, own_work, rates)
    if lane is Lane.VALUE and _loss(cost) and entry.pin is None:
        step = replace(next_step(entry, policy, without=Sender.LAWYER), channel=_WRITTEN)
        cost = waiting(entry, _costing(step), policy, rates, known)
        if _loss(cost):
            return Held(entry.id, "costs_more", None, facts={"on": entry.on, "source": POLICY})
        lane, order = _standing(entry, pressing, events, cost, own_work, rates)
    happened = (Reason(f"alert_{a.kind.value}", a.evidence) for a in events)
    why = [*pinned(entry), *map(clock_reason, (*pressing, *owed)), *happened, *([matched] if matched else [])]
    goods = (*can_stop(entry), *halted(entry))
    said = (*why, *_passed(held), *_key_account(entry), *goods, *cost.reasons, *compared(entry, told.controlled))
    return Task(entry.id, lane, cost.per_day, said, step, entry.clocks, order)


def _unanswered(entry: Assessment, held: Held | None) -> list[Clock]:
    """The clock of the dispute that keeps the buyer out of work, once its day has come: the house owes the answer."""
    if held is None or held.reason != "disputed" or held.until is None or held.until > entry.on:
        return []
    return [each for each in entry.clocks if each.kind is ClockKind.DISPUTE and each.subject == held.facts["dispute"]]


def _own_step(entry: Assessment, held: Held | None, matched: Reason | None, owed: Sequence[Clock]) -> NextStep | None:
    """What the house does by itself before anybody is spoken to: money is matched, a dispute answered; `None`: nothing."""
    if matched is not None and (held is None or held.reason != "snoozed"):
        return matching_step(entry, matched)
    return clock_step(owed, entry.on, True)


_WRITTEN = Channel.EMAIL.value
"""How a debt is asked for that a call, or a lawyer, would cost more than: small balances are collected by mail of our own."""


def _costing(step: NextStep) -> str:
    """The row of the policy's costs for a step: its channel, but for a lawyer's letter."""
    return step.sender.value if step.sender is Sender.LAWYER else step.channel


def _loss(cost: Waiting) -> bool:
    """Whether the contact costs more than it brings."""
    return cost.per_day is not None and cost.per_day.minor < 0


def _standing(
    entry: Assessment, pressing: Sequence[Clock], events: Sequence[Alert], cost: Waiting, own_work: bool, rates: Rates
) -> tuple[Lane, tuple[int, ...]]:
    """The lane of a row and its order within the lane; its first figure is the place a person gave it.

    Clocks are absolute, those that can still be kept before those that were missed. A pin is an event of the day and stands at
    the head of them, and a broken promise before the others that are not critical, however old their debt; a push to the end
    holds for what is neither a clock nor critical.
    """
    worth = (0, -cost.per_day.minor) if cost.per_day is not None else (1, 0)
    if pressing:
        missed, days = min(map(urgency, pressing))
        return Lane.CLOCK, (_PLACED, int(missed), days, -_stake(pressing, entry, rates))
    if entry.pin is not None and not entry.pin.last:
        return Lane.EVENT, (_FIRST, *worth)
    critical = bool(events) and events[0].severity is Severity.CRITICAL
    if entry.pin is not None and not critical:
        return Lane.VALUE, (_LAST, *worth)
    if events or own_work:
        broken = any(alert.kind is AlertKind.BROKEN_PROMISE for alert in events)
        return Lane.EVENT, (_PLACED, 0 if critical else 1 if broken else 2, -(entry.overdue_in_base or 0))
    return Lane.VALUE, (_PLACED, *worth)


def _key_account(entry: Assessment) -> tuple[Reason, ...]:
    """Who speaks to a key account, whoever the ladder names: such a buyer is nobody's routine."""
    buyer = entry.account.customer
    facts: dict[str, ReasonFact] = {"owner": buyer.owner, "on": buyer.learnt_on, "buyer": buyer.id, "source": DESK}
    return (Reason("key_account", facts),) if buyer.owner else ()


_FIRST, _PLACED, _LAST = -1, 0, 1
"""Put at the head by a person, where the rules say, and pushed to the end."""


def pinned(entry: Assessment) -> tuple[Reason, ...]:
    """Who gave the row its place, why, and until when."""
    pin = entry.pin
    if pin is None:
        return ()
    facts: dict[str, ReasonFact] = {
        "reason": pin.reason, "until": pin.until, "who": pin.who, "on": pin.on, "pin": pin.id, "source": DESK
    }  # fmt: skip
    return (Reason("pushed", facts),) if pin.last else (Reason("pinned", facts),)


def _passed(held: Held | None) -> tuple[Reason, ...]:
    """That somebody meant to leave the buyer alone, and that this does not wait."""
    if held is None or held.reason in ("recently_contacted", "day_off", "control_group"):
        return ()
    return (
        Reason("gate_passed_until", {"until": held.until, **held.facts}) if held.until else Reason("gate_passed", held.facts),
    )


def _loses(clock: Clock) -> bool:
    """Whether missing it loses money: an amount, or a fine nobody can put a figure on (TRADE.md 4.2, SAFE)."""
    return bool(clock.stake) or clock.kind is ClockKind.SAFE_REPORT


def _presses(clock: Clock, policy: Policy) -> bool:
    return -policy.clocks.missed_days <= clock.slack <= policy.clocks.lane_days


def _stake(clocks: Iterable[Clock], entry: Assessment, rates: Rates) -> int:
    worth = (converted_total([clock.stake], entry.base, rates, entry.on) for clock in clocks if clock.stake)
    return max((money.minor for money in worth if money is not None), default=0)


def _worth_calling(entry: Assessment, policy: Policy) -> bool:
    """Whether something is overdue beyond grace, and more than a trifle: by what nobody contests, where there is any."""
    free = next((item.dpd for item in entry.ledger.overdue if entry.undisputed(item)), entry.worst_dpd)
    if free <= policy.classing.grace_days:
        return False
    overdue = entry.overdue_in_base
    return overdue is None or overdue >= smallest_overdue(policy, entry.base)
