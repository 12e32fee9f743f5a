"""The payment record read in the trade's other measures: signed average, the PAYDEX scale, Experian's buckets, share late.

DBT itself stands in `behaviour`. What is told here of one supplier's own ledger is never called PAYDEX: Dun & Bradstreet
asks for three experiences from two suppliers. Open overdue items count throughout with their days so far.

An invoice speaks from the day it is paid or past due, and what was paid in parts speaks by its parts: each weighs what it
is, with the days at which it was paid, and an open rest with its days so far (TRADE.md 3.3). An invoice is late where any of
it was, for shares are counted in invoices.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from credit.aging import Ledger
from credit.calendar import days_before
from credit.money import Money
from credit.promises import JudgedPromise, PromiseState
from credit.weights import Average, Worth, average

__all__ = [
    "BUCKET_ENDS",
    "Experience",
    "Share",
    "Weighed",
    "bucket_days_beyond_terms",
    "experiences",
    "kept_rate",
    "paydex_equivalent",
    "share_late",
    "share_late_before",
    "signed_average",
    "weighed",
]

KNOTS = ((-30, 100), (-20, 90), (0, 80), (15, 70), (22, 60), (30, 50), (60, 40), (90, 30), (120, 20))
"""Days beyond terms and the PAYDEX score they mean (dandb.com glossary, paycron); linear between."""

BUCKET_ENDS = (30, 60, 90)
"""Last days past due of Experian's buckets but the last, which is open ..."""
BUCKET_DAYS = (15, 45, 75, 105)
"""... and the days an amount in each of them stands for (bci2experian.com)."""


class Experience(NamedTuple):
    """One invoice of which it is known how late it is."""

    invoice: str
    amount: Money
    """What was invoiced."""
    due_on: date
    """Due date, rolled to the day a payer could pay on."""
    days: int
    """Days after that date: of a paid invoice until it was settled, negative when early; of an open one until today."""
    open: bool
    parts: tuple[tuple[int, int], ...] = ()
    """Days and minor units of each part, the earliest first, the open rest last; empty where all of it is one part."""

    @property
    def rest(self) -> "Experience":
        """What is open of it alone, of an invoice paid in part."""
        return self._replace(amount=Money(self.parts[-1][1], self.amount.currency), parts=())


Weighed = tuple[Experience, Money, int]
"""A part of an invoice: its amount, and the days it weighs with."""
YEAR = 365
EVER = -(10**9)
"""An ordinal before every day."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def share(self) -> Decimal | None:
        """Between 0 and 1; `None` of nothing."""
        return Decimal(self.count) / self.of if self.of else None


def experiences(items: Ledger) -> tuple[Experience, ...]:
    """Settled invoices and open ones past their rolled due date, by that date; what is not due says nothing yet.

    Neither does what was paid before the event it was to follow is known.

    An invoice due on a Sunday and paid on Monday is not late, nor is one of which a bank kept more back than is closed in a year,
    or which was paid in another currency and is not booked yet.
    """
    rolled, paid_but, in_parts = items.rolled, items.paid_but, items.in_parts
    settled = [paid[:2] for paid in items.settled]
    if paid_but:
        settled = [(invoice, paid_but.get(invoice.id, on)) for invoice, on in settled]
        settled += [(item.invoice, paid_but[item.invoice.id]) for item in items.open if item.invoice.id in paid_but]
    found = [
        Experience(invoice.id, invoice.amount, due := rolled(invoice.due_on), (on - due).days, False)
        for invoice, on in settled
        if not invoice.provisional
    ]
    found += [
        Experience(item.invoice.id, item.invoice.amount, due, (items.on - due).days, True)
        for item in items.late
        for due in (rolled(item.invoice.due_on),)
        if due < items.on
    ]
    if in_parts:
        found = [_by_parts(told, in_parts[told.invoice]) if told.invoice in in_parts else told for told in found]
    return tuple(sorted(found, key=attrgetter("due_on", "invoice")))


def _by_parts(told: Experience, paid: Sequence[tuple[date, int]]) -> Experience:
    """The same with its parts, those of one day as one; what closed with a payment is of its day, whenever it came after all."""
    sums: dict[int, int] = {}
    for on, minor in paid:
        days = (on - told.due_on).days
        if told.open or days < told.days:
            sums[days] = sums.get(days, 0) + minor
    parts = (*sums.items(), (told.days, told.amount.minor - sum(sums.values())))
    return told._replace(parts=parts) if sums else told


def weighed(record: Sequence[Experience], since: int = EVER) -> list[Weighed]:
    """Each part paid after a day, an ordinal, and every open rest, whose day is today's, with its days after the due date."""
    found = [
        (told, told.amount, told.days)
        for told in record
        if not told.parts and (told.open or told.due_on.toordinal() + told.days > since)
    ]
    for told in record:
        if told.parts:
            found += _weighed_parts(told, since)
    return found


def _weighed_parts(told: Experience, since: int) -> list[Weighed]:
    paid_after = since - told.due_on.toordinal()
    return [(told, Money(minor, told.amount.currency), days) for days, minor in told.parts if days > paid_after]


def signed_average(record: Sequence[Experience], worth: Worth) -> Average:
    """ADTP: days late weighted by amount, early payment counted as negative days (fitsmallbusiness), all currencies together."""
    return average([(amount, days) for _, amount, days in weighed(record)], worth)


def paydex_equivalent(days: Decimal | int) -> Decimal:
    """The score of the PAYDEX scale at which that many days beyond terms stand; beyond 100 and 20 the scale ends."""
    return _between(Decimal(days), KNOTS)


def _between(at: Decimal, knots: Sequence[tuple[int, int]]) -> Decimal:
    """The line through the knots at one place; before the first and after the last knot it is level."""
    place = bisect_left([Decimal(left) for left, _ in knots], at)
    if place == 0:
        return Decimal(knots[0][1])
    if place == len(knots):
        return Decimal(knots[-1][1])
    (left, low), (right, high) = knots[place - 1], knots[place]
    return low + (at - left) * (high - low) / (right - left)


def bucket_days_beyond_terms(buckets: Sequence[int], balance: int) -> Decimal | None:
    """Experian's DBT from an aging: 1-30, 31-60, 61-90 and 91+ days past due, weighed by 15, 45, 75 and 105 days.

    Sum of bucket x days / total balance, the not due part in it (bci2experian.com); `None` where nothing is owed.
    """
    if balance <= 0:
        return None
    return Decimal(sum(amount * days for amount, days in zip(buckets, BUCKET_DAYS, strict=True))) / balance


def share_late(record: Iterable[Experience], on: date, tolerance_days: int = 0) -> Share:
    """Invoices paid or open later than their rolled due date and a tolerance, of those paid up within a year or past due."""
    since = days_before(on, YEAR).toordinal()
    late = [told.days > tolerance_days for told in record if told.open or told.due_on.toordinal() + told.days > since]
    return Share(sum(late), len(late))


def share_late_before(record: Sequence[Experience], year: Share) -> Share:
    """The same of what was paid up earlier: the whole record without that of the year."""
    return Share(sum(told.days > 0 for told in record) - year.count, len(record) - year.of)


def kept_rate(promises: Iterable[JudgedPromise]) -> Share:
    """Promises kept of those that are judged; one kept in part is not kept, one not judged says nothing."""
    states = [entry.state for entry in promises if entry.state.judged]
    return Share(states.count(PromiseState.KEPT), len(states))
