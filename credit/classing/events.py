"""Events: broken promises, silence, a grade that is the worst or fell far, a plan asked for late, payments that come short.

They are about debt that is overdue: nothing is collected before its day, so none of them makes a class while nothing is past
due. What a rule measures by facts a heavier rule weighs already (a grade that is E for age alone) is told with it and asks for
nothing by itself.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from credit.activity import Outcome
from credit.aging import OpenItem
from credit.calendar import days_after, days_before
from credit.classing.case import Case, Fired, meant_by
from credit.classing.short_pays import ShortPaid, short_pay_series
from credit.contacting import contacts_made, unreachable_since
from credit.five_classes import DebtClass
from credit.limits.cover import cover_of
from credit.promises import JudgedPromise, PromiseState
from credit.rating.grade import Graded
from credit.rating.letter import Grade
from credit.reason import DESK, OWN_LEDGER, Reason, ReasonFact, rests_on
from credit.thresholds import Classing

__all__ = [
    "by_fall",
    "by_grade",
    "by_plan_asked",
    "by_promises",
    "by_short_pays",
    "by_silence",
    "grade_beside",
    "short_paid",
    "still_broken",
]


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


def by_promises(case: Case) -> Iterator[Fired]:
    """Broken promises count while the debt they were made for is still open."""
    if not case.promises:
        return
    broken = sorted(still_broken(case.overdue, case.promises), key=lambda entry: entry.judged_on)
    for least, value in (
        (case.policy.broken_bad, DebtClass.BAD),
        (case.policy.broken_doubtful, DebtClass.DOUBTFUL),
        (1, DebtClass.IN_COLLECTION),
    ):
        if len(broken) >= least:
            last = broken[least - 1]
            facts: dict[str, ReasonFact] = {"count": len(broken), "on": days_after(last.judged_on, 1)}
            yield value, Reason("class_broken_promises", facts | {"promise": last.promise.id, "source": DESK})
            return


def by_silence(case: Case) -> Iterator[Fired]:
    """Nobody answers, on several channels and for long."""
    silent = case.silent
    if silent is None or not silent.unreachable(case.policy) or not case.overdue:
        return
    tries = [each for each in contacts_made(case.account, case.on) if each.on >= silent.since and each.outcome.reached is False]
    facts: dict[str, ReasonFact] = {
        "tries": silent.tries,
        "channels": silent.channels,
        "since": silent.since,
        "days": silent.days,
        "on": unreachable_since(tries, silent, case.policy),
        "contact": tries[-1].id,
        "source": DESK,
    }
    yield DebtClass.BAD, Reason("class_unreachable", facts)


WEIGHED_ALREADY = frozenset({"grade_insolvency", "grade_petition", "grade_overdue", "grade_broken_promises"})
"""What binds a grade and is a rule of the classes itself: there it is held to what is open, and to its share."""


def by_grade(case: Case) -> Iterator[Fired]:
    """The worst grade makes bad, where it rests on something the classes do not weigh themselves."""
    if case.graded.value is Grade.E and case.graded.reasons[0].code not in WEIGHED_ALREADY:
        yield _worst_grade(case)


def grade_beside(case: Case, value: DebtClass) -> Iterator[Fired]:
    """The worst grade for a fact the classes weigh themselves: told beside a class as heavy, and making none."""
    weighed = case.graded.value is Grade.E and case.graded.reasons[0].code in WEIGHED_ALREADY
    if weighed and case.overdue and value.at_least(DebtClass.BAD):
        yield _worst_grade(case)


def _worst_grade(case: Case) -> Fired:
    return DebtClass.BAD, Reason("class_grade", {"grade": Grade.E.value, **_bound(case)})


def by_fall(case: Case) -> Iterator[Fired]:
    """The grade is several letters worse than it was in the policy's time before; what a passing trend takes is none of them.

    Where it had fallen so on an earlier day of what is late now, it has: waiting is no door out of doubtful debt (TRADE.md 4.3).
    """
    now = case.graded
    if now.value not in FALLEN or now.reasons[0].code in WEIGHED_ALREADY:
        return
    if not _far_below(now, Grade.A, case):
        return  # not even from the best grade
    before = _fallen_from(case.on, case)
    fall = _fallen_while_late(case) if before is None else (before, now.value)
    if fall is not None:
        facts: dict[str, ReasonFact] = {"before": fall[0].value, "grade": fall[1].value, "days": case.policy.fallen_days}
        yield DebtClass.DOUBTFUL, Reason("class_grade_fell", {**facts, **_bound(case)})


def _far_below(graded: Graded, before: Grade, case: Case) -> bool:
    """Whether a grade lies so many letters below an earlier one, without what a passing trend takes."""
    passing = case.trend_letters if graded.reasons[0].code == "grade_paying_later" else 0
    return before is not Grade.UNRATED and graded.value.rank - before.rank - passing >= case.policy.fallen_grades


def _fallen_from(day: date, case: Case) -> Grade | None:
    """The grade of the policy's time before `day`, where today's lies far below it."""
    before = case.grade_then(days_before(day, case.policy.fallen_days)).value
    return before if _far_below(case.graded, before, case) else None


def _fallen_while_late(case: Case) -> tuple[Grade, Grade] | None:
    """From which grade to which it had fallen on the last day on which it could have, since the oldest item fell overdue.

    Items so late that their age makes doubtful are weighed there, and begin no such time.
    """
    late = [item.dpd for item in case.overdue if item.dpd < case.policy.doubtful_days]
    span = max(late, default=1) - 1
    began = days_before(case.on, span)
    if not span or _fallen_from(began, case) is None:
        return None
    ends = bisect_left(range(span), True, lo=1, key=lambda days: _fallen_from(days_after(began, days), case) is None)
    last = days_after(began, ends - 1)
    before = _fallen_from(last, case)
    then = case.grade_then(last)
    return (before, then.value) if before is not None and _far_below(then, before, case) else None


FALLEN = frozenset({Grade.B, Grade.C, Grade.D})
"""Grades one can have fallen to without being bad by the grade itself."""


def _bound(case: Case) -> dict[str, ReasonFact]:
    """Day, source and facts of what binds the grade."""
    binding = case.graded.reasons[0]
    return {**rests_on(binding), "on": binding.facts["on"], "source": binding.facts["source"]}


def by_plan_asked(case: Case) -> Iterator[Fired]:
    """The buyer asks for instalments on insured debt that is past the days the insurer lets anybody extend."""
    if not cover_of(case.account, case.items.open, case.on, stops=case.stops):
        return
    late = [item for item in case.overdue if item.dpd > case.policy.extension_days]
    for contact in reversed(case.account.contacts):
        if contact.outcome is not Outcome.PLAN_REQUESTED or contact.on > case.on:
            continue
        item = next((item for item in late if meant_by(contact.invoices, contact.on, item)), None)
        if item is not None:
            past = days_after(item.invoice.due_on, case.policy.extension_days + 1)
            facts: dict[str, ReasonFact] = {"invoice": item.invoice.id, "days": item.dpd, "on": max(contact.on, past)}
            yield DebtClass.DOUBTFUL, Reason("class_plan_asked", facts | {"contact": contact.id, "source": DESK}, item.open)
            return


def by_short_pays(case: Case) -> Iterator[Fired]:
    """Invoice after invoice is paid short, and nobody said why."""
    return short_paid(short_pay_series(case.account, case.items, case.policy, case.short_pays), case.policy)


def short_paid(series: Sequence[ShortPaid], policy: Classing) -> Iterator[Fired]:
    """What a series of short pays makes, counted from the one that made it long enough."""
    if len(series) < policy.short_pays:
        return
    last = series[policy.short_pays - 1]
    facts: dict[str, ReasonFact] = {"count": len(series), "on": last.on, "invoice": last.invoice, "source": OWN_LEDGER}
    yield DebtClass.DOUBTFUL, Reason("class_short_pays", facts, last.missing)
