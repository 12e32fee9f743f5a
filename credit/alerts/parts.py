"""The alert of part payments: several overdue invoices paid in part at one time, by a buyer that used to pay them whole.

Since when is told by the days themselves: an invoice is paid off, contested or paid long ago on other days than those on which
today's parts came in. Whether paying in parts was a habit is read from what is settled; all else is asked of the book as it was
known then.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from credit.aging import OpenItem
from credit.alerts.alert import AlertKind, Rung
from credit.alerts.replayed import asked, rung_from
from credit.alerts.situation import Situation
from credit.alerts.slip import known_late
from credit.calendar import days_after, days_before
from credit.exposure_steps import publications
from credit.reason import OWN_LEDGER, ReasonFact
from credit.report import Severity

__all__ = ["in_parts", "is_short"]

YEAR = 365
DAY = 1
Parts = tuple[int, date, str]
"""How many invoices are paid in part, the day on which they became enough, and the one that made them so."""


def in_parts(situation: Situation) -> Iterator[Rung]:
    """Several overdue invoices are paid in part at one time by a buyer that used to pay its invoices whole."""
    found = _parts(situation)
    if found is None or _pays_in_parts(situation):
        return
    count, rang, invoice = found
    facts: dict[str, ReasonFact] = {"count": count, "invoice": invoice, "on": rang, "source": OWN_LEDGER}
    yield Rung(AlertKind.PARTIAL_PAYMENTS, invoice, Severity.WARNING, rang, _first(situation, rang, invoice), facts)


def is_short(item: OpenItem, situation: Situation) -> bool:
    """Whether what is left of it is a shortfall, and not the larger part of a payment in parts."""
    return item.open.minor * 100 <= item.invoice.amount.minor * situation.watching.short_percent


def _parts(situation: Situation) -> Parts | None:
    """What is paid in parts, whatever the habit; `None` for too little."""
    watching = situation.watching
    since = days_before(situation.on, watching.sign_days)
    parts = [
        item
        for item in situation.overdue
        if item.last_paid_on is not None
        and item.last_paid_on > since
        and not is_short(item, situation)
        and not situation.disputed(item.invoice.id)
    ]
    if len(parts) < watching.partial_invoices:
        return None
    days = sorted((_first_part(item, situation), item.invoice.id) for item in parts)
    return len(parts), *days[watching.partial_invoices - 1]


def _first_part(item: OpenItem, situation: Situation) -> date:
    """First day on which it was known to be overdue and paid in part."""
    paid = min(
        max(r.on, r.learnt_on)
        for r in situation.account.receipts
        if item.invoice.id in r.invoices and r.on <= situation.on and r.amount.minor > 0
    )
    return max(paid, days_after(item.invoice.due_on, DAY), item.invoice.learnt_on)


def _pays_in_parts(situation: Situation) -> bool:
    """Whether paying in parts is this buyer's habit: so many of its invoices settled in the last year were."""
    times = Counter(number for r in situation.account.receipts if r.on <= situation.on for number in r.invoices)
    settled = [entry for entry in situation.ledger.settled if entry.on > days_before(situation.on, YEAR)]
    return _habitual(sum(times[entry.invoice.id] > 1 for entry in settled), len(settled), situation)


def _habitual(in_parts: int, settled: int, situation: Situation) -> bool:
    return bool(settled) and in_parts * 100 >= settled * situation.watching.partial_habit_percent


def _first(situation: Situation, floor: date, invoice: str) -> date:
    """The first of the days from `floor` on without a break on which that invoice made them enough, and parts were no habit."""
    account, named = situation.account, _days_named(situation)
    told = not known_late(account) and all(receipt.amount.minor > 0 for receipt in account.receipts)

    def rings(then: Situation) -> bool:
        found = _parts(then)
        return found is not None and found[2] == invoice and (told or not _pays_in_parts(then))

    exactly, habits = asked(situation, rings), [*_habit_turns(situation, named)]
    if not told:
        return rung_from([*_turns(situation, named), *habits], floor, situation.on, exactly)
    turns = sorted(set(_turns(situation, {id: days for id, days in named.items() if _parted(id, days, situation)})))
    was_habit, answers = _habit_then(situation, named), dict[int, bool]()

    def rang(day: date) -> bool:
        stretch = bisect_right(turns, day)
        if stretch not in answers:
            answers[stretch] = exactly(day)
        return answers[stretch] and not was_habit(day)

    return rung_from([*turns, *habits], floor, situation.on, rang)


def _days_named(situation: Situation) -> Mapping[str, Sequence[date]]:
    """The days of the receipts that name each invoice, the earliest first."""
    named: defaultdict[str, list[date]] = defaultdict(list)
    for receipt in situation.account.receipts:
        if receipt.on <= situation.on:
            for number in receipt.invoices:
                named[number].append(receipt.on)
    return named


def _parted(id: str, days: Sequence[date], situation: Situation) -> bool:
    """Whether an invoice was ever paid in part: one that is open, or that took several receipts."""
    return len(days) > 1 or any(item.invoice.id == id for item in situation.ledger.open)


def _turns(situation: Situation, named: Mapping[str, Sequence[date]]) -> Iterator[date]:
    """Days on which one of these invoices may begin or cease to be one that is paid in part."""
    account, lasting = situation.account, situation.watching.sign_days
    for receipt in account.receipts:
        if any(number in named for number in receipt.invoices):
            yield from (max(receipt.on, receipt.learnt_on), days_after(receipt.on, lasting))
    for invoice in account.invoices:
        if invoice.id in named:
            yield from (days_after(invoice.due_on, DAY), invoice.learnt_on)
    for dispute in account.disputes:
        yield from (max(dispute.on, dispute.learnt_on), dispute.closed_on or dispute.on)
    codes = {item.open.currency for item in situation.overdue}
    yield from publications({situation.book.base, *codes}, date.min, situation.rates)


def _habit_turns(situation: Situation, named: Mapping[str, Sequence[date]]) -> Iterator[date]:
    """Days on which paying in parts may begin or cease to be a habit."""
    yield from (day for days in named.values() for day in days[1:2])
    for entry in situation.ledger.settled:
        yield from (entry.on, days_after(entry.on, YEAR))


def _habit_then(situation: Situation, named: Mapping[str, Sequence[date]]) -> Callable[[date], bool]:
    """Whether paying in parts was a habit on a day, where every receipt was known on its day and none was taken back."""
    settled = situation.ledger.settled
    on = [entry.on for entry in settled]
    second = [days[1] if len(days := named.get(entry.invoice.id, ())) > 1 else date.max for entry in settled]

    def was_habit(day: date) -> bool:
        first, last = bisect_right(on, days_before(day, YEAR)), bisect_right(on, day)
        return _habitual(sum(again <= day for again in second[first:last]), last - first, situation)

    return was_habit
