"""The alert of a limit that was decided too long ago for the buyer's grade and is still in use.

How many months it stands is the grade's, so since when it rings is told by the grades of the days, while a better one would
still have let it stand. They are read from the record as numbers, with what was told or said by then; where it cannot be read so,
the book is asked as it was known on that day.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from credit.account import Account, Fact
from credit.alerts.alert import AlertKind, Rung
from credit.alerts.grade_run import caps_moved, long_late
from credit.alerts.numbers import Numbers
from credit.alerts.own_grade import YEAR, Row, own_grade
from credit.alerts.replayed import asked, worse_from
from credit.alerts.situation import Situation
from credit.alerts.size import above_since
from credit.alerts.slip import known_late, slipping
from credit.calendar import days_after, days_before
from credit.invoice import Invoice
from credit.money import Money
from credit.rating.grade import told_to
from credit.rating.letter import Grade
from credit.reason import DESK, ReasonFact
from credit.receipt import Receipt
from credit.report import Severity

__all__ = ["expired"]


class Ended(NamedTuple):
    """A limit whose time is over."""

    limit: Money
    decided_on: date
    at_stake: Money
    on: date
    """Day on which it was over, by the grade of the day looked at."""


def expired(situation: Situation) -> Iterator[Rung]:
    """A limit decided too long ago for the grade is still in use; one nobody dated has no age and never expires."""
    ended = _ended(situation)
    if ended is None:
        return
    first = _first(situation, ended.decided_on)
    on, loud = min(ended.on, first), days_after(ended.on, situation.watching.expired_warning_days)
    facts: dict[str, ReasonFact] = {
        "limit": ended.limit,
        "since": ended.decided_on,
        "exposure": ended.at_stake,
        "buyer": situation.account.id,
        "on": on,
        "source": DESK,
    }
    severity, rises = (Severity.WARNING, loud) if situation.on >= loud else (Severity.INFO, date.min)
    yield Rung(AlertKind.LIMIT_EXPIRED, ended.decided_on.isoformat(), severity, on, first, facts, rises)


def _ended(situation: Situation) -> Ended | None:
    """The limit whose time is over, with something at stake under it; `None` where there is none."""
    decided_on, limit, stake = situation.account.customer.limit_on, situation.exposure.limit, situation.exposure.at_stake
    if decided_on is None or limit is None or not stake or stake.minor < 0:
        return None
    on = situation.policy.limits.ends(decided_on)[situation.graded.value.value]
    return Ended(limit, decided_on, stake, on) if situation.on >= on else None


def _first(situation: Situation, decided_on: date) -> date:
    """The first of the days without a break on which it had expired by the grade of that day, and something was at stake."""
    begins = max(situation.account.customer.learnt_on, above_since(situation, Money.zero(situation.exposure.currency)))
    ends = situation.policy.limits.ends(decided_on)
    always = max(ends.values())
    if begins >= always:
        return begins
    floor, last = max(begins, min(ends.values())), min(situation.on, always)
    numbers, rows = _numbers(situation)
    grade = _graded(situation, numbers)

    def rang(day: date) -> bool:
        return ends[grade(day).value] <= day

    def turns() -> Iterator[date]:
        for one, other in pairwise([last, *_latest_first(_turns(situation, rows, ends), floor, last)]):
            slips = numbers.slips.turns(other.toordinal(), one.toordinal())
            yield from sorted((date.fromordinal(day + 1) for day in slips if day + 1 < one.toordinal()), reverse=True)
            yield other

    first = worse_from(turns(), last, rang) if floor < last and rang(days_before(last, 1)) else last
    if not _unsure(situation, floor, last):
        return first
    exactly = asked(situation, lambda then: _ended(then) is not None)
    begun = (first == last or exactly(first)) and (first == floor or not exactly(days_before(first, 1)))
    return first if begun else worse_from(_latest_first(_turns(situation, rows, ends), floor, last), last, exactly)


def _latest_first(turns: Iterable[date], floor: date, last: date) -> list[date]:
    return sorted({floor, *(day for day in turns if floor < day < last)} - {last}, reverse=True)


def _turns(situation: Situation, rows: Sequence[Row], ends: Mapping[str, date]) -> Iterator[date]:
    """Days on which a grade may rise: between two of them a record only gets worse; and those on which a limit's time is over."""
    yield from ends.values()
    yield from (date.fromordinal(day) for day in caps_moved(situation))
    last = situation.on.toordinal()
    for due, paid, known, parts in rows:
        days = (known, known + 1, paid + YEAR) if known <= due else (due + 1, known, paid + YEAR)
        yield from (date.fromordinal(day) for day in (*days, *(part[0] for part in parts)) if day <= last)


def _numbers(situation: Situation) -> tuple[Numbers, Sequence[Row]]:
    account, policy = situation.account, situation.policy
    own = own_grade(situation.record, known_late(account), policy.grading, partial(situation.book.worth, on=situation.on))
    slips = slipping(account, situation.record, policy.trend)
    return Numbers(own.by_day(), slips, long_late(situation, own.rows), policy.grading), own.rows


def _graded(situation: Situation, numbers: Numbers) -> Callable[[date], Grade]:
    """The grade on a day by these numbers, and by what was told or said by then."""
    moved, told = caps_moved(situation), dict[int, int | None]()

    def grade(day: date) -> Grade:
        stretch = bisect_right(moved, day.toordinal())
        if stretch not in told:
            told[stretch] = _told(situation, day) if moved else None
        return numbers.grade(day.toordinal(), told[stretch])

    return grade


def _unsure(situation: Situation, floor: date, last: date) -> bool:
    """Whether the record of today may say another thing of these days than was so: then the book is asked about what it says.

    So it may where amounts have several currencies or were late and paid in parts then, money was given back, a due date rests
    on an event, or something was corrected since.
    """
    account = situation.account
    several = len({told.amount.currency for told in situation.record}) > 1
    moved = any(receipt.amount.minor < 0 for receipt in account.receipts) or any(i.baseline for i in account.invoices)
    return several or moved or _in_parts(situation, floor, last) or _told_anew(account, floor)


def _in_parts(situation: Situation, floor: date, last: date) -> bool:
    """Whether on a day from `floor` to `last` something late had another part open than the record of today tells."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    for receipt in situation.account.receipts:
        for number in receipt.invoices:
            days[number].append(receipt.on)
    open_now = {item.invoice.id for item in situation.ledger.open}
    for invoice in situation.account.invoices:
        paid = days.get(invoice.id, ())
        if len(paid) > 1 or (paid and invoice.id in open_now):
            begins = invoice.due_on if invoice.id in open_now else max(invoice.due_on, paid[0])
            if begins <= last and paid[-1] >= floor:
                return True
    return False


def _told_anew(account: Account, floor: date) -> bool:
    """Whether an invoice or a receipt was corrected since then, or an invoice heard of when it was due already."""
    before: Fact | None = None
    for fact in account.versions:
        if isinstance(fact, Invoice | Receipt) and fact.learnt_on > floor:
            again = before is not None and (before.kind, before.id) == (fact.kind, fact.id)
            if again or (isinstance(fact, Invoice) and fact.learnt_on > fact.due_on):
                return True
        before = fact
    return False


def _told(situation: Situation, day: date) -> int | None:
    """Rank that nothing was better than on a day, for what was told or said by then; `None` where nothing was."""
    then = situation.then(day)
    return told_to(then.account, day, then.conduct, then.policy.scales, then.policy.grading) if then is not None else None
