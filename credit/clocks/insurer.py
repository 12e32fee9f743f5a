"""The credit insurer's four clocks: tell it of an overdue, ship nothing further, hand over collection, file the claim.

They run only where cover was written down, and for what left while it held. What is overdue is covered up to the insured limit,
the oldest items first; what exceeds it is the house's own risk and at no stake here. Days, units and calendars are policy data
(`clocks.insurers`).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from credit.activity import Outcome
from credit.aging import Ledger, OpenItem
from credit.backlog import uninvoiced
from credit.calendar import days_after, days_before
from credit.clocks.clock import Clock, ClockKind, Fact, Rule
from credit.clocks.clocking import Consequence, Insurer, InsurerRule, Trigger
from credit.clocks.day_count import calendar_of, last_day
from credit.clocks.watch import Watch, desk_fact, due_fact, invoice_fact, meant
from credit.invoice import Invoice
from credit.limits.stop import NO_STOPS, Stop, Stops
from credit.money import Money
from credit.reason import Reason, ReasonFact
from credit.report import EventKind, RiskEvent

__all__ = ["covered_until", "in_doubt", "insurer_clocks", "insurer_of", "stops_of"]


@dataclass(frozen=True, slots=True)
class _Duty:
    """One item's last day by one rule."""

    item: OpenItem
    fact: Fact
    due_on: date
    rule: InsurerRule


def insurer_of(watch: Watch) -> Insurer:
    """The clocks that hold for the buyer: its insurer's row, else the policy's own, else the first."""
    rows = watch.policy.insurers
    return rows.get(watch.account.customer.insurer.lower()) or rows.get(watch.policy.insurer) or next(iter(rows.values()))


def insurer_clocks(watch: Watch) -> tuple[Clock, ...]:
    """The clocks that run towards the insurer, at most one of a kind; none where nothing is insured or overdue.

    Each is the clock of the item whose last day comes first; an item whose clock was missed longer ago than the policy's
    `missed_days` does not hide one that can still be kept. At stake is the covered share of what the clock runs for, at most
    that share of the insured limit, and all of it where a rate is missing.
    """
    if not watch.items or not watch.cover:
        return ()
    if watch.items[0].dpd <= 0 and not watch.account.events and not watch.account.contacts:
        return ()  # nothing that a clock could count from has happened
    insurer = insurer_of(watch)
    found = (
        _first(ClockKind.INSURER_NOTICE, _notices(watch, insurer), watch),
        _first(ClockKind.INSURER_STOP, _stops(watch, insurer), watch),
        _first(ClockKind.INSURER_HANDOVER, _handovers(watch, insurer), watch),
        _first(ClockKind.INSURER_CLAIM, _claims(watch, insurer), watch),
    )
    return tuple(clock for clock in found if clock is not None)


def stops_of(watch: Watch, items: Ledger) -> Stops:
    """Every stop of cover that bears on what is open, ordered or leaves today, the earliest first; none where nothing is insured.

    By the rule of the insurer's stop alone, item by item: one that is open stops until it is paid, one that was paid stopped
    until then. A rest that only a bank kept back was paid on its day.
    """
    insurer, buyer = insurer_of(watch), watch.account.customer
    if not buyer.insured_limit or not insurer.stop.count or not (watch.items or watch.account.orders):
        return NO_STOPS
    late = [(item, items.charged.get(item.invoice.id)) for item in watch.items]
    left = [item.invoice.left_on for item in watch.items]
    if any(order.shipped_on is not None for order in watch.account.orders):
        left += [order.shipped_on for order in uninvoiced(watch.account, watch.on) if order.shipped_on is not None]
    since = min(left, default=watch.on)
    after = items.settled[bisect_right(items.settled, since, key=attrgetter("on")) :]
    late += [(OpenItem(paid.invoice, paid.invoice.amount, paid.dpd, None), items.paid_on(paid)) for paid in after]
    seen = replace(watch, charged=())
    found = (_stop(insurer.stop, item, paid_on, seen) for item, paid_on in late)
    return Stops.of(stop for stop in found if stop is not None)


