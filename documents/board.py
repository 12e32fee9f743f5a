"""The board's page: what the house is owed, how old it is, how fast it turns into cash, what may be lost and what runs out.

Its figures are those of the portfolio, handed in by whoever makes the page, so the two never tell two numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from credit.assess import Assessed
from credit.assessment import Assessment
from credit.five_classes import DebtClass
from credit.loss.estimate import LossEstimate
from credit.money import Money
from credit.process import Process
from credit.report import Severity
from documents.about_buyer import clocks_of, due_days, money_or
from documents.loss import loss_facts
from documents.paper import Absent, Block, Cell, Column, Facts, Grid, Heading, Paper, Percent, Points, Say
from documents.process import process_facts
from documents.sources import sources_of_house
from wording import terms
from wording.figures import percent
from wording.reasons import alert_line
from wording.words import _, language, plural

__all__ = ["Age", "Figures", "board_paper"]

LARGEST = 10
"""Buyers, and clocks, told by name: the page is one sheet."""
LOUDEST = 4
"""Alerts told."""
NEAR_DAYS = 30
"""Days within which a clock with money at stake is told."""


@dataclass(frozen=True, slots=True)
class Age:
    """What is open of one age."""

    name: str
    amount: Money
    invoices: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of the house."""

    receivable: Money | None
    overdue: Money | None
    by_currency: tuple[tuple[Money, Money], ...]
    """Receivable and overdue of each currency."""
    ages: tuple[Age, ...]
    left_out: tuple[str, ...]
    """Currencies without a rate."""
    dso: Decimal | None
    best_dso: Decimal | None
    add: Decimal | None
    cei: Decimal | None
    at_risk: Decimal | None
    """Share of invoices that came so far past due ..."""
    at_risk_days: int
    loss: LossEstimate
    process: Process


def board_paper(assessed: Assessed, figures: Figures) -> Paper:
    """The page on the day assessed."""
    entries = [entry for entry in assessed.by_id.values() if entry.ledger.open or entry.ledger.free]
    blocks: list[Block] = [
        Facts((*_owed(figures), *loss_facts(assessed, figures.loss)), narrow=True),
        Facts(tuple(_speed(figures)), narrow=True),
        _currencies(figures),
        _ages(figures),
        _classes(entries),
        _largest(entries),
        *_pressing(entries),
        Heading(_("How the desk worked")),
        Facts(tuple(process_facts(figures.process))),
        *_alerts(assessed.by_id.values()),
        *sources_of_house(assessed, entries),
    ]
    days = tuple(due_days(entries))
    return Paper("board", _("Receivables: page for the board"), assessed.on, language(), tuple(blocks), days)


def _owed(figures: Figures) -> Iterator[tuple[str, Cell]]:
    why = _("no rate of exchange")
    yield _("Receivable"), money_or(figures.receivable, why)
    yield _("Overdue"), money_or(figures.overdue, why)
    if figures.receivable is not None and figures.overdue is not None and figures.receivable.minor > 0:
        share = Decimal(figures.overdue.minor) * 100 / figures.receivable.minor
        yield _("Overdue, of the receivable"), Percent(share) if share <= 100 else _above(share)
    if figures.left_out:
        yield _("Left out, without a rate of exchange"), ", ".join(figures.left_out)


def _above(share: Decimal) -> str:
    return _("{share}, for unapplied money is taken off the receivable").format(share=percent(share))


def _speed(figures: Figures) -> Iterator[tuple[str, Cell]]:
    why = _("too few months of sales")
    for name, days in (
        (_("DSO, days"), figures.dso),
        (_("Best possible DSO, days"), figures.best_dso),
        (_("Added by lateness, days"), figures.add),
    ):
        yield name, Absent(why) if days is None else Decimal(round(days))
    yield _("Collection effectiveness index (CEI)"), Absent(why) if figures.cei is None else Percent(figures.cei)
    risk = Absent(_("no invoice is old enough")) if figures.at_risk is None else Percent(figures.at_risk * 100)
    yield _("Invoices that came {days} days past due").format(days=figures.at_risk_days), risk


def _currencies(figures: Figures) -> Grid:
    shape = (
        Column("currency", _("Currency")),
        Column("receivable", _("Receivable"), True),
        Column("overdue", _("Overdue"), True),
    )
    rows = tuple((owed.currency, owed, overdue) for owed, overdue in figures.by_currency)
    return Grid(_("By currency"), shape, rows, _("Nothing is open."), narrow=True)


