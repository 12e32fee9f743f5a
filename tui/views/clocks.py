"""The clocks of a buyer's page: what runs out when, for whom, and what of limitation is not certain."""

from collections.abc import Iterable, Iterator
from typing import Any

from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.book import Book
from credit.clocks.clock import Clock
from credit.clocks.limitation import Period, limitation
from credit.clocks.running import item_clocks
from credit.clocks.safe import safe_reports
from tui.views.queue import clock_line
from wording import figures, terms
from wording.words import _

__all__ = [
    "clock_lines",
    "clocks_of_item",
    "distant_lines",
    "limitation_records",
    "safe_records",
    "unknown_limitation",
]

Line = tuple[str, str, str]
Record = dict[str, Any]
NEAR_DAYS = 60
"""Days within which a clock stands high on the page."""


def clocks_of_item(entry: Assessment, item: OpenItem) -> list[Clock]:
    """The item's own clocks, and those of the buyer that run for it."""
    own = item_clocks(entry.watch, item)
    kinds = {clock.kind for clock in own}
    shared = [clock for clock in entry.every_clock if clock.kind not in kinds and _runs_for(clock, item, entry)]
    return [*shared, *own]


def _runs_for(clock: Clock, item: OpenItem, entry: Assessment) -> bool:
    """Whether a clock names the item, or is that of a promise or dispute that means it."""
    if clock.subject == item.invoice.id:
        return True
    named = {run.promise.id: run.promise.invoices for run in entry.running}
    named |= {dispute.id: dispute.invoices for dispute in entry.disputes}
    return clock.subject in named and (not named[clock.subject] or item.invoice.id in named[clock.subject])


def limitation_records(entry: Assessment, item: OpenItem, book: Book) -> list[Record]:
    """Limitation of an item under each law that may govern it, with what would move it if its arrival could be proven."""
    return [
        {
            "law": period.law,
            "last_day": period.until,
            "since": period.since.on,
            "since_fact": period.since.id,
            "source": period.source,
            "doubt": period.doubt,
            "stopped_on": period.stopped.on if period.stopped else None,
            "restarts_if_proven": period.provable.id if period.provable else None,
        }
        for period in limitation(entry.watch, item)
    ]


def safe_records(entry: Assessment, book: Book) -> list[Record]:
    """Deferred receipts that are to be reported to the State Administration of Foreign Exchange, reported or not."""
    return [
        {
            "number": report.invoice,
            "amount": report.amount,
            "exported_on": report.exported_on,
            "expected_on": report.expected_on,
            "deferred_days": report.deferred_days,
            "report_by": report.report_by,
            "reported_on": report.reported_on,
        }
        for report in safe_reports(entry.account, entry.ledger, book.policy.clocks, book.home)
    ]


def unknown_limitation(items: Iterable[Record]) -> frozenset[str]:
    """`last_day` where a law that may govern one of these items gives none, and no suit is why."""
    periods = (period for item in items for period in item["limitation"])
    return frozenset({"last_day"} if any(p["last_day"] is None and p["stopped_on"] is None for p in periods) else ())


def clock_lines(entry: Assessment) -> Iterator[Line]:
    """The clocks that run out within two months, or have."""
    yield from (_line(clock) for clock in entry.every_clock if clock.slack <= NEAR_DAYS)


def distant_lines(entry: Assessment) -> Iterator[Line]:
    """The clocks that leave more time, and what is uncertain of the oldest overdue item's limitation."""
    yield from (_line(clock) for clock in entry.every_clock if clock.slack > NEAR_DAYS)
    for item in entry.ledger.overdue[:1]:
        for period in limitation(entry.watch, item):
            yield from _uncertain(period, item)


def _line(clock: Clock) -> Line:
    return _("Clock"), clock_line(clock), "warning" if clock.slack < 0 else ""


def _uncertain(period: Period, item: OpenItem) -> Iterator[Line]:
    number = figures.safe(item.invoice.id)
    law = figures.safe(period.law) or figures.ABSENT
    if period.until is None and period.stopped is None:
        told = _("limitation of {invoice} under the law of {law}: no date, {doubt}")
        yield _("Clock"), told.format(invoice=number, law=law, doubt=terms.clock_doubt(period.doubt)), "muted"
    if period.provable is not None:
        told = _("the demand of {day} would begin limitation of {invoice} anew, if its arrival can be proven")
        yield _("Clock"), told.format(day=figures.day(period.provable.on), invoice=number), "muted"
