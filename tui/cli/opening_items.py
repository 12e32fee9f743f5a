"""Opening items beside the invoices they stand for: asked about on a terminal, told in a script; out only where that is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from integrations.ledgers.importer import ImportPlan
from integrations.ledgers.openings import replaced
from integrations.ledgers.vanished import Vanished
from tui.cli.agreeing import answer, at_terminal
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_text
from wording import figures
from wording.listing import listed
from wording.words import _, plural

__all__ = ["opening_records", "tell_openings", "with_openings"]

_MOST = 10
"""Items named one by one."""
REPLACED = "replaced"


def with_openings(opened: Opening, planned: ImportPlan, on: date) -> ImportPlan:
    """The import with what was said of the opening items; where nothing was said they stay."""
    said = opened.arguments.openings or ""
    if planned.openings and not said and not opened.arguments.json and at_terminal():
        write_text(_sentence(planned.openings) + "\n")
        yes = answer(_("Are the invoices all of it? y: the opening items go, n: both stay [y/n] "))
        said = REPLACED if yes.casefold() in ("y", "yes", "是") else ""
    if not planned.openings or said != REPLACED:
        return planned
    change = replaced(planned.book, planned.openings, on)
    book = planned.book.after(change)
    return replace(planned, changes=(*planned.changes, change), book=book, openings_gone=True)


def tell_openings(planned: ImportPlan) -> None:
    """Say which stand beside invoices, and what became of them."""
    if planned.openings:
        narrate(_sentence(planned.openings))
        narrate(
            _("The invoices take their place.")
            if planned.openings_gone
            else _("Both count. Where the invoices are all of it: import again with --openings replaced.")
        )


def opening_records(planned: ImportPlan) -> list[dict[str, Any]]:
    """The same for scripts."""
    became = REPLACED if planned.openings_gone else "open"
    return [
        {"customer_id": one.customer_id, "invoice": one.invoice, "open": one.open, "became": became} for one in planned.openings
    ]


def _sentence(standing: Sequence[Vanished]) -> str:
    told = plural(
        "{n} opening item stands beside invoices: {items}.", "{n} opening items stand beside invoices: {items}.", len(standing)
    )
    named = [
        f"{figures.safe(one.invoice)} ({figures.safe(one.customer_id)}) {figures.money(one.open)}" for one in standing[:_MOST]
    ]
    return told.format(n=len(standing), items=listed([*named, *(["..."] if len(standing) > _MOST else [])]))
