"""The alert of a grade that fell: compared with the grade of half a year before, and looked for only where it can have fallen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from credit.alerts.alert import AlertKind, Rung
from credit.alerts.grade_run import GradeRun, caps_moved, long_late
from credit.alerts.numbers import Numbers
from credit.alerts.own_grade import OwnDays, OwnGrade, own_grade
from credit.alerts.situation import Situation
from credit.alerts.slip import first_day, known_late, slipping
from credit.calendar import days_after, days_before
from credit.rating.grade import told_to
from credit.rating.history import grade_told_then
from credit.rating.letter import Grade
from credit.reason import OWN_LEDGER, Reason, ReasonFact, rests_on
from credit.report import Severity
from credit.watching import Watching

__all__ = ["RULES"]

Bound = tuple[str, date]
"""Code of a reason that holds the grade down, and the day from which it has."""
HALF = 64
"""Days of the first step in which a fall of the own record is looked for; a slower search costs more and finds the same."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A grade that lost so much against half a year before."""

    before: int
    """Rank of the grade of half a year before."""
    before_on: date
    own: OwnGrade
    bounds: Sequence[Bound]
    told_before: int | None
    """Rank that nothing was better than half a year before for what was told; `None` where only the own record could be."""


def _dropped(situation: Situation) -> Iterator[Rung]:
    """The grade lost so many steps against half a year before, or something held it down to D or E."""
    fall, now = _fall(situation), situation.graded
    if fall is None:
        return
    rang = _began(fall, situation)
    facts: dict[str, ReasonFact] = {
        "before": tuple(Grade)[fall.before].value,
        "now": now.value.value,
        "since": fall.before_on,
        "code": now.reasons[0].code,
        **rests_on(now.reasons[0]),
        "on": rang,
        "source": str(now.reasons[0].facts.get("source", OWN_LEDGER)),
    }
    yield Rung(AlertKind.GRADE_DROP, now.value.value, Severity.WARNING, rang, rang, facts, risen_on=rang)


def _fall(situation: Situation) -> Fall | None:
    """The fall that rings on the day; `None` where none does."""
    now, watching = situation.graded, situation.watching
    alone = now.reasons[0].code == "grade_own_record"
    before_on = days_before(situation.on, watching.drop_days)
    if now.value.rank < min(watching.drop_grades, Grade.D.rank) or now.value is Grade.UNRATED:
        return None
    worth = partial(situation.book.worth, on=situation.on)
    own = own_grade(situation.record, known_late(situation.account), situation.policy.grading, worth)
    before = own.rank(before_on.toordinal(), situation.policy.alerting.habit_least)
    if before is not None and now.value.rank < _rings_at(before, alone, watching):
        return None
    bounds = _bounds(situation)
    if any(day <= before_on for _, day in bounds):
        return None  # what holds it down held it down before
    told: int | None = None
    if _more_than_own(situation, before_on):
        then, told = grade_told_then(situation.account, before_on, situation.book)
        before = _known_rank(then.value)
    if before is None or now.value.rank < _rings_at(before, alone, watching):
        return None
    return Fall(before, before_on, own, bounds, told)


def _began(fall: Fall, situation: Situation) -> date:
    """The first of the days on which the fall has rung, as deep as today, without a break."""
    earliest, own = days_after(fall.before_on, 1), fall.own.by_day()
    rang = max(_rang(situation, own, fall.bounds, fall.before_on), earliest)
    rang = rang if fall.told_before is not None else _compared_from(rang, own, situation)
    account, conduct, policy, now = situation.account, situation.conduct, situation.policy, situation.graded.value

    def fell(before: int | None, own: bool) -> bool:
        return before is not None and now.rank >= _rings_at(before, own, situation.watching)

    def rang_on(day: date) -> bool:
        then = situation.then(day)
        return then is not None and then.graded.value is now and _fall(then) is not None

    run = GradeRun(
        situation,
        fall.own.rows,
        Numbers(own, slipping(account, situation.record, policy.trend), long_late(situation, fall.own.rows), policy.grading),
        told_to(account, situation.on, conduct, policy.scales, policy.grading) or 0,
        caps_moved(situation),
        fall.told_before,
        fell,
        rang_on,
    )
    return run.began(earliest, rang)


def _rings_at(before: int, own: bool, watching: Watching) -> int:
    """Rank from which a fall from that rank rings: a single step of the own record is the ordinary way of a grade."""
    steps = before + watching.drop_grades
    return steps if own else min(steps, max(Grade.D.rank, before + 1))


def _known_rank(value: Grade) -> int | None:
    return None if value is Grade.UNRATED else value.rank


def _more_than_own(situation: Situation, before_on: date) -> bool:
    """Whether anything but the own record could have held the grade down on that day already."""
    account, silent = situation.account, situation.silent
    learnt = (fact.learnt_on for facts in (account.reports, account.events, account.promises) for fact in facts)
    return any(day <= before_on for day in learnt) or (silent is not None and silent.since <= before_on)


def _rang(situation: Situation, own: OwnDays, bounds: Sequence[Bound], before_on: date) -> date:
    """First day on which the grade was as low as now, by the own record or by a reason that binds, whichever came first."""
    rank = situation.graded.value.rank

    def lowest(steps: int) -> date:
        return first_day(lambda day: (own.rank(day.toordinal()) or 0) + steps >= rank, before_on, situation.on, HALF)

    taken = situation.policy.grading.worse_trend
    held = (max(day, lowest(taken)) if code == "grade_paying_later" else day for code, day in bounds)
    return min([*held, lowest(0)])


def _compared_from(day: date, own: OwnDays, situation: Situation) -> date:
    """The first day from `day` on which the own record gave a grade half a year before, without which nothing has fallen."""
    back, least = situation.watching.drop_days, situation.policy.alerting.habit_least

    def rated(then: date) -> bool:
        return own.rank(then.toordinal() - back, least) is not None

    return day if rated(day) else first_day(rated, day, situation.on)


def _bounds(situation: Situation) -> list[Bound]:
    """Each reason that holds the grade where it is, and the day from which it has; none where it is the own record itself."""
    now = situation.graded
    return [(r.code, _held_from(r, situation)) for r in now.reasons[: now.binding] if r.code != "grade_own_record"]


def _held_from(reason: Reason, situation: Situation) -> date:
    """Day from which this reason has held the grade down."""
    grading = situation.policy.grading
    facts = reason.facts
    on = facts.get("on", facts.get("since"))
    day = on if isinstance(on, date) else situation.on
    if reason.code == "grade_overdue":
        days = grading.overdue_e_days if situation.graded.value is Grade.E else grading.overdue_d_days
        return days_after(day, days)
    if reason.code == "grade_paying_later":
        return situation.slipped_on or situation.on
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
