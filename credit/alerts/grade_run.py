"""Since when a grade has stood as deep as it fell, without a break: one that fell deeper in between, or rose, began anew.

Until a payment comes in, an item falls due or a payment grows a year old, and no report, event, promise or call counts anew, a
record only gets worse: so the two ends of a stretch of days speak for it. They are read from the record as numbers; the exact
grade of a day is asked for only where that cannot say.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.alerts.numbers import Aged, Numbers
from credit.alerts.own_grade import YEAR, Row
from credit.alerts.situation import Situation
from credit.alerts.slip import first_day
from credit.calendar import days_after, days_before, months_after
from credit.money import Money, exponent

__all__ = ["GradeRun", "caps_moved", "long_late"]

BANK_DAYS = 15
"""Days by which the day an item can be paid on may lie behind its due date, at most."""


@dataclass(frozen=True, slots=True)
class GradeRun:
    """What is known of the days of a fall."""

    situation: Situation
    rows: Sequence[Row]
    """Its record as numbers."""
    numbers: Numbers
    """What it says of a day, an ordinal as all days here."""
    told: int
    """Rank that nothing is better than today, but for the record, what is overdue and that trend ..."""
    moved: Sequence[int]
    """... and the days on which that may have been another."""
    told_before: int | None
    """The same of half a year before; `None` where the own record alone is asked, as nothing else could have held it down."""
    fell: Callable[[int | None, bool], bool]
    """Whether today's grade is a fall from that rank, the own record itself giving it or not."""
    rang: Callable[[date], bool]
    """Whether the fall rang on a day as deep as today, by the exact grades."""

    def began(self, earliest: date, first: date) -> date:
        """The first day, `earliest` or later, of the run that lasts until today; `first` is a day from which it may well last."""
        if first > earliest and self._stood(days_before(first, 1)):
            first = earliest
        low, high, last = first.toordinal(), self.situation.on, self.situation.on.toordinal()
        back, turns = self.situation.watching.drop_days, self._turns()
        ends = {end for turn in turns for end in (turn - 1, turn) if low < end < last}
        before = {end for turn in turns if low < (end := turn + back - 1) < last} - ends
        for end in sorted({*ends, *before, low} - {last}, reverse=True):
            for between in self._between_turns(end, high.toordinal()):
                day = date.fromordinal(between)
                if not self._stood(day):
                    return first_day(self._stood, day, high)
                high = day
            day = date.fromordinal(end)
            if not (self._fell(end) if end in before else self._stood(day)):
                return first_day(self._stood, day, high)
            high = high if end in before else day  # that it had fallen by then does not say that it stood so deep
        return high

    def _between_turns(self, low: int, high: int) -> list[int]:
        """Days between two turns on which the fall may begin or end all the same, the latest first."""
        if high - low <= 1:
            return []
        now, first, last = self.situation.graded.value.rank, self.numbers.own.rank(low), self.numbers.own.rank(high)
        found: set[int] = set()
        if first != now == last:  # until then something else held it there, for half a year perhaps: that is no fall
            came = first_day(
                lambda day: self.numbers.own.rank(day.toordinal()) == now, date.fromordinal(low), date.fromordinal(high)
            )
            found.add(came.toordinal() - 1)
        back = self.situation.watching.drop_days
        both = [self.numbers.between(first, low, self.told), self.numbers.between(last, high, self.told)]
        if any(deepest < lowered for deepest, lowered in both):
            found.update(self.numbers.slips.turns(low, high))
        if self.told_before is not None or any(deepest < lowered == now for deepest, lowered in both):
            found.update(day + back for day in self.numbers.slips.turns(low - back, high - back))
        return sorted((day for turn in found for day in (turn, turn + 1) if low < day < high), reverse=True)

    def _turns(self) -> set[int]:
        """Days on which the grade may rise."""
        turns = set(self.moved)
        for due, _, known, parts in self.rows:
            turns.update((known, known + 1) if known <= due else (due + 1, known))
            for shown, paid_on, _ in parts:
                turns.update((shown, paid_on + YEAR))
        return turns

    def _stood(self, on: date) -> bool:
        """Whether the fall rang on that day as deep as today."""
        known = self._by_numbers(on.toordinal())
        return self.rang(on) if known is None else known

    def _by_numbers(self, day: int) -> bool | None:
        """The same as the record says it; `None` where it cannot say."""
        situation = self.situation
        back, now = situation.watching.drop_days, situation.graded.value.rank
        if self._moved_since(day) or self._unsaid(day - back):
            return None
        rank = self.numbers.own.rank(day)
        deepest, lowered = self.numbers.between(rank, day, self.told)
        if deepest <= now <= lowered and deepest < lowered and self.numbers.slips(day):
            deepest = lowered
        if deepest != now or not self.fell(self._before(day - back), rank == now):
            return False
        return True if rank == now else self._held_since(day, back, lowered)

    def _fell(self, day: int) -> bool:
        """Whether it had fallen by then, where the grade is known to have stood."""
        then = day - self.situation.watching.drop_days
        if self._moved_since(day) or self._unsaid(then):
            return self.rang(date.fromordinal(day))
        before = self._before(then)
        if self.fell(before, True):  # then in any case
            return True
        return self.numbers.own.rank(day) != self.situation.graded.value.rank and self.fell(before, False)

    def _moved_since(self, day: int) -> bool:
        """Whether what is no part of the record may have moved either grade since: that of the day, and of half a year before."""
        back, today = self.situation.watching.drop_days, self.situation.on.toordinal()
        return any(day < moved <= today or day - back < moved <= today - back for moved in self.moved)

    def _unsaid(self, day: int) -> bool:
        """Whether neither its record nor what was told gave the grade that is compared with: there may have been none."""
        return self.told_before == 0 and self.numbers.own.rank(day) is None

    def _held_since(self, day: int, back: int, lowered: int) -> bool | None:
        """Whether what holds the grade down on that day began to in the half year before it: for longer, it is no fall.

        `None` where it may be a slip of that length: only the exact grade says since when it has lasted.
        """
        now = self.situation.graded.value.rank
        if self.numbers.by_age(day) == now == self.numbers.by_age(day - back, day):
            return False
        return None if lowered == now and self.numbers.slips(day) and self.numbers.slips(day - back) else True

    def _before(self, day: int) -> int | None:
        """Rank of the grade that today's is compared with, had it been told on that day."""
        if self.told_before is None:
            return self.numbers.own.rank(day, self.situation.policy.alerting.habit_least)
        deepest, lowered = self.numbers.between(self.numbers.own.rank(day), day, self.told_before)
        return lowered if deepest < lowered and self.numbers.slips(day) else deepest


