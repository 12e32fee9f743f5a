"""Staying in a class whose event is over: what was entered is left by its own door, whatever entered it (TRADE.md 4.3).

A promised invoice that was paid, an answer, a better report and months that went by take nobody out of bad or doubtful debt. So
each event is asked for again on the eve of every day on which it can have ended, by what is known now of that day. Bad debt by
an event stays until half of what was overdue when it turned bad is paid; doubtful debt until nothing is far past due.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from credit.activity import Outcome
from credit.calendar import days_after, days_before, month_end, months_after, months_before
from credit.classing.case import Case, Fired, day_of
from credit.classing.events import by_grade, by_plan_asked, by_promises, by_silence, short_paid
from credit.classing.leaving import far_overdue_since, half_is_missing
from credit.classing.short_pays import answered, short_pay_series
from credit.contacting import contacts_made, silence
from credit.five_classes import DebtClass
from credit.promises import PromiseState
from credit.rating.letter import Grade
from credit.reason import Reason, ReasonFact, rests_on

__all__ = ["stayed"]

BAD, DOUBTFUL = DebtClass.BAD, DebtClass.DOUBTFUL
MONTHS = 6
"""Months' ends on which the own record is asked whether it had been the worst: what was overdue before is bad by its age."""


@dataclass(frozen=True, slots=True)
class Stood:
    """An event that had made a class on an earlier day."""

    value: DebtClass
    reason: Reason
    entered: date
    """Day from which it did so for what was overdue."""
    last: date
    """The day it is known to have stood on, the last before it may have ended."""


def stayed(case: Case, value: DebtClass) -> Iterator[Fired]:
    """The class that an event made and the buyer has not left, though the event is over: told by the last that stood.

    `value` is the class by the rules that fire: a heavier one alone is looked for. Where half of what was overdue is missing some
    of it is overdue now, so nothing before its oldest item is looked at.
    """
    if value.at_least(BAD) or not case.overdue:
        return
    late_since, far_eve = days_after(case.overdue[0].invoice.due_on, 1), days_before(far_overdue_since(case), 1)
    found: Fired | None = None
    for stood in _events(case, min(late_since, far_eve)):
        facts: dict[str, ReasonFact] = {"entered_by": stood.reason.code, "on": stood.entered, **rests_on(stood.reason)}
        facts["source"] = stood.reason.facts["source"]
        if stood.value is BAD and stood.last >= late_since and half_is_missing(case, stood.entered):
            yield BAD, Reason("class_stays_bad", {**facts, "percent": case.policy.half_paid_percent})
            return
        if found is None and not value.at_least(DOUBTFUL) and stood.last >= far_eve:
            found = DOUBTFUL, Reason("class_stays_doubtful", {**facts, "days": case.policy.calm_days})
    if found is not None:
        yield found


def _events(case: Case, since: date) -> Iterator[Stood]:
    """What made a class on a day from `since` on after which it can be over, the last first; then the grade."""
    for day in sorted({day for day in _eves(case) if since <= day < case.on}, reverse=True):
        then = _then(case, day)
        if then.overdue:
            late = days_after(then.overdue[0].invoice.due_on, 1)
            yield from (
                Stood(value, reason, max(day_of(reason, case), late), day)
                for value, reason in (*by_promises(then), *by_silence(then), *by_plan_asked(then), *_short_pays(then, case))
                if value.at_least(DOUBTFUL)
            )
    yield from _worst_grade(case, since)


def _then(case: Case, day: date) -> Case:
    """The case of an earlier day, by what is known now; without its grade."""
    judged = tuple(entry for entry in case.promises if entry.judged_on < day)
    silent = silence(contacts_made(case.account, day), day)
    return replace(case, items=case.ledger_on(day), promises=judged, silent=silent)


def _short_pays(then: Case, case: Case) -> Iterator[Fired]:
    """Short pays of an earlier day: a word that was given later explains none of them, a dispute does."""
    series = short_pay_series(then.account, then.items, case.policy, case.short_pays)
    excused = {item.invoice.id for item in then.overdue if answered(case.account, item, case.on)}
    return short_paid([entry for entry in series if entry.invoice not in excused], case.policy)


def _eves(case: Case) -> Iterator[date]:
    """Days after which an event that makes doubtful or worse can be over; none where no such event can have been."""
    account, policy = case.account, case.policy
    broken = sum(entry.state is PromiseState.BROKEN for entry in case.promises) >= policy.broken_doubtful
    unheard = sum(contact.outcome.reached is False for contact in account.contacts) >= policy.unanswered_tries
    asked = any(contact.outcome is Outcome.PLAN_REQUESTED for contact in account.contacts)
    short = len(case.items.in_parts) >= policy.short_pays
    if broken or asked or short:  # a payment ends no silence
        yield from (days_before(settled.on, 1) for settled in case.items.settled if settled.dpd > 0)
    if unheard:
        yield from (days_before(contact.on, 1) for contact in account.contacts if contact.outcome.reached)
    if short:
        yield from (days_before(promise.on, 1) for promise in account.promises)
        yield from (days_before(dispute.on, 1) for dispute in account.disputes)
        for parts in case.items.in_parts.values():
            yield from (days_before(months_after(on, policy.short_pay_months), 1) for on, _ in parts)


def _worst_grade(case: Case, since: date) -> Iterator[Stood]:
    """The worst grade of an earlier day, where it is not any more."""
    first = max(since, days_before(case.on, case.policy.bad_days))
    for day in sorted({day for day in _graded_on(case) if first <= day < case.on}, reverse=True):
        for value, reason in _worst_on(case, day):
            span = range((day - first).days + 1)
            began = bisect_left(span, True, key=lambda days: bool(_worst_on(case, days_after(first, days))))
            yield Stood(value, reason, days_after(first, began), day)


def _worst_on(case: Case, day: date) -> list[Fired]:
    return list(by_grade(replace(case, graded=case.grade_then(day))))


def _graded_on(case: Case) -> Iterator[date]:
    """Days after which the grade can be another: a report comes or is too old, months go by over its own record."""
    for report in case.account.reports:
        yield days_before(max(report.learnt_on, report.spoken_on), 1)
        yield months_after(report.spoken_on, case.report_months)
    if case.graded.points is not None and case.graded.value is Grade.D:  # what was the worst is the next to it for a time
        yield from (month_end(months_before(case.on, back)) for back in range(1, MONTHS + 1))
