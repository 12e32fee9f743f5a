"""Invoices a list of open items no longer names: asked about on a terminal, told in a script; paid only where that is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from integrations.ledgers.importer import ImportPlan
from integrations.ledgers.vanished import Vanished, settled_by
from tui.cli.agreeing import answer, at_terminal
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_text
from wording import figures
from wording.listing import listed
from wording.words import _, plural

__all__ = ["answered", "tell_vanished", "vanished_records"]

_TOLD = 10
"""Invoices named one by one."""
PAID, KEPT, OPEN = "paid", "keep", ""


def answered(opened: Opening, planned: ImportPlan, on: date) -> ImportPlan:
    """The import with what was said of the invoices that vanished; where nothing was said they stay open."""
    said = opened.arguments.vanished or OPEN
    if planned.vanished and not said and not opened.arguments.json and at_terminal():
        write_text(_sentence(planned.vanished) + "\n")
        paid = answer(_("Were they paid? y: paid by {day}, n: they stay open [y/n] ").format(day=figures.day(on)))
        said = PAID if paid.casefold() in ("y", "yes", "是") else KEPT
    if not planned.vanished or said != PAID:
        return planned
    change = settled_by(planned.vanished, on)
    return replace(planned, changes=(*planned.changes, change), book=planned.book.after(change), settled=True)


def tell_vanished(planned: ImportPlan) -> None:
    """Say what vanished and what became of it."""
    if not planned.vanished:
        return
    narrate(_sentence(planned.vanished))
    if planned.settled:
        narrate(_("They are taken as paid on the day of the import; whoever knows the day corrects the receipts gone:NUMBER."))
    else:
        narrate(_("They stay open. If they were paid: enter the receipts, or import again with --vanished paid."))


def vanished_records(planned: ImportPlan) -> list[dict[str, Any]]:
    """The same for scripts."""
    became = PAID if planned.settled else "open"
    return [
        {"customer_id": one.customer_id, "invoice": one.invoice, "open": one.open, "became": became} for one in planned.vanished
    ]


def _sentence(gone: Sequence[Vanished]) -> str:
    told = plural(
        "{n} open invoice stands no more in the list: {invoices}.",
        "{n} open invoices stand no more in the list: {invoices}.",
        len(gone),
    )
    named = [f"{figures.safe(one.invoice)} ({figures.safe(one.customer_id)}) {figures.money(one.open)}" for one in gone[:_TOLD]]
    return told.format(n=len(gone), invoices=listed([*named, *(["..."] if len(gone) > _TOLD else [])]))
