"""The portfolio: every buyer a row, the figures of the house above it, and the alert inbox."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from heapq import nsmallest

from credit.age_basis import AgedFrom
from credit.alerts import Alert
from credit.assessment import Assessment
from credit.five_classes import DebtClass
from credit.flags import flags
from credit.money import Money
from credit.pay_trend import Direction, Trend
from credit.rating.grade import Graded
from credit.rating.letter import Grade
from credit.report import Severity
from credit.treatment import next_step
from credit.worklist import Held
from tui.views.aged import aging_title
from tui.views.filtering import sought
from tui.views.house import House
from tui.views.ordering import FIRST, ORDERS, open_in_base, with_sign
from tui.views.ranked import Placed, Ranked
from tui.views.sharing import WHOSE, holder_cell
from tui.views.snapshot import RowMemory, Snapshot, standing
from tui.views.table import Align, Column, Row, Table
from wording import figures, terms
from wording.citations import rates_named
from wording.listing import bracketed, listed, named, remark
from wording.words import _

__all__ = [
    "aging_line",
    "by_currency",
    "first_rows",
    "grade_cell",
    "headline",
    "inbox",
    "judging",
    "portfolio",
    "row_ahead",
    "standing_alerts",
    "trend_cell",
]

Line = tuple[str, str, str]
STEADY = "="
"""Stands for days late that go neither way."""


def columns(base: str, *, whose: bool = False) -> tuple[Column, ...]:
    """Columns of the portfolio, figures in `base`; who has a buyer takes its room from the name."""
    return (
        Column("name", _("Buyer"), 20 - WHOSE if whose else 21, grows=True),
        Column("debt_class", _("Class"), 8),
        Column("grade", _("Grade"), 5, priority=1),
        Column("exposure", _("Open {base}").format(base=base), 11, Align.RIGHT),
        Column("overdue", _("Overdue"), 11, Align.RIGHT),
        Column("worst_dpd", _("DPD"), 4, Align.RIGHT),
        Column("limit_used", _("Limit"), 7, Align.RIGHT, priority=1),
        Column("flags", _("Flags"), 6, priority=2),
        Column("trend", _("Days late"), 9, Align.RIGHT, priority=4),
        Column("country", _("Ctry"), 4, priority=5),
        Column("next_step", _("Next step"), 22, priority=3),
        Column("who", _("Whose"), WHOSE, hidden=not whose),
    )


def judging(shown: Snapshot) -> str:
    """What is said while the buyers of a book that was just opened are judged."""
    return _("Judging {n} buyers ...").format(n=figures.number(len(shown.assessed.by_id), 0))


def first_rows(shown: Snapshot, most: int) -> Table:
    """The buyers that stand first as the portfolio opens: only these are judged."""
    first = nsmallest(most, shown.assessed.by_id.values(), key=ORDERS[FIRST].place)
    return Table(with_sign(columns(shown.book.base), ORDERS[FIRST], ""), tuple(_row(entry, shown) for entry in first))


def portfolio(shown: Snapshot, memory: RowMemory, sort: str = FIRST, *, turned: bool = False, whose: bool = True) -> Table:
    """Every buyer of the snapshot as a row, ordered by `sort` (a key of `ORDERS`), the last first where it is `turned`.

    What is absent stands last either way. With `whose` a row says who has the buyer, once anybody has one.
    """
    order = ORDERS[sort]

    def placed(entry: Assessment) -> tuple[Placed[Row]]:
        return ((order.place(entry), _kept_row(entry, shown, memory)),)

    ranked = memory.ranked(sort)
    rows = tuple(ranked.follow(shown.assessed, placed))
    if turned:
        known = ranked.before((True,))
        rows = (*reversed(rows[:known]), *rows[known:])
    empty = (
        _("No buyer here. Import a ledger: dunnage import FILE") if not rows else _("No buyer matches the filter. Esc clears it.")
    )
    whose = whose and any(row.cells[-1] for row in rows)
    return Table(with_sign(columns(shown.book.base, whose=whose), order, order.sign(turned=turned)), rows, empty)


def row_ahead(shown: Snapshot, customer_id: str, memory: RowMemory) -> None:
    """Make the row of a buyer that was just judged anew, in a worker: whoever shows all of them finds it there."""
    if (entry := shown.assessed.by_id.get(customer_id)) is not None:
        _kept_row(entry, shown, memory)


def _kept_row(entry: Assessment, shown: Snapshot, memory: RowMemory) -> Row:
    return memory.row(entry.id, entry, lambda: _row(entry, shown))


def _row(entry: Assessment, shown: Snapshot) -> Row:
    buyer, value = entry.account.customer, entry.debt_class.value
    name = figures.safe(buyer.name)
    quiet = value is DebtClass.NOT_DUE
    cells = (
        name,
        terms.debt_class_short(value),
        grade_cell(entry.graded),
        _money(open_in_base(entry), entry.known_exposure.receivable, entry),
        _money(entry.overdue_in_base, entry.known_exposure.overdue, entry),
        figures.days(entry.worst_dpd) if entry.worst_dpd else "",
        figures.percent(entry.exposure.used_percent),
        flags(entry) + _loudest(entry),
        trend_cell(entry.trend),
        buyer.country,
        _next(entry, shown, quiet),
        holder_cell(entry),
    )
    return Row(entry.id, cells, _tone(entry), sought(entry))


def trend_cell(moved: Trend) -> str:
    """Days late before and now, where they moved; one sign where they did not, and a dash where nobody can say."""
    if moved.direction is Direction.UNKNOWN:
        return figures.ABSENT
    return STEADY if moved.direction is Direction.FLAT else f"{moved.before} > {moved.now}"


def _next(entry: Assessment, shown: Snapshot, quiet: bool) -> str:
    """What is to be done today, or in brackets why the buyer is left alone."""
    today = standing(shown, entry)
    if isinstance(today, Held):
        return bracketed(terms.held_reason(today.reason))
    if quiet and today is None:
        return ""
    return terms.action(today.step.action if today is not None else next_step(entry, shown.book.policy).action)


def grade_cell(graded: Graded) -> str:
    """The letter, a dash for none; `?` beside it where a person has to read a report."""
    letter = figures.ABSENT if graded.value is Grade.UNRATED else terms.grade(graded.value)
    return letter + ("?" if graded.for_a_person else "")


def _money(minor: int | None, own: Money | None, entry: Assessment) -> str:
    """Whole units of base currency, or its own where no rate to that is known; `+`: and something without any."""
    if minor is not None:
        return figures.rounded(Money(minor, entry.base)) if minor else ""
    return figures.short(own) + ("+" if own is not None and entry.exposure.no_rate else "")


def _loudest(entry: Assessment) -> str:
    """The sign of the loudest alert nobody has seen."""
    return next((terms.severity_sign(alert.severity) for alert in entry.alerts if not alert.acknowledged), "")


def _tone(entry: Assessment) -> str:
    value = entry.debt_class.value
    if value.at_least(DebtClass.BAD):
        return "critical"
    if value.at_least(DebtClass.DOUBTFUL) or any(not a.acknowledged and a.severity is not Severity.INFO for a in entry.alerts):
        return "warning"
    return "" if entry.worst_dpd else "muted"


def headline(totals: House) -> tuple[Line, ...]:
    """The figures of the house as label, value and tone."""
    lines = [
        (_("Receivable"), _in_part(totals.receivable, totals), ""),
        (_("Overdue"), _in_part(totals.overdue, totals) + _share(totals), "warning" if totals.overdue else ""),
    ]
    if totals.rate_on:
        told = _("{day}, {source}").format(day=figures.day(totals.rate_on), source=rates_named(totals.rate_source))
        lines.append((_("Rates of"), told, ""))
    if totals.left_out:
        lines.append((_("No rate"), "  ".join(figures.money(left.receivable) for left in totals.left_out), "warning"))
    return tuple(lines)


def _in_part(amount: Money | None, totals: House) -> str:
    """An amount of the house, marked where it is not all of it; what is left out stands beside it."""
    told = figures.money(amount)
    return _("{amount} in part").format(amount=told) if totals.left_out and amount is not None else told


def by_currency(totals: House) -> tuple[Line, ...]:
    """What is receivable in each currency, where there is more than one."""
    if len(totals.by_currency) < 2:
        return ()
    return ((_("By currency"), "  ".join(figures.short(entry.receivable) for entry in totals.by_currency), ""),)


def aging_line(totals: House, since: AgedFrom = AgedFrom.DUE) -> tuple[Line, ...]:
    """Every age with its amount; what is unapplied stands with its minus. `since`: the day the ages count from."""
    told = listed(named(terms.bucket(bucket.name), figures.rounded(bucket.amount)) for bucket in totals.aging if bucket.amount)
    if not told:
        return ()
    return ((aging_title(since, totals), told, ""),)


def _share(totals: House) -> str:
    if not totals.receivable or totals.overdue is None or totals.left_out:
        return ""
    if totals.receivable.minor <= 0:
        return ""
    share = Decimal(totals.overdue.minor * 100) / totals.receivable.minor
    if share > 100:
        return remark(_("{share}, for unapplied money is taken off the receivable").format(share=figures.percent(share)))
    return remark(figures.percent(share))


def standing_alerts(shown: Snapshot, since: date = date.min) -> tuple[Alert, ...]:
    """All alerts that stand and were learnt on or after `since`: unseen before seen, the most severe, then the latest."""
    return tuple(sorted((alert for alert in _standing(shown) if alert.learnt_on >= since), key=_loudness))


def _standing(shown: Snapshot) -> Iterator[Alert]:
    return (alert for entry in shown.assessed.by_id.values() for alert in entry.alerts)


def _unseen(entry: Assessment) -> list[Placed[Alert]]:
    return [(_loudness(alert), alert) for alert in entry.alerts if not alert.acknowledged]


def _loudness(alert: Alert) -> tuple[bool, int, int, str]:
    return alert.acknowledged, -_LOUD[alert.severity], -alert.learnt_on.toordinal(), alert.id


_LOUD = {severity: place for place, severity in enumerate(Severity)}


def inbox(shown: Snapshot, most: int, ringing: Ranked[Alert] | None = None) -> tuple[Line, ...]:
    """The first unseen alerts as sign, sentence and tone; `ringing` is their list for an earlier snapshot, and is kept on."""
    unseen = (Ranked[Alert]() if ringing is None else ringing).follow(shown.assessed, _unseen, most)
    return tuple((terms.severity_sign(a.severity), _rung(a, shown), a.severity.value) for a in unseen)


def _rung(alert: Alert, shown: Snapshot) -> str:
    """Who, what and since when; the page and `dunnage alerts` say the rest."""
    return _("{name}: {what}, {day}").format(
        name=_name(shown, alert.customer_id), what=terms.alert_kind(alert.kind), day=figures.day(alert.on)
    )


def _name(shown: Snapshot, id: str) -> str:
    return figures.safe(shown.assessed.by_id[id].account.customer.name)
