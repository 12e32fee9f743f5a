"""The portfolio flipped to documents: every open invoice of the buyers that are asked for, the latest first."""

from collections.abc import Mapping
from heapq import nsmallest

from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.query.buyers import Buyer
from tui.views.customer import item_state
from tui.views.filtering import asked, sought
from tui.views.instalments import due_cell
from tui.views.ordering import SIGNS
from tui.views.snapshot import Snapshot
from tui.views.table import Align, Column, Row, Table
from wording import figures, terms
from wording.words import _

__all__ = ["MOST", "buyer_of", "documents"]

MOST = 2000
"""Documents listed at once; a filter leads to the others."""
_BETWEEN = "\x1f"


def buyer_of(key: str) -> str:
    """The buyer of a row, by its key; of a row of buyers the key itself."""
    return key.partition(_BETWEEN)[0]


def documents(shown: Snapshot, text: str = "", saved: Mapping[str, str] | None = None) -> Table:
    """Open invoices of the buyers that `text` asks for, the most days past due first; raises `InvalidQuery`.

    Plain words are looked for in the invoice's number too.
    """
    question = asked(text, shown, saved)
    found: list[tuple[int, str, str, OpenItem]] = []
    for entry in shown.assessed.by_id.values():
        words = sought(entry)
        found += [
            (-item.dpd, entry.id, item.invoice.id, item)
            for item in entry.ledger.open
            if question.holds(Buyer(entry, f"{words} {item.invoice.id.lower()}", shown.me))
        ]
    listed = nsmallest(MOST, found, key=lambda each: each[:3])
    rows = tuple(_row(shown.assessed.of(id), item) for _dpd, id, _number, item in listed)
    return Table(_columns(), rows, _("Nothing is open that the filter asks for.") if text else _("Nothing is open."))


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", _("Invoice"), 16),
        Column("name", _("Buyer"), 18, grows=True),
        Column("due", _("Due"), 11, priority=1),
        Column("dpd", _("DPD"), 5, Align.RIGHT, sign=SIGNS[True]),
        Column("open", _("Open"), 16, Align.RIGHT),
        Column("debt_class", _("Class"), 8),
        Column("state", "", 10, priority=2),
        Column("amount", _("Amount"), 16, Align.RIGHT, priority=3),
    )


def _row(entry: Assessment, item: OpenItem) -> Row:
    value = entry.debt_class.items[item.invoice.id]
    cells = (
        figures.safe(item.invoice.id),
        figures.safe(entry.account.customer.name),
        due_cell(item.invoice),
        figures.days(item.dpd),
        figures.money(item.open),
        terms.debt_class_short(value),
        item_state(item, entry),
        figures.money(item.invoice.amount),
    )
    tone = "critical" if value.rank > 2 else "warning" if value.rank else ""
    return Row(f"{entry.id}{_BETWEEN}{item.invoice.id}", cells, tone)
