"""The cash forecast as a document: what each week brings in each currency, and every open invoice with its days.

The weeks are those of `dunnage forecast --weeks`: what is expected, what is reached as likely as not, and what in four cases of
five. They are no sums of single days, for invoices of one buyer, or of one bad month, are late together.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from credit.assess import Assessed
from credit.calendar import days_after
from credit.foresight.cash import WEEK, Cash, Right, cash_of
from credit.foresight.forecast import Forecast, day_of, forecast_book, learn_book
from credit.foresight.learnt import Learnt
from credit.money import Money
from documents.paper import Absent, Cell, Column, Facts, Grid, Paper, Percent, Say
from wording.words import _, language, plural

__all__ = ["forecast_paper"]


def forecast_paper(assessed: Assessed) -> Paper:
    """The forecast on the day assessed."""
    learnt = learn_book(assessed)
    found, cash = forecast_book(assessed, learnt), cash_of(assessed, learnt)
    told = _(
        "Each week holds what is expected of everything that is open, what it brings as likely as not, and what in four "
        "cases of five. The last are no sums of single invoices: invoices tend to be late together, and a quarter's weeks do not "
        "add up to the quarter. What will be sold yet is not in it."
    )
    blocks = (
        Say(told),
        Facts((*_stands_on(learnt), _last_quarter(cash.right))),
        _weeks(cash, assessed.on),
        _items(found, assessed),
    )
    return Paper("forecast", _("Cash forecast"), assessed.on, language(), blocks)


def _stands_on(learnt: Learnt) -> tuple[tuple[str, Cell], ...]:
    tried = learnt.tried
    stands = plural("{n} invoice of known lateness", "{n} invoices of known lateness", learnt.rows).format(n=learnt.rows)
    right: Cell = Absent(_("the book is too young to be tried on itself"))
    if tried.cases:
        told = _("of {cases} open invoices of the last three months {percent} % were paid within the days told (80 % are meant)")
        right = told.format(cases=tried.cases, percent=round(100 * tried.inside / tried.cases))
    return ((_("Learnt from"), stands), (_("How right"), right))


def _last_quarter(right: Right | None) -> tuple[str, Cell]:
    """How right such weeks were a quarter ago."""
    if right is None:
        return _("Last quarter"), Absent(_("not known: nothing was open a quarter ago"))
    told = _(
        "{half} of {weeks} weeks brought at least what was as likely as not (half are meant), "
        "{sure} of {weeks_sure} at least what comes in four cases of five (four in five are meant)"
    )
    return _("Last quarter"), told.format(**right._asdict())


def _weeks(cash: Cash, on: date) -> Grid:
    """A row a week and currency with money in it."""
    shape = (
        Column("from", _("From")),
        Column("to", _("To")),
        Column("currency", _("Currency")),
        Column("expected", _("Expected cash"), True),
        Column("p50", _("As likely as not"), True),
        Column("p80", _("In four of five"), True),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            days_after(on, 1 + one.week * WEEK),
            days_after(on, (one.week + 1) * WEEK),
            one.currency,
            *(Money(minor, one.currency) for minor in (one.expected, one.half, one.sure)),
        )
        for one in cash.weeks
    )
    return Grid(_("By week"), shape, rows, _("Nothing is open."))


def _items(found: Sequence[Forecast], assessed: Assessed) -> Grid:
    shape = (
        Column("customer", _("Customer")),
        Column("invoice", _("Invoice")),
        Column("due_on", _("Due")),
        Column("open", _("Open"), True),
        Column("expected_on", _("Paid on")),
        Column("low", _("From")),
        Column("high", _("To")),
        Column("late", _("Chance of being late"), True),
    )
    rows = tuple(
        (
            f"{one.customer_id}  {assessed.of(one.customer_id).account.customer.name}",
            one.item.invoice.id,
            one.item.invoice.due_on,
            one.item.open,
            day_of(one.outlook.paid),
            day_of(one.outlook.low),
            day_of(one.outlook.high),
            Percent(Decimal(round(one.outlook.late * 100))),
        )
        for one in sorted(found, key=lambda one: (one.outlook.paid, one.customer_id, one.item.invoice.id))
    )
    return Grid(_("Open invoices"), shape, rows, _("Nothing is open."))
