"""What several documents tell of one buyer: who it is, what is open, what was said with it, and what runs out."""

from collections.abc import Callable, Collection, Iterable, Iterator

from credit.activity import Channel
from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.clocks.clock import Clock, ClockKind, clock_reason
from credit.clocks.running import every_clock
from credit.money import Money, total
from documents.paper import Absent, Cell, Column, DueDay, Facts, Grid, headed
from wording import figures, terms
from wording.reasons import reason as reason_sentence
from wording.report_terms import registration
from wording.words import _

__all__ = ["clocks_grid", "clocks_of", "dealings", "due_days", "identity", "items_grid", "money_or", "not_written", "sums"]


def not_written() -> Absent:
    """What nobody wrote down."""
    return Absent(_("nobody wrote it down"))


def money_or(amount: Money | None, why: str) -> Cell:
    """An amount, or why there is none."""
    return Absent(why) if amount is None else amount


def identity(entry: Assessment) -> Facts:
    """Who the buyer is."""
    buyer = entry.account.customer
    rows: list[tuple[str, Cell]] = [(_("Customer"), buyer.name), (_("Number"), buyer.id)]
    if buyer.name_local:
        rows.append((_("Local name"), buyer.name_local))
    rows.append((_("Country"), buyer.country or not_written()))
    rows += [(headed(registration(kind)), number) for kind, number in buyer.registrations]
    if not buyer.registrations:
        rows.append((_("Registration"), not_written()))
    rows.append((_("Payment terms"), buyer.terms or not_written()))
    rows.append((_("Law of the contract"), buyer.law or not_written()))
    rows.append((_("Mail address"), buyer.email or not_written()))
    return Facts(tuple(rows))


def items_grid(entry: Assessment, title: str, empty: str, chosen: Callable[[OpenItem], bool] = lambda _item: True) -> Grid:
    """Open items, the oldest due date first."""
    shape = (
        Column("invoice", _("Invoice")),
        Column("order", _("Order no.")),
        Column("issued_on", _("Issued")),
        Column("shipped_on", _("Shipped")),
        Column("due_on", _("Due")),
        Column("days_past_due", _("Days past due"), True),
        Column("amount", _("Amount"), True),
        Column("open", _("Open"), True),
        Column("disputed", _("In dispute"), True),
        Column("promised", _("Promised"), True),
    )
    return Grid(title, shape, tuple(_item(entry, item) for item in entry.ledger.open if chosen(item)), empty)


def _item(entry: Assessment, item: OpenItem) -> tuple[Cell, ...]:
    invoice = item.invoice
    order, shipped = invoice.order_id or not_written(), invoice.shipped_on or not_written()
    told = (entry.disputed_amount(item), entry.promised_amount(item))
    days = max(item.dpd, 0)
    return (invoice.id, order, invoice.issued_on, shipped, invoice.due_on, days, invoice.amount, item.open, *told)


def sums(items: Iterable[OpenItem]) -> tuple[Money, ...]:
    """What is open of these items, a sum a currency."""
    by_currency: dict[str, list[Money]] = {}
    for item in items:
        by_currency.setdefault(item.open.currency, []).append(item.open)
    return tuple(total(amounts, currency) for currency, amounts in sorted(by_currency.items()))


def dealings(entry: Assessment, every: bool = False) -> Grid:
    """Contacts with the buyer, the oldest first, with what proves that they arrived; `every`: those about it with others too."""
    shape = (
        Column("on", _("Day")),
        Column("channel", _("How")),
        Column("outcome", _("What came of it")),
        Column("invoices", _("Invoices")),
        Column("arrived_on", _("Arrived")),
        Column("proof", _("Proof of arrival")),
        Column("text", _("Note")),
    )
    told = [
        c
        for c in entry.account.contacts
        if c.on <= entry.on and (every or (c.channel is not Channel.NOTE and c.outcome.with_buyer))
    ]
    rows = tuple(
        (
            contact.on,
            terms.channel(contact.channel),
            terms.outcome(contact.outcome),
            ", ".join(contact.invoices) or _("all"),
            contact.arrived_on or Absent(_("not proven")),
            contact.proof,
            contact.text,
        )
        for contact in sorted(told, key=lambda contact: contact.on)
    )
    return Grid(_("What was said"), shape, rows, _("Nobody spoke to the buyer yet."))


def clocks_of(entry: Assessment) -> tuple[Clock, ...]:
    """Every clock of the buyer, one of a kind for its items, the earliest first."""
    return every_clock(entry.watch, entry.promises, entry.leniency, entry.house.policy)


def clocks_grid(entries: Iterable[Assessment], named: bool, kinds: Collection[ClockKind] = frozenset(ClockKind)) -> Grid:
    """What runs out when, the earliest first; `named` tells whose it is, `kinds` what the reader is concerned with."""
    shape = (
        *((Column("customer", _("Customer")),) if named else ()),
        Column("clock", _("Clock")),
        Column("due_on", _("Last day")),
        Column("days_left", _("Days left"), True),
        Column("stake", _("At stake"), True),
        Column("about", _("About")),
        Column("why", _("Why")),
    )
    found = sorted(
        ((clock, entry) for entry in entries for clock in clocks_of(entry) if clock.kind in kinds),
        key=lambda pair: (pair[0].due_on, pair[1].id),
    )
    rows = tuple((*((_name(entry),) if named else ()), *_clock(clock, entry)) for clock, entry in found)
    return Grid(_("Clocks"), shape, rows, _("No clock runs."))


def _clock(clock: Clock, entry: Assessment) -> tuple[Cell, ...]:
    """A clock as a row; one of a promise by its money and its day, and not by a number nobody outside the book knows."""
    promised = next((run.promise for run in entry.running if run.promise.id == clock.subject), None)
    stake: Cell = clock.stake if clock.stake is not None else promised.amount if promised is not None else Absent("")
    about = clock.subject
    if promised is not None:
        about = _("{amount} by {day}").format(amount=figures.money(promised.amount), day=figures.day(promised.promised_for))
    return (
        terms.clock_kind(clock.kind),
        clock.due_on,
        clock.slack,
        stake,
        about,
        _why(clock),
    )


def _why(clock: Clock) -> str:
    """Why it presses, and what of its day is not certain."""
    why = reason_sentence(clock_reason(clock))
    return _("{why} ({doubt})").format(why=why, doubt=terms.clock_doubt(clock.doubt)) if clock.doubt else why


def _name(entry: Assessment) -> str:
    return f"{entry.id}  {entry.account.customer.name}"


def due_days(entries: Iterable[Assessment], kinds: Collection[ClockKind] = frozenset(ClockKind)) -> Iterator[DueDay]:
    """The clocks as days of a calendar; one that has run out is no day to come."""
    for entry in entries:
        for clock in clocks_of(entry):
            if clock.slack >= 0 and clock.kind in kinds:
                title = _("{what}: {why}").format(what=terms.clock_kind(clock.kind), why=figures.safe(_name(entry)))
                key = "\x1f".join((entry.id, clock.kind, clock.subject))
                yield DueDay(key, clock.due_on, title, _why(clock))
