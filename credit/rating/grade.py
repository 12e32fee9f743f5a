"""The grade of a buyer, A to E, or unrated: from its own record first, held down by what reports and events say.

The own record beats the bureau (FORESIGHT.md 7), and late share alone is no grade (lever 8): severity, days weighed by amount,
stands beside frequency. Nothing raises a grade for being an old customer. What holds it down is a cap with its reason; the
reason that binds is told first, and a reason that moves nothing is not told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar

from credit.account import Account
from credit.aging import OpenItem
from credit.calendar import days_before, months_before
from credit.contacting import Silence
from credit.pay_trend import Direction, Trend
from credit.payment_record import Experience, Share
from credit.promises import JudgedPromise, PromiseState
from credit.rating.letter import Grade
from credit.rating.scales import Scales, mapped
from credit.reason import DESK, OWN_LEDGER, RATES, Reason, ReasonFact
from credit.report import EventKind, RiskEvent

__all__ = [
    "UNRATED",
    "Conduct",
    "Grade",
    "Graded",
    "Grading",
    "grade",
    "late_of",
    "late_percent",
    "points_by_band",
    "record_points",
    "told_to",
]

NONE_LATE = Share(0, 0)


@dataclass(frozen=True, slots=True)
class Grading:
    """How a grade is made [P]."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "severity": (0, 100), "frequency": (0, 100), "ends": (0, 100), "least_invoices": (1, 1000), "earlier_invoices": (0, 1000),
        "broken_e": (1, 100), "broken_d": (1, 100), "worse_trend": (0, 4), "petition_months": (0, 600),
        "report_months": (1, 120), "overdue_material": (0, 10**12),
    }  # fmt: skip

    LISTS: ClassVar[Mapping[str, tuple[int, int]]] = {"ends": (4, -1)}

    severity: tuple[tuple[int, int], ...] = ((3, 100), (8, 85), (15, 70), (30, 50), (60, 30), (90, 10), (10**6, 0))
    """Points by days beyond terms, up to that day."""
    frequency: tuple[tuple[int, int], ...] = ((10, 100), (25, 85), (50, 65), (75, 45), (100, 30))
    """Points by percent of invoices paid late, up to that percent."""
    severity_percent: int = 60
    """Share of severity in the points; frequency has the rest."""
    ends: tuple[int, ...] = (85, 70, 50, 30)
    """Least points of A, B, C and D."""
    least_invoices: int = 3
    """Invoices of known lateness without which the own record says nothing."""
    earlier_invoices: int = 20
    """Invoices that all those before the last year weigh at most in the share late: as many as make a habit."""
    worse_trend: int = 1
    """Grades lost while the buyer pays later than its habit."""
    overdue_d_days: int = 91
    overdue_e_days: int = 181
    """Days past due from which no grade is better than D, or E ..."""
    overdue_material: int = 500
    """... where what is that late comes to more than this, in whole units of the base currency: of smaller rests nobody is in
    default (Commission Delegated Regulation (EU) 2018/171 art. 1-2, EBA/GL/2016/07: at most EUR 500 where it is no retail)."""
    broken_d: int = 2
    broken_e: int = 3
    """Broken promises, of the last year, from which no grade is better than D, or E."""
    petition_months: int = 24
    """Months for which a published petition keeps the grade at E, dismissed or not."""
    report_months: int = 18
    """Months after which a provider's opinion holds no grade down any more."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade and why, the reason that binds first."""

    value: Grade
    reasons: tuple[Reason, ...]
    points: int | None = None
    """Points of the own record, 0 to 100; `None` without a record."""
    binding: int = 1
    """How many of the reasons, from the first, hold it where it is: each of them would do so alone."""

    @property
    def for_a_person(self) -> bool:
        """Whether a provider gave a rating that means no grade: a letter E, or none (TRADE.md 3.7). Somebody has to read it."""
        return any(reason.code == "grade_report_unrated" for reason in self.reasons)


UNRATED = Graded(Grade.UNRATED, ())


@dataclass(frozen=True, slots=True)
class Conduct:
    """How a buyer has paid and answered, worked out before."""

    dbt: Decimal | None
    """Days beyond terms, weighed by amount."""
    late: Share
    """Invoices that were late, of those paid up within a year or past due."""
    trend: Trend
    overdue: Sequence[OpenItem]
    """Oldest due date first."""
    promises: tuple[JudgedPromise, ...]
    silent: Silence | None
    unreachable: bool
    newest: tuple[date, str] | None = None
    """Day and number of the invoice that last told how the buyer pays, settled or fallen overdue."""
    record: Sequence[Experience] = ()
    """Invoices of known lateness, oldest due date first."""
    unweighed: tuple[str, ...] = ()
    """Currencies that the days beyond terms leave out for want of a rate."""
    late_before: Share = NONE_LATE
    """Invoices that were late, of those paid up before that year."""
    aged: OpenItem | None = None
    """Of the overdue, the oldest first, the one with which they come to a material amount, where the oldest is old enough."""