def _ages(figures: Figures) -> Grid:
    shape = (
        Column("bucket", _("Days past due")),
        Column("amount", _("Amount"), True),
        Column("invoices", _("Invoices"), True),
    )
    rows = tuple((terms.bucket(age.name), age.amount, age.invoices) for age in figures.ages)
    return Grid(_("By age"), shape, rows, _("No amount could be brought to one currency."), narrow=True)


def _classes(entries: Sequence[Assessment]) -> Grid:
    """The five classes: buyers, and what is open by the currency of each."""
    shape = (
        Column("debt_class", _("Class")),
        Column("buyers", _("Buyers"), True),
        Column("currency", _("Currency")),
        Column("open", _("Open"), True),
    )
    rows: list[tuple[Cell, ...]] = []
    for value in DebtClass:
        owing = [entry for entry in entries if entry.debt_class.value is value]
        sums: dict[str, int] = {}
        holding: dict[str, int] = {}
        for entry in owing:
            for aging in entry.agings:
                sums[aging.currency] = sums.get(aging.currency, 0) + aging.balance.minor
                holding[aging.currency] = holding.get(aging.currency, 0) + 1
        for currency, minor in sorted(sums.items()):
            rows.append((terms.debt_class(value), holding[currency], currency, Money(minor, currency)))
    return Grid(_("By class"), shape, tuple(rows), _("Nothing is open."), narrow=True)


def _largest(entries: Sequence[Assessment]) -> Grid:
    shape = (
        Column("customer", _("Customer")),
        Column("debt_class", _("Class")),
        Column("grade", _("Grade")),
        Column("at_stake", _("At stake"), True),
        Column("overdue", _("Overdue"), True),
        Column("oldest", _("Oldest, days"), True),
        Column("own_risk", _("Own risk"), True),
    )
    why = _("no rate of exchange")
    known = [(entry.overdue_in_base, entry) for entry in entries]
    ranked = sorted((pair for pair in known if pair[0]), key=lambda pair: (-(pair[0] or 0), pair[1].id))
    rows = tuple(
        (
            f"{entry.id}  {entry.account.customer.name}",
            terms.debt_class(entry.debt_class.value),
            terms.grade(entry.graded.value),
            money_or(entry.exposure.at_stake, why),
            money_or(entry.exposure.overdue, why),
            entry.worst_dpd,
            money_or(entry.exposure.own_risk, why),
        )
        for _minor, entry in ranked[:LARGEST]
    )
    return Grid(_("Most overdue buyers"), shape, rows, _("Nobody is overdue."))


def _pressing(entries: Sequence[Assessment]) -> Iterator[Block]:
    shape = (
        Column("customer", _("Customer")),
        Column("clock", _("Clock")),
        Column("due_on", _("Last day")),
        Column("days_left", _("Days left"), True),
        Column("stake", _("At stake"), True),
    )
    found = [
        (clock.due_on, entry.id, clock, clock.stake, entry)
        for entry in entries
        for clock in clocks_of(entry)
        if clock.stake and clock.slack <= NEAR_DAYS
    ]
    rows = tuple(
        (f"{id}  {entry.account.customer.name}", terms.clock_kind(clock.kind), day, clock.slack, stake)
        for day, id, clock, stake, entry in sorted(found, key=lambda row: row[:2])
    )
    yield Grid(_("Clocks with money at stake, within 30 days or missed"), shape, rows[:LARGEST], _("None."))
    yield from _and_more(len(rows) - LARGEST)


def _and_more(count: int) -> Iterator[Block]:
    """How many more there are than one sheet holds."""
    if count > 0:
        yield Say(plural("And {n} more.", "And {n} more.", count).format(n=count))


def _alerts(entries: Iterable[Assessment]) -> Iterator[Block]:
    told = [
        _("{what}: {why}").format(what=entry.account.customer.name, why=alert_line(alert))
        for entry in entries
        for alert in entry.alerts
        if alert.severity is Severity.CRITICAL and not alert.acknowledged
    ]
    if told:
        yield Heading(_("Critical alerts nobody has seen"))
        yield Points(tuple(told[:LOUDEST]))
        yield from _and_more(len(told) - LOUDEST)
