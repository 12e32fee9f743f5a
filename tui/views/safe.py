"""Deferred receipts of the whole house that are to be reported to the State Administration of Foreign Exchange (SAFE 外管局).

One row an open item, the first to be reported on top; what is reported stays in the list with its day, as the office asks for it.
"""

from typing import Any

from credit.clocks.clocking import SafeClass
from credit.clocks.safe import REPORTING
from tui.views.clocks import safe_records
from tui.views.snapshot import Snapshot, looked_at
from tui.views.table import Align, Column, Row, Table
from wording import figures
from wording.words import _

__all__ = ["safe_line", "safe_record", "safe_table"]

Record = dict[str, Any]


def safe_record(shown: Snapshot) -> Record:
    """The list for scripts, and by which rule of the house it was made."""
    policy, rows = shown.book.policy.clocks, _rows(shown)
    return {
        **looked_at(shown),
        "home": shown.book.home,
        "safe_class": policy.safe_class,
        "unreported_days": _days(shown),
        "report_days": policy.safe_report_days,
        "reports": rows,
        "missing": ["exported_on"] if any(row["exported_on"] is None for row in rows) else [],
    }


def _days(shown: Snapshot) -> int:
    """Days after export for which a receipt may be deferred without a report."""
    policy = shown.book.policy.clocks
    return policy.safe_class_a_days if policy.safe_class is SafeClass.A else policy.safe_class_bc_days


def _rows(shown: Snapshot) -> list[Record]:
    found = [
        {"customer_id": entry.id, "name": entry.account.customer.name, **report}
        for entry in shown.assessed.by_id.values()
        for report in safe_records(entry, shown.book)
    ]
    return sorted(found, key=lambda row: (row["reported_on"] is not None, row["report_by"], row["customer_id"], row["number"]))


def safe_line(shown: Snapshot) -> tuple[str, str, str]:
    """The rule the list was made by."""
    policy = shown.book.policy.clocks
    rule = _("class {name}: receipts later than {days} days after export are reported within {within} days of it").format(
        name=policy.safe_class.value, days=_days(shown), within=policy.safe_report_days
    )
    return "SAFE", rule, ""


def safe_table(shown: Snapshot) -> Table:
    """The list for people; a day of export that is not written down is told by its sign, and then counted from the invoice."""
    shape = (
        Column("customer", _("Customer"), 24, grows=True),
        Column("number", _("Invoice"), 14),
        Column("amount", _("Open"), 18, Align.RIGHT),
        Column("exported_on", _("Exported"), 10),
        Column("expected_on", _("Expected"), 10),
        Column("deferred_days", _("Days"), 5, Align.RIGHT),
        Column("report_by", _("Report by"), 10),
        Column("reported_on", _("Reported"), 10),
    )
    rows = tuple(Row(f"{row['customer_id']}:{row['number']}", _cells(row), _tone(row, shown)) for row in _rows(shown))
    if shown.book.home != REPORTING:
        return Table(shape, rows, _("SAFE asks this of houses in China; yours is in {home}.").format(home=shown.book.home))
    return Table(
        shape,
        rows,
        _("By its agreed terms no receipt is deferred for so long that it must be reported; what is late is not counted."),
    )


def _cells(row: Record) -> tuple[str, ...]:
    names = ("exported_on", "expected_on", "report_by", "reported_on")
    exported, expected, by, reported = (figures.day(row[name]) for name in names)
    buyer = f"{figures.safe(row['customer_id'])}  {figures.safe(row['name'])}"
    owed = (figures.safe(row["number"]), figures.money(row["amount"]))
    return (buyer, *owed, exported, expected, str(row["deferred_days"]), by, reported)


def _tone(row: Record, shown: Snapshot) -> str:
    if row["reported_on"] is not None:
        return "muted"
    return "warning" if row["report_by"] < shown.on else ""