def _stop(rule: InsurerRule, item: OpenItem, paid_on: date | None, watch: Watch) -> Stop | None:
    """The stop an item brought; `None` where it was paid before anything could leave without cover."""
    last = _last_covered(item, watch)
    if last is None or last >= (watch.on if paid_on is None else days_before(paid_on, 1)):
        return None
    given = [each for each in watch.account.leniencies if item.invoice.issued_on <= each.on <= watch.on and each.insurer_consent]
    return Stop(item.invoice.id, last, paid_on, rule.source, tuple((each.on, each.consented_until) for each in given))


def in_doubt(watch: Watch) -> Reason | None:
    """Since when the cover is in doubt because the insurer was not told, or collection not handed over, in time.

    `None` where nothing was missed, or all of it was made up for: then the insurer has to say.
    """
    if not watch.items or not watch.cover:
        return None
    insurer = insurer_of(watch)
    missed = [
        duty
        for duty in (*_notices(watch, insurer), *_handovers(watch, insurer))
        if duty.due_on < watch.on and duty.rule.consequence is Consequence.COVER_LOST
    ]
    if not missed:
        return None
    first = min(missed, key=attrgetter("due_on"))
    facts: dict[str, ReasonFact] = {"on": days_after(first.due_on, 1), "due_on": first.due_on, "invoice": first.item.invoice.id}
    return Reason("cover_in_doubt", facts | {"source": first.rule.source})


def covered_until(invoice: Invoice, watch: Watch) -> date | None:
    """Last day on which an invoice may be unpaid without the insurer stopping its cover; `None`: this insurer says none.

    By the rule of its stop; where it has none, by that of its notice of an overdue.
    """
    insurer = insurer_of(watch)
    rule = insurer.stop if insurer.stop.count else insurer.overdue
    if not rule.count:
        return None
    since = invoice.issued_on if rule.trigger is Trigger.INVOICE else invoice.due_on
    return last_day(since, rule.count, rule.unit, _country(rule, watch))


def _first(kind: ClockKind, duties: Iterable[_Duty], watch: Watch) -> Clock | None:
    """The clock of the earliest duty that was not missed long ago, or of the earliest at all."""
    every = sorted(duties, key=attrgetter("due_on"))
    fresh = [duty for duty in every if (watch.on - duty.due_on).days <= watch.policy.missed_days] or every
    if not fresh:
        return None
    duty = fresh[0]
    country = _country(duty.rule, watch)
    rule = Rule(calendar_of(duty.rule.unit, country), duty.rule.source, duty.rule.doubt)
    items = list({entry.item.invoice.id: entry.item for entry in fresh}.values())
    lost = _to_be_shipped if duty.rule.consequence is Consequence.NEW_SHIPMENTS_UNCOVERED else _covered
    return Clock.running(kind, duty.fact, duty.due_on, watch.on, country, rule, lost(watch, items), duty.item.invoice.id)


def _country(rule: InsurerRule, watch: Watch) -> str:
    return {"": watch.home, "buyer": watch.there}.get(rule.calendar, rule.calendar)


def _notices(watch: Watch, insurer: Insurer) -> Iterator[_Duty]:
    """What the insurer must be told of and was not: overdue items, and all open ones once a petition or a refusal is known."""
    notices = watch.logged(Outcome.INSURER_NOTIFIED)
    for rule in (insurer.overdue, insurer.insolvency, insurer.refusal):
        for duty in _duties(rule, watch):
            # of an overdue it can be told from the day after the due date, of what was published or said on the day itself
            first = days_after(duty.item.invoice.due_on, 1) if duty.fact.kind == "invoice" else duty.fact.on
            if not any(notice.on >= first and meant(notice, duty.item) for notice in notices):
                yield duty


def _stops(watch: Watch, insurer: Insurer) -> Iterator[_Duty]:
    """The stop by each item, not before the day until which the insurer consented to wait for it."""
    for duty in _duties(insurer.stop, watch):
        yield replace(duty, due_on=max(duty.due_on, _consented(watch, duty.item.invoice)))


def _consented(watch: Watch, invoice: Invoice) -> date:
    """Last day until which the insurer consented to wait for an invoice; `date.min` where it did not."""
    given = [entry for entry in watch.account.leniencies if invoice.issued_on <= entry.on <= watch.on]
    return max((entry.consented_until for entry in given), default=date.min)


def _handovers(watch: Watch, insurer: Insurer) -> Iterator[_Duty]:
    for duty in _duties(insurer.handover, watch):
        if not watch.done(Outcome.HANDED_OVER, duty.item, duty.item.invoice.due_on):
            yield duty


