"""What the own ledger, the desk and the table of countries give the five dimensions."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from credit.assessment import Assessment
from credit.book import Book
from credit.calendar import days_before
from credit.invoice import Invoice
from credit.payment_record import kept_rate, share_late_before
from credit.rating.conduct import newest_invoice
from credit.rating.dimension import Input
from credit.rating.grade import late_of
from credit.reason import DESK, OWN_LEDGER

__all__ = ["country_inputs", "own_inputs"]

YEAR = 365


def own_inputs(assessed: Assessment, book: Book) -> Iterator[Input]:
    """Days beyond terms, share late, promises kept and how its purchases moved; each only where the record is long enough.

    What is open and late counts with its days so far, so a record with any such is of today, however long ago the last was paid.
    """
    newest = newest_invoice(assessed.ledger)
    if newest is not None and assessed.dbt is not None and assessed.graded.points is not None:
        bearer, dated = ("invoice", newest[1]), assessed.on if assessed.ledger.late else None
        yield Input("own_ledger.dbt_days", round(assessed.dbt, 1), newest[0], OWN_LEDGER, bearer, dated)
        late, of = late_of(assessed.late, share_late_before(assessed.record, assessed.late), book.policy.grading)
        yield Input("own_ledger.late_percent", round(Decimal(late * 100) / of, 1), newest[0], OWN_LEDGER, bearer, dated)
    kept = kept_rate(assessed.promises)
    if kept.of >= book.policy.reading.least_promises:
        last = [entry for entry in assessed.promises if entry.state.judged][-1]
        percent = round(Decimal(kept.count * 100) / kept.of, 1)
        yield Input("own_ledger.kept_percent", percent, min(last.judged_on, assessed.on), DESK, ("promise", last.promise.id))
    yield from _purchases(assessed)


def _purchases(assessed: Assessment) -> Iterator[Input]:
    """What it bought in the last year against the year before, in the currency it is mostly invoiced in."""
    invoices = [invoice for invoice in assessed.account.invoices if invoice.issued_on <= assessed.on]
    counts = Counter(invoice.amount.currency for invoice in invoices)
    main = max(sorted(counts), key=counts.__getitem__, default="")
    told = sorted((i for i in invoices if i.amount.currency == main), key=lambda invoice: (invoice.issued_on, invoice.id))
    if not told or told[0].issued_on > days_before(assessed.on, 2 * YEAR):
        return
    now, before = _sold(told, assessed.on), _sold(told, days_before(assessed.on, YEAR))
    if before > 0:
        change = round(Decimal((now - before) * 100) / before, 1)
        yield Input("own_ledger.purchases_change", change, told[-1].issued_on, OWN_LEDGER, ("invoice", told[-1].id))


def _sold(invoices: list[Invoice], until: date) -> int:
    return sum(invoice.amount.minor for invoice in invoices if days_before(until, YEAR) < invoice.issued_on <= until)


def country_inputs(assessed: Assessment, book: Book) -> Iterator[Input]:
    """The class of the buyer's country, or the status it has in place of one; an unclassified country gives nothing."""
    country = assessed.account.customer.country
    risk = book.countries.at(country, assessed.on) if country else None
    if risk is None:
        return
    source, bearer = book.countries.source, ("country", country)
    if risk.risk_class is not None:
        yield Input("external_environment.oecd_crc", Decimal(risk.risk_class), risk.published_on, source, bearer)
    else:
        yield Input("external_environment.oecd_crc", risk.status, risk.published_on, source, bearer)
