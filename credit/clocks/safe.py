"""The State Administration of Foreign Exchange: receipts deferred for long after export are reported within 30 days of it.

Longer than 90 days for a house of class A, longer than 30 for B and C (TRADE.md section 5). A Chinese house's exports only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from credit.account import Account
from credit.activity import Outcome
from credit.aging import Ledger, OpenItem
from credit.calendar import days_after
from credit.clocks.clock import Clock, ClockKind, Rule
from credit.clocks.clocking import Clocking, SafeClass
from credit.clocks.watch import Watch, invoice_fact
from credit.money import Money

__all__ = ["SafeReport", "safe_clock", "safe_reports"]

REPORTING = "CN"
"""Country whose rule this is."""
SOURCE = "[S] chinaforex.com.cn 2020-15"


@dataclass(frozen=True, slots=True)
class SafeReport:
    """One deferred receipt that is to be reported."""

    customer_id: str
    invoice: str
    amount: Money
    """What is still open."""
    exported_on: date | None
    """Day of the bill of lading; `None`: not written down, and the days are counted from the invoice."""
    expected_on: date
    """Day the money is expected: the due date."""
    deferred_days: int
    report_by: date
    reported_on: date | None
    """Day it was reported; `None`: nobody logged it."""


def safe_clock(watch: Watch, item: OpenItem) -> Clock | None:
    """By when the item must be reported; `None` where it need not be, was, or its day of export is not written down.

    A late report loses nothing of what is owed: it earns a fine of no known amount, so nothing is said to be at stake.
    """
    exported = item.invoice.shipped_on
    if exported is None or exported > watch.on or not _reportable(watch, item):
        return None
    if watch.done(Outcome.SAFE_REPORTED, item, exported):
        return None
    due_on = days_after(exported, watch.policy.safe_report_days)
    fact = invoice_fact(item, exported)
    return Clock.running(ClockKind.SAFE_REPORT, fact, due_on, watch.on, watch.home, Rule(source=SOURCE))


def safe_reports(account: Account, items: Ledger, policy: Clocking, home: str) -> tuple[SafeReport, ...]:
    """Every open item of a buyer that is to be reported, reported or not, the oldest due date first.

    Where the day of export is not written down, the list counts from the invoice and says so by leaving the day out.
    """
    return tuple(_reports(Watch(account, items.on, items.open, policy, home=home)))


def _reports(watch: Watch) -> Iterator[SafeReport]:
    for item in watch.items:
        invoice = item.invoice
        if not _reportable(watch, item):
            continue
        exported = invoice.left_on
        by = days_after(exported, watch.policy.safe_report_days)
        logged = [c.on for c in watch.about(item, Outcome.SAFE_REPORTED) if c.on >= exported]
        days = (invoice.due_on - exported).days
        told = logged[0] if logged else None
        yield SafeReport(watch.account.id, invoice.id, item.open, invoice.shipped_on, invoice.due_on, days, by, told)


def _reportable(watch: Watch, item: OpenItem) -> bool:
    """Whether a Chinese house sold it abroad and its receipt is deferred beyond what its class may leave unreported."""
    exported = item.invoice.left_on
    allowed = watch.policy.safe_class_a_days if watch.policy.safe_class is SafeClass.A else watch.policy.safe_class_bc_days
    return watch.home == REPORTING and watch.abroad and (item.invoice.due_on - exported).days > allowed