def long_late(situation: Situation, rows: Sequence[Row]) -> list[Aged]:
    """Each item overdue long enough to hold a grade down, oldest due date first."""
    least = situation.policy.grading.overdue_d_days - BANK_DAYS
    told = {
        told.invoice: (told.amount, row)
        for told, row in zip(situation.record, rows, strict=True)
        if min(row.known, situation.on.toordinal()) - row.due >= least
    }
    if not told:
        return []
    due = {invoice.id: invoice.due_on for invoice in situation.account.invoices if invoice.id in told}
    return sorted(_aged(due[number], amount, row, situation) for number, (amount, row) in told.items())


def _aged(due: date, amount: Money, row: Row, situation: Situation) -> Aged:
    """One of them, its parts worth what they were by the rate of its due date: of unknown worth without one."""
    worth, base = situation.book.worth(amount.currency, due), situation.book.base
    if worth is None:
        return Aged(due.toordinal(), row.known, [(shown, Decimal("Infinity")) for shown, _, _ in row.parts])
    whole, minor = (worth * amount.minor).scaleb(-exponent(base)), max(sum(part[2] for part in row.parts), 1)
    return Aged(due.toordinal(), row.known, [(shown, whole * part / minor) for shown, _, part in row.parts])


def caps_moved(situation: Situation) -> list[int]:
    """Days on which a report, an event, a promise or a silence may have begun or ended to hold the grade down."""
    return sorted({day.toordinal() for day in _moves(situation)})


def _moves(situation: Situation) -> Iterator[date]:
    account, grading, classing = situation.account, situation.policy.grading, situation.policy.classing
    for report in account.reports:
        yield from (max(report.learnt_on, report.spoken_on), days_after(months_after(report.spoken_on, grading.report_months), 1))
    for event in account.events:
        yield from (
            max(event.learnt_on, event.published_on),
            days_after(months_after(event.published_on, grading.petition_months), 1),
        )
    for told in situation.conduct.promises:
        yield told.promise.learnt_on  # from then on more than the own record is asked for the grade of half a year before
        if len(account.promises) >= grading.broken_d:
            yield from (days_after(told.judged_on, 1), days_after(told.judged_on, YEAR + 1))
    tries = sum(contact.outcome.reached is False for contact in account.contacts)
    if tries >= classing.unanswered_tries:
        for contact in account.contacts:
            yield from (contact.on, contact.learnt_on, days_after(contact.on, classing.unanswered_days))
        for invoice in account.invoices:  # who owes nothing overdue is not called unreachable
            yield max(days_after(invoice.due_on, 1), invoice.learnt_on)
        yield from (max(receipt.on, receipt.learnt_on) for receipt in account.receipts)
