"""Lists of the whole house: deferred receipts to be reported to SAFE 外管局, and every clock."""

from credit.assess import Assessed
from credit.assessment import Assessment
from credit.clocks.clocking import SafeClass
from credit.clocks.safe import REPORTING, SafeReport, safe_reports
from documents.about_buyer import clocks_grid, due_days
from documents.paper import Absent, Cell, Column, Grid, Paper, Say
from wording.words import _, language

__all__ = ["clocks_paper", "safe_paper"]


def safe_paper(assessed: Assessed) -> Paper:
    """Every open item that is to be reported, reported or not, the first to be reported on top."""
    policy, home = assessed.book.policy.clocks, assessed.book.home
    days = policy.safe_class_a_days if policy.safe_class is SafeClass.A else policy.safe_class_bc_days
    rule = _("A house of class {name} reports receipts later than {days} days after export within {within} days of it.")
    told = rule.format(name=policy.safe_class.value, days=days, within=policy.safe_report_days)
    found = [
        (report, entry) for entry in assessed.by_id.values() for report in safe_reports(entry.account, entry.ledger, policy, home)
    ]
    found.sort(key=lambda pair: (pair[0].reported_on is not None, pair[0].report_by, pair[1].id, pair[0].invoice))
    empty = _("No receipt is deferred for so long that it must be reported.")
    if home != REPORTING:
        empty = _("SAFE asks this of houses in China; yours is in {home}.").format(home=home)
    shape = (
        Column("customer_id", _("Number")),
        Column("customer", _("Customer")),
        Column("invoice", _("Invoice")),
        Column("amount", _("Open"), True),
        Column("exported_on", _("Exported")),
        Column("expected_on", _("Expected")),
        Column("deferred_days", _("Days deferred"), True),
        Column("report_by", _("Report by")),
        Column("reported_on", _("Reported")),
    )
    grid = Grid(_("Deferred receipts"), shape, tuple(_row(report, entry) for report, entry in found), empty)
    return Paper("safe", _("Deferred receipts to be reported to SAFE"), assessed.on, language(), (Say(told), grid))


def _row(report: SafeReport, entry: Assessment) -> tuple[Cell, ...]:
    exported = report.exported_on or Absent(_("not written down; counted from the invoice"))
    reported = report.reported_on or Absent(_("not yet"))
    who = (report.customer_id, entry.account.customer.name, report.invoice)
    return (*who, report.amount, exported, report.expected_on, report.deferred_days, report.report_by, reported)


def clocks_paper(assessed: Assessed, id: str = "") -> Paper:
    """What runs out when, of the whole house or of one buyer."""
    entries = [assessed.of(id)] if id else list(assessed.by_id.values())
    title = _("Clocks of {name}").format(name=entries[0].account.customer.name) if id else _("Clocks of the house")
    grid = clocks_grid(entries, named=not id)
    return Paper("clocks", title, assessed.on, language(), (grid,), tuple(due_days(entries)))
