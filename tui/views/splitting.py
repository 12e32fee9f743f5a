"""Money being divided among invoices: the rows to choose from, and above them what it comes to and what would follow."""

from credit.assessment import Assessment
from credit.cash.splitting import Split, outcome
from credit.cash.suggesting import Suggestion
from credit.money import Money
from credit.problem import RefusedChange
from tui.views.bank_charges import charge_lines
from tui.views.table import Align, Column, Row, Table
from wording import cash_terms, figures
from wording.faults import fault as fault_sentence
from wording.listing import clauses
from wording.words import _

__all__ = ["split_lines", "split_table"]


def split_table(entry: Assessment, split: Split) -> Table:
    """Every open invoice in the currency of the money, the oldest due date first, and what each would receive."""
    currency = split.free.currency
    columns = (
        Column("number", _("Invoice"), 14, grows=True),
        Column("due", _("Due"), 10, priority=2),
        Column("days", _("Days"), 5, Align.RIGHT, priority=1),
        Column("open", _("Open {currency}").format(currency=currency), 16, Align.RIGHT),
        Column("share", _("Receives"), 16, Align.RIGHT),
        Column("disputed", _("Disputed"), 10, priority=3),
    )
    rows = []
    for item in entry.ledger.open:
        number = item.invoice.id
        if number in split.owed:
            share = split.shares.get(number)
            cells = (
                figures.safe(number),
                figures.day(item.invoice.due_on),
                figures.number(item.dpd),
                figures.amount(item.open),
                figures.amount(Money(share, currency)) if share is not None else "",
                _("yes") if entry.disputed(item) else "",
            )
            rows.append(Row(number, cells))
    return Table(columns, tuple(rows), _("Nothing is open in {currency} with this buyer.").format(currency=currency))


def split_lines(entry: Assessment, way: Suggestion, split: Split, place: str) -> list[str]:
    """Which money it is (`place` counts it among others), why it would go there, what is left, and what would follow."""
    head = _("{number}: {amount} of {day}").format(
        number=figures.safe(way.source), amount=figures.money(way.free), day=figures.day(way.on)
    )
    as_suggested = {part.invoice: part.amount.minor for part in way.parts} == dict(split.shares)
    why = cash_terms.ground(way) if as_suggested else _("Divided by hand.")
    return [f"{head} {place}".rstrip(), why, _told(split), _follows(entry, split)]


def _told(split: Split) -> str:
    given, left = Money(split.free.minor - split.left, split.free.currency), Money(abs(split.left), split.free.currency)
    told = _("{given} given, {left} too much.") if split.left < 0 else _("{given} given, {left} stay free.")
    return told.format(given=figures.money(given), left=figures.money(left))


def _follows(entry: Assessment, split: Split) -> str:
    """What booking it would close and leave open, or why it would be refused."""
    if not split.shares:
        return ""
    try:
        found = outcome(entry, split)
    except RefusedChange as refused:
        return fault_sentence(refused)
    told = []
    if found.closed:
        told.append(_("{amount} missing close as a bank's charge").format(amount=figures.money(found.closed)))
    if found.stays:
        told.append(_("{amount} stay open on them").format(amount=figures.money(found.stays)))
    if found.capped:
        told.append(_("the cap of the year for bank charges is reached, and a series of them is warned of"))
    if found.closed or found.capped:
        told += [text for _label, text, _tone in charge_lines(entry, entry.house)]
    return clauses(told)
