"""The alert of a grade that fell: compared with the grade of half a year before, and looked for only where it can have fallen."""

from collections.abc import Iterator
from datetime import date

from credit.alerts.alert import AlertKind, Rung
from credit.alerts.own_grade import OwnGrade, own_grade
from credit.alerts.situation import Situation
from credit.alerts.slip import NO_SEASON, first_day, first_slip
from credit.calendar import days_after, days_before
from credit.rating.history import grade_then
from credit.rating.letter import Grade
from credit.reason import OWN_LEDGER, ReasonFact, rests_on
from credit.report import Severity

__all__ = ["RULES"]

HALF = 64
"""Days of the first step in which a fall of the own record is looked for; a slower search costs more and finds the same."""


def _dropped(situation: Situation) -> Iterator[Rung]:
    """The grade lost so many steps against half a year before, or something held it down to D or E."""
    now, watching = situation.graded, situation.watching
    before_on = days_before(situation.on, watching.drop_days)
    if now.value.rank < min(watching.drop_grades, Grade.D.rank) or now.value is Grade.UNRATED:
        return
    own = own_grade(situation.record, situation.policy.grading)
    before = own.rank(before_on.toordinal(), situation.policy.alerting.habit_least)
    if before is not None and now.value.rank < _rings_at(before, situation):
        return
    bound = _bound_on(situation)
    if bound is not None and bound <= before_on:
        return  # what holds it down held it down before
    if _more_than_own(situation, before_on):
        before = _known_rank(grade_then(situation.account, before_on, situation.book).value)
    if before is None or now.value.rank < _rings_at(before, situation):
        return
    rang = max(_rang(situation, own, bound, before_on), days_after(before_on, 1))
    facts: dict[str, ReasonFact] = {
        "before": tuple(Grade)[before].value,
        "now": now.value.value,
        "since": before_on,
        "code": now.reasons[0].code,
        **rests_on(now.reasons[0]),
        "on": rang,
        "source": str(now.reasons[0].facts.get("source", OWN_LEDGER)),
    }
    yield Rung(AlertKind.GRADE_DROP, now.value.value, Severity.WARNING, rang, rang, facts, risen_on=rang)


def _rings_at(before: int, situation: Situation) -> int:
    """Rank from which a fall from that rank rings: a single step of the own record is the ordinary way of a grade."""
    steps = before + situation.watching.drop_grades
    own = situation.graded.reasons[0].code == "grade_own_record"
    return steps if own else min(steps, max(Grade.D.rank, before + 1))


def _known_rank(value: Grade) -> int | None:
    return None if value is Grade.UNRATED else value.rank


def _more_than_own(situation: Situation, before_on: date) -> bool:
    """Whether anything but the own record could have held the grade down on that day already."""
    account, silent = situation.account, situation.silent
    learnt = (fact.learnt_on for facts in (account.reports, account.events, account.promises) for fact in facts)
    return any(day <= before_on for day in learnt) or (silent is not None and silent.since <= before_on)


def _rang(situation: Situation, own: OwnGrade, bound: date | None, before_on: date) -> date:
    """First day on which the grade was as low as now, by the own record or by the reason that binds, whichever came first."""
    rank = situation.graded.value.rank

    def lowest(steps: int) -> date:
        return first_day(lambda day: (own.rank(day.toordinal()) or 0) + steps >= rank, before_on, situation.on, HALF)

    if bound is None:
        return lowest(0)
    if situation.graded.reasons[0].code == "grade_paying_later":
        bound = max(bound, lowest(situation.policy.grading.worse_trend))
    return min(bound, lowest(0))


def _bound_on(situation: Situation) -> date | None:
    """Day from which the reason that binds has held the grade down; `None` where it is the own record itself."""
    reason, grading = situation.graded.reasons[0], situation.policy.grading
    if reason.code == "grade_own_record":
        return None
    facts = reason.facts
    on = facts.get("on", facts.get("since"))
    day = on if isinstance(on, date) else situation.on
    if reason.code == "grade_overdue":
        days = grading.overdue_e_days if situation.graded.value is Grade.E else grading.overdue_d_days
        return days_after(day, days)
    if reason.code == "grade_paying_later":
        told = first_slip(situation.account, situation.record, day, NO_SEASON, situation.on, situation.policy.trend)
        return told or situation.on
    if reason.code == "grade_unreachable":
        return days_after(day, situation.policy.classing.unanswered_days)
    learnt = [event.learnt_on for event in situation.account.events if event.id == facts.get("notice")]
    if reason.code == "grade_report":
        reports = situation.account.reports
        learnt += [r.learnt_on for r in reports if r.spoken_on == day and r.provider == facts.get("source")]
    if reason.code == "grade_broken_promises":
        day = days_after(day, 1)
    return max([day, *learnt])


RULES = (_dropped,)
