"""One buyer on one page: who it is, what it owes, why its class, its items."""

from collections.abc import Iterator

from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.cover_standing import cover_remarks
from credit.exposure import Exposure
from credit.flags import flags
from credit.pay_trend import Direction
from credit.worklist import pinned
from tui.views.bank_charges import charge_lines
from tui.views.behaviour import behaviour_lines
from tui.views.cash_speed import payment_record
from tui.views.clocks import clock_lines, distant_lines
from tui.views.dossier import dossier_lines
from tui.views.evidence import evidence_lines
from tui.views.exposure import exposure_lines
from tui.views.in_transit import transit_lines
from tui.views.instalments import due_cell, instalment_lines
from tui.views.lenience import leniency_lines
from tui.views.limits import expiry_lines, group_lines, limit_lines
from tui.views.loss import money_lines
from tui.views.notices import notice_lines
from tui.views.order_check import advice_line, customer_advice, release_line
from tui.views.proposals import proposal_lines
from tui.views.rating import dimension_lines, grade_lines
from tui.views.sharing import has_line
from tui.views.snapshot import Snapshot
from tui.views.table import Align, Column, Row, Table
from tui.views.treating import next_lines, treatment_lines
from tui.views.troubles import trouble_lines
from wording import figures, terms
from wording.listing import listed
from wording.reasons import alert as alert_sentence
from wording.reasons import reason as reason_sentence
from wording.report_terms import registration
from wording.words import _

__all__ = ["facts", "item_state", "items", "pressing", "takes_long"]

Line = tuple[str, str, str]
AT_ONCE = 300
"""Invoices of a buyer up to which its whole page is worked out before it is shown."""
LOUDEST = 2
"""Alerts nobody has seen that the page tells one by one."""


def takes_long(shown: Snapshot, customer_id: str) -> bool:
    """Whether the history of a buyer is so long that its page is shown before the end of it was worked out; once it is, never."""
    entry = shown.assessed.of(customer_id)
    return len(entry.account.invoices) > AT_ONCE and "grade_moves" not in vars(entry)


def facts(shown: Snapshot, customer_id: str) -> tuple[Line, ...]:
    """Label, value and tone of what is known of the buyer, the most pressing first."""
    entry = shown.assessed.of(customer_id)
    graded, *why = grade_lines(entry)
    waiting = (*behaviour_lines(entry, shown), *instalment_lines(entry), *clock_lines(entry), *evidence_lines(entry, shown.book))
    money = (*money_lines(entry, shown.book), *charge_lines(entry, shown.book), *trouble_lines(entry, shown.book))
    distant = (*limit_lines(entry, shown.book), *money, *distant_lines(entry), *dossier_lines(entry, shown.book))
    treated = (*treatment_lines(entry, shown), *_orders(shown, entry), *dimension_lines(entry, shown))
    return (*_pressing(entry, shown, graded), *waiting, *treated, *why, *distant)


def pressing(shown: Snapshot, customer_id: str) -> tuple[Line, ...]:
    """What presses of it, while the rest is being worked out."""
    entry = shown.assessed.of(customer_id)
    graded, *why = grade_lines(entry, moves=False)
    told = _("{n} invoices: the rest of this page is being worked out ...").format(n=len(entry.account.invoices))
    return (*_pressing(entry, shown, graded), *treatment_lines(entry, shown), *why, ("", told, "muted"))


def _pressing(entry: Assessment, shown: Snapshot, graded: Line) -> Iterator[Line]:
    """What one wants to see without moving: who it is, its class, what to do, what is owed against which limit, how it pays."""
    yield from (*_identity(entry), *notice_lines(entry.account), *proposal_lines(entry, shown.me))
    yield from (*_standing(entry), *next_lines(entry, shown))
    yield from (*leniency_lines(entry, shown), *_limits(entry, shown), *_record(entry), graded, *_alerts(entry), *_flags(entry))
    yield from transit_lines(entry)


def _identity(entry: Assessment) -> Iterator[Line]:
    buyer = entry.account.customer
    names = f"{figures.safe(buyer.name)} {figures.safe(buyer.name_local)}".strip()
    numbers = [f"{registration(kind)} {figures.safe(number)}" for kind, number in buyer.registrations]
    where = listed(part for part in (buyer.country, *numbers, figures.safe(buyer.terms)) if part)
    yield entry.id, names, "heading"
    yield _("Who"), where or _("nothing written down"), "" if where else "muted"
    yield from has_line(entry)


def _standing(entry: Assessment) -> Iterator[Line]:
    value = entry.debt_class.value
    first, *others = entry.debt_class.reasons
    tone = "critical" if value.rank > 2 else "warning" if value.rank else ""
    yield _("Class"), _("{what}: {why}").format(what=terms.debt_class(value), why=reason_sentence(first)), tone
    for reason in others:
        yield "-", reason_sentence(reason), ""
    if entry.debt_class.by_rules is not value:
        yield "-", _("by the rules alone: {what}").format(what=terms.debt_class(entry.debt_class.by_rules)), ""


