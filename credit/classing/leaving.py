"""Leaving a class: what takes a buyer out of bad and doubtful again, and what keeps it there although no rule fires any more.

A class is entered by any of its rules and left by its own door (TRADE.md 4.3). Bad debt leaves once half of what was overdue is
paid since it turned bad, or by a plan of which two instalments were kept; doubtful debt by being paid below 30 days past due,
or by a plan on track. Until then a buyer that paid its one old invoice alone is not cured. A petition is not lifted by money.
Here is what age made; what an event made stands in `credit.classing.staying`.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from credit.aging import Ledger, Settled
from credit.calendar import days_after, days_before
from credit.classing.age import class_by_age, heaviest, item_class
from credit.classing.case import Case, Fired, day_of
from credit.classing.law import LEGAL
from credit.classing.plan import agreed_plan
from credit.five_classes import DebtClass
from credit.reason import DESK, OWN_LEDGER, Reason, ReasonFact

__all__ = ["far_overdue_since", "half_is_missing", "kept_back", "left_behind"]

NOT_HALF = frozenset({"class_not_half_paid", "class_stays_bad"})
"""Codes of what keeps a buyer bad that no rule makes so any more: they counted what was paid themselves."""
BAD, DOUBTFUL, IN_COLLECTION = DebtClass.BAD, DebtClass.DOUBTFUL, DebtClass.IN_COLLECTION


def left_behind(fired: Sequence[Fired], case: Case) -> list[Fired]:
    """The rules that fired, each at the class that is left of it, behind what made it lighter."""
    found = list(fired)
    bad = [reason for value, reason in found if value is BAD and reason.code not in LEGAL]
    if bad:
        fires = [reason for reason in bad if reason.code not in NOT_HALF]
        found = _lowered(found, BAD, DOUBTFUL, (_half_since(case, fires) if fires else None) or _plan_kept(case))
    doubtful = [reason for value, reason in found if value is DOUBTFUL]
    if doubtful:
        found = _lowered(found, DOUBTFUL, IN_COLLECTION, _on_track(case) or _paid_down(case, doubtful))
    return found


def _lowered(fired: list[Fired], value: DebtClass, left: DebtClass, why: Reason | None) -> list[Fired]:
    """With `why`, every rule of this class at the lighter one, and `why` before them; a legal fact stays as it is."""
    if why is None:
        return fired
    return [(left, why), *((left if was is value and r.code not in LEGAL else was, r) for was, r in fired)]


def _plan_kept(case: Case) -> Reason | None:
    plan = agreed_plan(case)
    if plan is None or plan.missed or plan.kept < case.policy.plan_instalments:
        return None
    return Reason("class_plan_kept", {"count": plan.kept, "on": plan.on, "contact": plan.contact, "source": DESK})


def _on_track(case: Case) -> Reason | None:
    plan = agreed_plan(case)
    if plan is None or not plan.on_track:
        return None
    return Reason("class_plan_on_track", {"on": plan.on, "contact": plan.contact, "source": DESK})


def _paid_down(case: Case, reasons: Sequence[Reason]) -> Reason | None:
    """Whether the buyer was far overdue when it turned doubtful, and has paid below that since."""
    calm = case.policy.calm_days
    if case.overdue and case.overdue[0].dpd >= calm:
        return None
    since = min(day_of(reason, case) for reason in reasons)
    then = case.ledger_on(since)
    if not then.open or then.open[0].dpd < calm:
        return None
    facts: dict[str, ReasonFact] = {"days": calm, "on": since, "invoice": then.open[0].invoice.id, "source": OWN_LEDGER}
    return Reason("class_paid_down", facts)


def _half_since(case: Case, reasons: Sequence[Reason]) -> Reason | None:
    """Whether half of what was overdue on the day the debt turned bad has been paid since.

    Where more has turned bad since, and half of the former had been paid by then, it is counted from that later day alone.
    The grade says when it was found, not since when the debt is bad: its day counts where nothing else gives one. What made it
    bad before anything was overdue does so from the day the oldest item is.
    """
    policy = case.policy
    turned = [days_after(item.invoice.due_on, policy.bad_days) for item in case.overdue if item.dpd >= policy.bad_days]
    days = [*(day_of(reason, case) for reason in reasons if reason.code != "class_grade"), *turned]
    late_since = min((days_after(item.invoice.due_on, 1) for item in case.overdue), default=date.min)
    days = [max(day, late_since) for day in days or [day_of(reason, case) for reason in reasons]]
    first, latest = min(days), max(days)
    since, percent = latest, _paid_percent(case, latest, case.items)
    if percent < policy.half_paid_percent and first < latest:
        since, percent = first, _paid_percent(case, first, case.items)
        if percent >= policy.half_paid_percent and _was_half_paid(case, first, latest):
            return None
    if percent < policy.half_paid_percent:
        return None
    return Reason("class_half_paid", {"percent": percent, "on": since, "receipt": _half_with(case, since), "source": OWN_LEDGER})


def _half_with(case: Case, since: date) -> str:
    """The first receipt with which half of what was overdue on the day `since` was paid."""
    came = [receipt for receipt in case.account.receipts if since < receipt.on <= case.on]
    enough = (r.id for r in came if _paid_percent(case, since, case.ledger_on(r.on)) >= case.policy.half_paid_percent)
    return next(enough, came[-1].id)


def _was_half_paid(case: Case, since: date, by: date) -> bool:
    return _paid_percent(case, since, case.ledger_on(by)) >= case.policy.half_paid_percent


def _paid_percent(case: Case, since: date, later: Ledger) -> int:
    """Whole percent, by `later`, of what was overdue on the day `since`; 0 where nothing was, or a rate is missing."""
    if not any(since < receipt.on <= later.on for receipt in reversed(case.account.receipts)):
        return 0
    still = {item.invoice.id: item.open.minor for item in later.open}
    owed = left = 0
    for item in case.ledger_on(since).overdue:
        worth = case.weigh(item.open)
        if worth is None:
            return 0
        owed += worth
        left += worth * min(still.get(item.invoice.id, 0), item.open.minor) // item.open.minor
    return (owed - left) * 100 // owed if owed else 0


def _since_then(items: Ledger, start: date, days: int) -> Iterator[Settled]:
    """Invoices paid more than so many days late, the latest first, while there was always one that late until `start`."""
    for settled in reversed(items.settled):
        if settled.on < start:
            return
        if settled.dpd > days:
            start = min(start, days_after(settled.invoice.due_on, days))
            yield settled


def far_overdue_since(case: Case) -> date:
    """Day since which something has always been as far past due as keeps debt doubtful; `date.max` where nothing is today."""
    calm = case.policy.calm_days
    if case.overdue[0].dpd < calm:
        return date.max
    start = days_after(case.overdue[0].invoice.due_on, calm)
    return min([start, *(days_after(paid.invoice.due_on, calm) for paid in _since_then(case.items, start, calm))])


def half_is_missing(case: Case, since: date) -> bool:
    """Whether less than half of what was overdue on the day `since` has been paid."""
    return _paid_percent(case, since, case.items) < case.policy.half_paid_percent


def kept_back(case: Case, value: DebtClass) -> Iterator[Fired]:
    """The class a buyer has not left yet, although what made it is paid, or all but a trifle: told by the invoice that was.

    `value` is the class by the rules that fire: a heavier one alone is looked for.
    """
    policy, items = case.policy, case.items
    if value.at_least(BAD) or not case.overdue or case.overdue[0].dpd < policy.calm_days:
        return
    calm_since = days_after(case.overdue[0].invoice.due_on, policy.calm_days)
    found: Fired | None = None
    paid_on = [Settled(item.invoice, item.last_paid_on) for item in items.overdue if item.last_paid_on is not None]
    for settled in (*paid_on, *_since_then(items, calm_since, policy.calm_days)):
        late, least = class_by_age(settled.dpd - 1, policy), BAD if found or value is DOUBTFUL else DOUBTFUL
        if not late.at_least(least):
            continue
        was = _class_on(case, days_before(settled.on, 1))
        facts: dict[str, ReasonFact] = {"invoice": settled.invoice.id, "days": settled.dpd, "on": settled.on}
        facts["source"] = OWN_LEDGER
        if late.at_least(BAD) and was.at_least(BAD):
            turned = days_after(settled.invoice.due_on, policy.bad_days)
            if half_is_missing(case, turned):
                yield BAD, Reason("class_not_half_paid", {**facts, "percent": policy.half_paid_percent})
                return
        if least is DOUBTFUL and was.at_least(DOUBTFUL):
            found = DOUBTFUL, Reason("class_not_paid_down", {**facts, "count": policy.calm_days})
    if found is not None:
        yield found


def _class_on(case: Case, day: date) -> DebtClass:
    """The class by age on an earlier day."""
    then = case.ledger_on(day)
    classes = {item.invoice.id: item_class(item, case.policy) for item in then.open}
    weights = {item.invoice.id: case.weigh(item.open) for item in then.open}
    held = heaviest(then.open, classes, weights, case.policy, case.material)
    return held.value if held is not None else DebtClass.NOT_DUE
