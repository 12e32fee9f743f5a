"""How a buyer pays beyond its days: signed average, the PAYDEX scale, promises kept, invoices far past due, and its seasons."""

from collections.abc import Iterator

from credit.assessment import Assessment
from credit.payment_measures import PaymentMeasures, payment_measures
from credit.season import OutstandingMonth
from tui.views.cash_speed import PaymentRecord, payment_record
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.listing import listed
from wording.words import _

__all__ = ["behaviour_lines"]

Line = tuple[str, str, str]


def behaviour_lines(entry: Assessment, shown: Snapshot) -> Iterator[Line]:
    """One line of further measures where there is a record, and one for each month that stands out."""
    record, further = payment_record(entry), payment_measures(entry, shown.book.policy)
    told = listed(_measures(record, further, shown.book.policy.turnover.at_risk_days))
    if told:
        yield _("Record"), told, ""
    if entry.unweighed:
        left_out = _("the days leave out {currencies}: no rate").format(currencies=listed(entry.unweighed))
        yield _("Record"), left_out, "warning"
    for month in further.seasons or ():
        yield _("Season"), _season(month), "warning" if month == further.season_now else "muted"


def _measures(record: PaymentRecord, further: PaymentMeasures, days: int) -> Iterator[str]:
    if further.signed_average is not None:
        yield _("{days} days on average, early ones counted").format(days=figures.number(further.signed_average))
    if record.paydex_equivalent is not None:
        yield _("PAYDEX-equivalent {score}").format(score=figures.number(record.paydex_equivalent, 0))
    if record.late.of:
        yield _("{count} of {of} late").format(count=record.late.count, of=record.late.of)
    if record.kept.of:
        yield _("{count} of {of} promises kept").format(count=record.kept.count, of=record.kept.of)
    if further.at_risk.reached:
        words = _("{count} of {of} came {days} days past due")
        yield words.format(count=further.at_risk.reached, of=further.at_risk.of, days=days)


def _season(month: OutstandingMonth) -> str:
    """A month with its difference from the rest of the year."""
    late = _("what is due in {month} comes {days} days later than the rest ({invoices} invoices, {years} years)")
    early = _("what is due in {month} comes {days} days earlier than the rest ({invoices} invoices, {years} years)")
    words = late if month.days > 0 else early
    return words.format(month=terms.month(month.month), days=abs(month.days), invoices=month.invoices, years=month.years)