def _claims(watch: Watch, insurer: Insurer) -> Iterator[_Duty]:
    for duty in _duties(insurer.claim, watch):
        if not watch.done(Outcome.INSURANCE_CLAIMED, duty.item, duty.fact.on):
            yield duty


def _duties(rule: InsurerRule, watch: Watch) -> Iterator[_Duty]:
    """The rule for every item its trigger has met by the day."""
    if not rule.count:
        return
    country = _country(rule, watch)
    stops = rule.consequence is Consequence.NEW_SHIPMENTS_UNCOVERED
    for item in watch.items:
        fact = _trigger(rule.trigger, item, watch) if stops or watch.insured(item) else None
        if fact is not None:
            yield _Duty(item, fact, last_day(fact.on, rule.count, rule.unit, country), rule)


def _trigger(trigger: Trigger, item: OpenItem, watch: Watch) -> Fact | None:
    """The fact the rule counts from, for this item; `None` while it has not happened."""
    overdue = item.dpd > 0 and item.invoice.id not in watch.charged
    if trigger is Trigger.INVOICE:
        return invoice_fact(item, item.invoice.issued_on) if overdue else None
    if trigger is Trigger.DUE:
        return due_fact(item) if overdue else None
    if trigger is Trigger.STOP:
        return _stopped(item, watch) if overdue else None
    if trigger in (Trigger.KNOWLEDGE, Trigger.PETITION):
        return _published(trigger, item, watch)
    outcome = Outcome.INSURER_NOTIFIED if trigger is Trigger.NOTICE else Outcome.REFUSED
    since = item.invoice.due_on if trigger is Trigger.NOTICE else item.invoice.issued_on
    logged = (c for c in watch.logged(outcome) if c.on >= since and meant(c, item))
    return next((desk_fact(contact) for contact in logged), None)


def _stopped(item: OpenItem, watch: Watch) -> Fact | None:
    """The end of cover for further shipments by this item."""
    last = _last_covered(item, watch)
    return Fact("invoice", item.invoice.id, max(last, _consented(watch, item.invoice))) if last is not None else None


def _last_covered(item: OpenItem, watch: Watch) -> date | None:
    """The last day on which what leaves is covered in spite of this item, the insurer's consent left aside; `None`: no end."""
    rule = insurer_of(watch).stop
    counted = _trigger(rule.trigger, item, watch) if rule.count and rule.trigger is not Trigger.STOP else None
    return last_day(counted.on, rule.count, rule.unit, _country(rule, watch)) if counted is not None else None


def _published(trigger: Trigger, item: OpenItem, watch: Watch) -> Fact | None:
    """The first petition or opening of proceedings since the item was invoiced."""
    for event in watch.account.events:
        told = event.learnt_on if trigger is Trigger.KNOWLEDGE else event.published_on
        happened = event.published_on <= watch.on
        if _insolvent(event) and happened and item.invoice.issued_on <= told <= watch.on:
            return Fact("event", event.id, told, event.provider)
    return None


def _insolvent(event: RiskEvent) -> bool:
    named = event.event.opens_insolvency or event.event is EventKind.WINDING_UP_PETITION
    return named and event.counts


def _covered(watch: Watch, items: Sequence[OpenItem]) -> Money:
    """The covered share of `items`."""
    cover = watch.cover or Money.zero(watch.base)
    owed = watch.total(items, cover.currency)
    covered = min(owed, cover) if owed is not None else cover
    return Money(covered.minor * watch.percent // 100, cover.currency)


def _to_be_shipped(watch: Watch, _items: Sequence[OpenItem]) -> Money:
    """The covered share of orders taken and not invoiced, which would go out without cover; at most that of free cover.

    Of what has no rate, as much is taken as there is cover.
    """
    cover = watch.cover or Money.zero(watch.base)
    used = watch.total(filter(watch.insured, watch.items), cover.currency)
    free = max(cover.minor - (used.minor if used is not None else 0), 0)
    orders = [watch.rates.convert(order.amount, cover.currency, watch.on) for order in uninvoiced(watch.account, watch.on)]
    worth = sum(order.money.minor if order is not None else free for order in orders)
    return Money(min(worth, free) * watch.percent // 100, cover.currency)