Cap = tuple[Grade, Reason]


def grade(account: Account, on: date, conduct: Conduct, scales: Scales, policy: Grading) -> Graded:
    """The grade of `account`, as known, at the end of `on`."""
    points = record_points(conduct, policy)
    start = _own(points, conduct, policy) if points is not None else None
    caps = list(_caps(account, on, conduct, scales, policy, start)) if _anything(account, conduct, policy) else []
    if start is None:
        return _without_record(caps, on)
    asks = [reason for value, reason in caps if value is Grade.UNRATED]
    binding = [cap for cap in caps if start[0].rank < cap[0].rank < Grade.UNRATED.rank]
    binding.sort(key=lambda cap: -cap[0].rank)
    value = binding[0][0] if binding else start[0]
    alike = sum(cap[0] is value for cap in binding) or 1
    return Graded(value, (*(reason for _, reason in binding), start[1], *asks, *_unweighed(conduct)), points, alike)


def _anything(account: Account, conduct: Conduct, policy: Grading) -> bool:
    """Whether anything could hold the grade down: most buyers have no such thing, and are looked at no further."""
    late = conduct.aged is not None and conduct.aged.dpd >= policy.overdue_d_days
    worse = conduct.trend.direction is Direction.WORSE
    return bool(account.reports or account.events or conduct.promises or conduct.unreachable or late or worse)


def record_points(conduct: Conduct, policy: Grading) -> int | None:
    """Points of the own record, 0 to 100: severity and frequency; `None` with too few invoices of known lateness."""
    late, before = conduct.late, conduct.late_before
    if conduct.dbt is None or late.of + before.of < policy.least_invoices:
        return None
    if late.of < policy.least_invoices and late.of <= sum(told.open for told in conduct.record):
        return None  # none paid within the year: a first late day grades no old buyer
    share, percent = policy.severity_percent, late_percent(late, before, policy)
    severity = points_by_band(conduct.dbt, policy.severity)
    return (severity * share + points_by_band(percent, policy.frequency) * (100 - share)) // 100