def _flags(entry: Assessment) -> Iterator[Line]:
    if letters := flags(entry):
        yield _("Flags"), letters, ""
    yield from (("-", reason_sentence(reason), "") for reason in pinned(entry))


def _limits(entry: Assessment, shown: Snapshot) -> Iterator[Line]:
    owed = entry.exposure
    yield from exposure_lines(entry.known_exposure)
    for remark in cover_remarks(entry):
        yield "-", reason_sentence(remark), "warning"
    if owed.limit is None:
        yield _("Limit"), _("none was ever set"), "muted"
    else:
        yield _room(owed)
    yield from expiry_lines(entry, shown.book)
    yield from group_lines(shown, entry.id)


def _room(owed: Exposure) -> Line:
    room = _("{limit}, used {used}, room {room}").format(
        limit=figures.money(owed.limit), used=figures.percent(owed.used_percent), room=figures.money(owed.headroom)
    )
    insured = _(", insured {insured}").format(insured=figures.money(owed.insured_limit)) if owed.insured_limit else ""
    return _("Limit"), room + insured, "warning" if owed.headroom is not None and owed.headroom.minor < 0 else ""


def _orders(shown: Snapshot, entry: Assessment) -> Iterator[Line]:
    """How the next order should be paid, and what is let pass for it."""
    yield _("Payment"), advice_line(customer_advice(shown, entry)), ""
    for release in entry.account.releases:
        if release.on <= shown.on <= release.until:
            yield _("Let pass"), release_line(release), "warning"


def _record(entry: Assessment) -> Iterator[Line]:
    if entry.dbt is None:
        yield _("Pays"), _("no record yet"), "muted"
        return
    words = _("{dbt} days beyond terms over the last year")
    if sum(told.open for told in entry.record) == entry.late.of:
        words = _("no invoice paid up within a year; overdue {dbt} days on average")
    told = words.format(dbt=figures.number(entry.dbt))
    if entry.habit:
        told += _("; usually {usual}, nearly always by {latest}").format(usual=entry.habit.usual, latest=entry.habit.latest)
    yield _("Pays"), told, ""
    moved = payment_record(entry).trend
    if moved.direction in (Direction.WORSE, Direction.BETTER):
        worse = moved.direction is Direction.WORSE
        words = (
            _("worse since {day}: {now} days late on average, {before} before")
            if worse
            else _("better since {day}: {now} days late on average, {before} before")
        )
        yield (
            _("Trend"),
            words.format(day=figures.day(moved.since), now=moved.now, before=moved.before),
            "warning" if worse else "",
        )


def _alerts(entry: Assessment) -> Iterator[Line]:
    unseen = [alert for alert in entry.alerts if not alert.acknowledged]
    for alert in (*unseen[:LOUDEST], *(alert for alert in entry.alerts if alert.acknowledged)):
        seen = _(" (seen)") if alert.acknowledged else ""
        tone = "muted" if alert.acknowledged else alert.severity.value
        yield terms.severity_sign(alert.severity) or "-", alert_sentence(alert) + seen, tone
    if len(unseen) > LOUDEST:
        yield "!", _("and {n} more alerts; dunnage alerts lists all").format(n=len(unseen) - LOUDEST), "warning"


def items(shown: Snapshot, customer_id: str) -> Table:
    """Open items of the buyer, the oldest due date first."""
    entry = shown.assessed.of(customer_id)
    shape = (
        Column("number", _("Invoice"), 16, grows=True),
        Column("due", _("Due"), 11),
        Column("dpd", _("DPD"), 5, Align.RIGHT),
        Column("open", _("Open"), 16, Align.RIGHT),
        Column("debt_class", _("Class"), 8, priority=1),
        Column("state", "", 10, priority=2),
        Column("amount", _("Amount"), 16, Align.RIGHT, priority=3),
    )
    rows = tuple(_item(item, entry, shown) for item in entry.ledger.open)
    return Table(shape, rows, _("Nothing is open."))


def item_state(item: OpenItem, entry: Assessment) -> str:
    """What is known of an open item beside its age: disputed, promised, paid in another currency."""
    state = [_("disputed")] * entry.disputed(item) + [_("promised")] * bool(entry.promised_amount(item))
    if came := entry.ledger.otherwise.get(item.invoice.id):
        state.append(_("paid {currency}").format(currency=came.currency))
    return " ".join(state)


def _item(item: OpenItem, entry: Assessment, shown: Snapshot) -> Row:
    value = entry.debt_class.items[item.invoice.id]
    cells = (
        figures.safe(item.invoice.id),
        due_cell(item.invoice),
        figures.days(item.dpd),
        figures.money(item.open),
        terms.debt_class_short(value),
        item_state(item, entry),
        figures.money(item.invoice.amount),
    )
    return Row(item.invoice.id, cells, "critical" if value.rank > 2 else "warning" if value.rank else "")
