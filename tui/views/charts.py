"""Series for the charts; how they are drawn is the widget's business."""

from credit.behaviour import payments
from credit.money import Money
from tui.views.chart_data import ChartData, ChartKind
from tui.views.house import House
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.listing import named
from wording.words import _

__all__ = ["aging_chart", "days_late_chart"]

LATEST = 60
"""Payments shown of a buyer's record."""


def aging_chart(totals: House) -> ChartData:
    """What is owed by age, in base currency; the upright axis is marked with its largest bucket."""
    shown = [bucket for bucket in totals.aging if bucket.name != "unapplied"]
    heights = tuple(max(float(bucket.amount.amount), 0.0) for bucket in shown)
    highest = [bucket.amount for bucket in shown if float(bucket.amount.amount) == max(heights) > 0][:1]
    marks = [Money(0, money.currency) for money in highest] + highest
    return ChartData(
        _("Receivable in part, by days past due, up to") if totals.left_out else _("Receivable by days past due, up to"),
        ChartKind.BARS,
        tuple(_up_to(bucket.name) for bucket in shown),
        ((_("open"), heights),) if highest else (),
        scale=tuple((float(money.amount), figures.short(money)) for money in marks),
        summary="  ".join(named(terms.bucket(b.name), figures.short(b.amount)) for b in shown if b.amount),
        empty=_("No aging: a rate of exchange is missing, or nothing is open."),
    )


def _up_to(bucket: str) -> str:
    """The last day of a bucket; the oldest has none, and a sign that is short enough to stand below its bar."""
    return "0" if bucket == "not_due" else ">" if bucket.startswith(">") else bucket.rpartition("-")[2]


def days_late_chart(shown: Snapshot, customer_id: str) -> ChartData:
    """Days late of the buyer's latest settled invoices, oldest first."""
    record = payments(shown.assessed.of(customer_id).ledger)[-LATEST:]
    return ChartData(
        _("Days late of the last {n} invoices paid").format(n=len(record)),
        ChartKind.LINE,
        tuple(figures.day(paid.on)[:7] for paid in record),
        ((_("days late"), tuple(float(paid.days_late) for paid in record)),) if len(record) > 1 else (),
        summary=_("last paid {days} days late").format(days=record[-1].days_late) if record else "",
        empty=_("Too few payments for a chart."),
    )
