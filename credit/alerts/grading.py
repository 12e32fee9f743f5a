"""The alert of a grade that fell: compared with the grade of half a year before, and looked for only where it can have fallen."""

from collections.abc import Iterator
from datetime import date

from credit.alerts.alert import AlertKind, Rung
from credit.alerts.situation import Situation
from credit.alerts.slip import NO_SEASON, first_day, first_slip
from credit.calendar import days_after, days_before
from credit.rating.grade import points_by_band
from credit.rating.history import grade_then
from credit.rating.letter import Grade
from credit.reason import OWN_LEDGER, ReasonFact
from credit.report import Severity

__all__ = ["RULES"]

HALF = 64
"""Days of the first step in which a fall of the own record is looked for; a slower search costs more and finds the same."""
CAPS_THAT_AGE = frozenset({"grade_overdue", "grade_unreachable"})
"""Reasons whose own day lies before the day on which they held the grade down."""


def _dropped(situation: Situation) -> Iterator[Rung]:
    """The grade lost so many steps against half a year before, or something held it down to D or E."""
    now, watching = situation.graded, situation.watching
    before_on = days_before(situation.on, watching.drop_days)
    if now.value.rank < min(watching.drop_grades, Grade.D.rank) or now.value is Grade.UNRATED or not _moved(situation, before_on):
        return
    own = _own_rank(situation, before_on, situation.policy.alerting.habit_least)
    if own is not None and now.value.rank < _rings_at(own, situation):
        return
    before = Grade.UNRATED if own is None else tuple(Grade)[own]
    if _more_than_own(situation):
        before = grade_then(situation.account, before_on, situation.book).value
    if before is Grade.UNRATED or now.value.rank < _rings_at(before.rank, situation):
        return
    rang = max(_rang(situation, before_on), days_after(before_on, 1))
    facts: dict[str, ReasonFact] = {
        "before": before.value,
        "now": now.value.value,
        "since": before_on,
        "code": now.reasons[0].code,
        "on": rang,
        "source": str(now.reasons[0].facts.get("source", OWN_LEDGER)),
    }
    yield Rung(AlertKind.GRADE_DROP, now.value.value, Severity.WARNING, rang, rang, facts, risen_on=rang)


def _rings_at(before: int, situation: Situation) -> int:
    """Rank from which a fall from that rank rings: a single step of the own record is the ordinary way of a grade."""
    steps = before + situation.watching.drop_grades
    own = situation.graded.reasons[0].code == "grade_own_record"
    return steps if own else min(steps, max(Grade.D.rank, before + 1))


def _more_than_own(situation: Situation) -> bool:
    """Whether anything but the own record could have held the grade down before."""
    account = situation.account
    return bool(account.reports or account.events or account.promises or situation.silent)


def _moved(situation: Situation, before_on: date) -> bool:
    """Whether anything the grade rests on can have changed since that day: most grades rest where they rested."""
    reason = situation.graded.reasons[0]
    if reason.code in CAPS_THAT_AGE:
        return _bound_on(situation) > before_on
    on = reason.facts.get("on")
    return reason.code == "grade_own_record" or not isinstance(on, date) or _bound_on(situation) > before_on


def _rang(situation: Situation, before_on: date) -> date:
    """First day on which the grade was as low as now, by the own record or by the reason that binds, whichever came first."""
    rank = situation.graded.value.rank

    def lowest(steps: int) -> date:
        return first_day(lambda day: (_own_rank(situation, day) or 0) + steps >= rank, before_on, situation.on, HALF)

    found = [lowest(0)]
    code = situation.graded.reasons[0].code
    if code == "grade_paying_later":
        found.append(max(_bound_on(situation), lowest(situation.policy.grading.worse_trend)))
    elif code != "grade_own_record":
        found.append(_bound_on(situation))
    return min(found)


def _bound_on(situation: Situation) -> date:
    """Day from which the reason that binds has held the grade down."""
    reason, grading = situation.graded.reasons[0], situation.policy.grading
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


def _own_rank(situation: Situation, day: date, least_settled: int = 0) -> int | None:
    """Rank of the grade the own record gave on an earlier day; `None` with too few invoices, or too few of them settled.

    From the record as it is known now, and quick, for it is asked of many buyers: lateness counts from the payer's bank day,
    and an amount open since counts as now. A record that has only begun is no grade to fall from.
    """
    grading, year = situation.policy.grading, days_before(day, 365)
    weight = weighed = late = count = settled = 0
    currency = situation.record[-1].amount.currency if situation.record else ""
    for told in situation.record:
        paid = None if told.open else days_after(told.due_on, told.days)
        if paid is not None and paid <= day:
            days, recent = told.days, paid > year
            settled += 1
        elif told.due_on < day:
            days, recent = (day - told.due_on).days, True
        else:
            continue
        count += 1
        late += days > 0
        if recent and told.amount.currency == currency:
            weight += told.amount.minor
            weighed += told.amount.minor * max(days, 0)
    if count < grading.least_invoices or settled < least_settled or not weight:
        return None
    percent = -(-late * 100 // count)
    severity = points_by_band(-(-weighed // weight), grading.severity) * grading.severity_percent
    points = (severity + points_by_band(percent, grading.frequency) * (100 - grading.severity_percent)) // 100
    return next((rank for rank, least in enumerate(grading.ends) if points >= least), Grade.E.rank)


RULES = (_dropped,)
