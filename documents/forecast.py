"""The cash forecast as a document: what is expected in each week and currency, and every open invoice with its days.

A week sums the open amounts of the invoices whose expected day lies in it, in their own currency; beside it, the sum if each
invoice came on the last day of its range. Both are sums of single invoices and no range of the whole: invoices of one buyer, or
of one bad month, are late together.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from credit.assess import Assessed
from credit.calendar import days_after
from credit.foresight.forecast import Forecast, day_of, forecast_book, learn_book
from credit.foresight.learnt import Learnt
from credit.money import Money
from documents.paper import Absent, Cell, Column, Facts, Grid, Paper, Percent, Say
from wording.words import _, language, plural

__all__ = ["forecast_paper"]

WEEKS = 13
"""Weeks told one by one: a quarter; what comes later is told together."""
WEEK = 7


def forecast_paper(assessed: Assessed) -> Paper:
    """The forecast on the day assessed."""
    learnt = learn_book(assessed)
    found = forecast_book(assessed, learnt)
    told = _(
        "Each week holds the open amounts of the invoices that are expected to be paid in it; beside it stands what it would be "
        "if every invoice came on the last day of its range, within which four in five are paid. Invoices tend to be "
        "late together."
    )
    blocks = (Say(told), Facts(_stands_on(learnt)), _weeks(found, assessed.on), _items(found, assessed))
    return Paper("forecast", _("Cash forecast"), assessed.on, language(), blocks)


def _stands_on(learnt: Learnt) -> tuple[tuple[str, Cell], ...]:
    tried = learnt.tried
    stands = plural("{n} invoice of known lateness", "{n} invoices of known lateness", learnt.rows).format(n=learnt.rows)
    right: Cell = Absent(_("the book is too young to be tried on itself"))
    if tried.cases:
        told = _("of {cases} open invoices of the last three months {percent} % were paid within the days told (80 % are meant)")
        right = told.format(cases=tried.cases, percent=round(100 * tried.inside / tried.cases))
    return ((_("Learnt from"), stands), (_("How right"), right))


def _weeks(found: Sequence[Forecast], on: date) -> Grid:
    """A row a week and currency with money in it, by both days."""
    shape = (
        Column("from", _("From")),
        Column("to", _("To")),
        Column("currency", _("Currency")),
        Column("expected", _("Expected cash"), True),
        Column("at_latest", _("If each comes on its last day"), True),
    )
    expected, latest = _summed(found, on, lambda one: one.outlook.paid), _summed(found, on, lambda one: one.outlook.high)
    rows: list[tuple[Cell, ...]] = []
    for week, currency in sorted({*expected, *latest}):
        first = days_after(on, 1 + week * WEEK)
        last: Cell = days_after(on, (week + 1) * WEEK) if week < WEEKS else _("later")
        sums = [Money(part.get((week, currency), 0), currency) for part in (expected, latest)]
        rows.append((first, last, currency, *sums))
    return Grid(_("By week"), shape, tuple(rows), _("Nothing is open."))


def _summed(found: Sequence[Forecast], on: date, day: Callable[[Forecast], int]) -> dict[tuple[int, str], int]:
    """Minor units by week and currency; the first week begins the day after `on`, and holds what was expected before."""
    sums: dict[tuple[int, str], int] = {}
    for one in found:
        week = min(max((day(one) - on.toordinal() - 1) // WEEK, 0), WEEKS)
        place = (week, one.item.open.currency)
        sums[place] = sums.get(place, 0) + one.item.open.minor
    return sums


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