def late_percent(late: Share, before: Share, policy: Grading) -> int:
    """Percent of invoices late, rounded up."""
    count, of = late_of(late, before, policy)
    return -(-count * 100 // of)


def late_of(late: Share, before: Share, policy: Grading) -> tuple[int, int]:
    """The share late as numerator and denominator: the year's, and all before it as at most `earlier_invoices` more.

    (late + weight x share late before) / (invoices + weight): a share of few is shrunk towards what was known of the buyer
    (FORESIGHT.md 4), and what was long ago is outvoted by a year's trade.
    """
    weight, of = min(policy.earlier_invoices, before.of), max(before.of, 1)
    return late.count * of + weight * before.count, (late.of + weight) * of


def points_by_band(value: Decimal | int, bands: Sequence[tuple[int, int]]) -> int:
    """Points of the first band that reaches as far as `value`."""
    for until, points in bands:
        if value <= until:
            return points
    return bands[-1][1]


def _own(points: int, conduct: Conduct, policy: Grading) -> Cap:
    value = next((letter for letter, least in zip(Grade, policy.ends, strict=False) if points >= least), Grade.E)
    facts: dict[str, ReasonFact] = {
        "dbt": round(conduct.dbt or Decimal(0), 1),
        "late": conduct.late.count,
        "of": conduct.late.of,
        "points": points,
        "source": OWN_LEDGER,
    }
    facts["on"], facts["invoice"] = conduct.newest or (date.min, "")  # who has points has a newest invoice
    return value, Reason("grade_own_record", facts)


def _unweighed(conduct: Conduct) -> Iterator[Reason]:
    """What the days beyond terms leave out because nobody published a rate, with the latest invoice in each currency."""
    for code in conduct.unweighed:
        told = next(told for told in reversed(conduct.record) if told.amount.currency == code)
        yield Reason("grade_rate_missing", {"currency": code, "invoice": told.invoice, "on": told.due_on, "source": RATES})


def _without_record(caps: list[Cap], on: date) -> Graded:
    """No record of its own: what reports say, else unrated; a fact that condemns counts all the same."""
    rated = [cap for cap in caps if cap[0] is not Grade.UNRATED]
    asks = tuple(reason for value, reason in caps if value is Grade.UNRATED)
    if not rated:
        return Graded(Grade.UNRATED, asks or (Reason("grade_no_record", {"on": on, "source": OWN_LEDGER}),))
    worst = max((cap[0] for cap in rated), key=lambda value: value.rank)
    binding = tuple(reason for value, reason in rated if value is worst)
    return Graded(worst, (*binding, *asks), binding=len(binding))


def _caps(account: Account, on: date, conduct: Conduct, scales: Scales, policy: Grading, start: Cap | None) -> Iterator[Cap]:
    """Grades that nothing is better than, each with its reason; `start` is what the own record says."""
    yield from _by_law(account.events, on, policy)
    yield from _by_reports(account, on, scales, policy)
    yield from _by_age(conduct.aged, policy)
    yield from _by_promises(conduct.promises, on, policy)
    if conduct.unreachable and conduct.silent is not None:
        since, tries = conduct.silent.since, conduct.silent.tries
        facts: dict[str, ReasonFact] = {"tries": tries, "since": since, "on": since}
        facts |= {"contact": conduct.silent.contact, "source": DESK}
        yield Grade.D, Reason("grade_unreachable", facts)
    trend = conduct.trend
    if trend.direction is Direction.WORSE and trend.since is not None and policy.worse_trend and start is not None:
        moved: dict[str, ReasonFact] = {"before": trend.before, "now": trend.now, "on": trend.since}
        moved |= {"invoice": trend.evidence[0], "source": OWN_LEDGER}
        yield start[0].lowered(policy.worse_trend), Reason("grade_paying_later", moved)


def told_to(account: Account, on: date, conduct: Conduct, scales: Scales, policy: Grading) -> int | None:
    """Rank that nothing is better than for what was told or said (events, reports, promises, silence); `None`: nothing was."""
    caps = _caps(account, on, replace(conduct, aged=None), scales, policy, None)
    return max((value.rank for value, _ in caps if value is not Grade.UNRATED), default=None)


def _by_law(events: Iterable[RiskEvent], on: date, policy: Grading) -> Iterator[Cap]:
    """Insolvency, and a petition that still weighs."""
    since = months_before(on, policy.petition_months)
    for event in events:
        if not event.counts or event.published_on > on:
            continue
        facts: dict[str, ReasonFact] = {"event": event.event.value, "on": event.published_on}
        facts |= {"notice": event.id, "source": event.provider}
        if event.event.opens_insolvency:
            yield Grade.E, Reason("grade_insolvency", facts)
        elif event.event is EventKind.WINDING_UP_PETITION and event.published_on >= since:
            yield Grade.E, Reason("grade_petition", facts)


def _by_reports(account: Account, on: date, scales: Scales, policy: Grading) -> Iterator[Cap]:
    """What each provider's latest opinion means; a rating that means none asks for a person and holds nothing down."""
    since = months_before(on, policy.report_months)
    told: set[str] = set()
    for found in mapped((report for report in account.reports if since <= report.spoken_on <= on), scales):
        if found.provider in told:
            continue
        told.add(found.provider)
        facts: dict[str, ReasonFact] = {"finding": found.finding.key, "value": str(found.finding.value), "on": found.on}
        facts |= {"grade": found.grade.value, "report": found.report, "source": found.provider}
        if found.grade is Grade.UNRATED:
            yield found.grade, Reason("grade_report_unrated", facts)
        else:
            yield found.grade, Reason("grade_report", facts)


def _by_age(oldest: OpenItem | None, policy: Grading) -> Iterator[Cap]:
    """What is overdue for long and no mere rest: of the item with which the oldest come to a material amount."""
    if oldest is None or oldest.dpd < policy.overdue_d_days:
        return
    facts: dict[str, ReasonFact] = {
        "invoice": oldest.invoice.id,
        "days": oldest.dpd,
        "on": oldest.invoice.due_on,
        "source": OWN_LEDGER,
    }
    yield Grade.E if oldest.dpd >= policy.overdue_e_days else Grade.D, Reason("grade_overdue", facts)


def _by_promises(promises: Sequence[JudgedPromise], on: date, policy: Grading) -> Iterator[Cap]:
    since = days_before(on, 365)
    broken = [p for p in promises if p.state is PromiseState.BROKEN and p.judged_on >= since]
    if len(broken) < policy.broken_d:
        return
    facts: dict[str, ReasonFact] = {"count": len(broken), "on": broken[-1].judged_on}
    facts |= {"promise": broken[-1].promise.id, "source": DESK}
    yield Grade.E if len(broken) >= policy.broken_e else Grade.D, Reason("grade_broken_promises", facts)
