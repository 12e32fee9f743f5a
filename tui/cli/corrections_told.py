"""What an import corrects of known invoices: before and after, in words and for scripts, in a dry run as in a real one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from credit.money import Money
from integrations.ledgers.corrected import Corrected, Told
from tui.cli.output import narrate
from wording import figures
from wording.words import _

__all__ = ["corrected_records", "tell_corrected"]

_MOST = 20
"""Corrections told one by one."""


def tell_corrected(corrected: Sequence[Corrected]) -> None:
    """Say each, the rest counted."""
    names = {
        "amount": _("amount"), "due_on": _("due date"), "issued_on": _("issue date"), "order_id": _("order"),
        "shipped_on": _("bill of lading"), "document": _("document"), "terms": _("terms"),
    }  # fmt: skip
    for one in corrected[:_MOST]:
        told = _("{invoice} of {buyer}: {field} was {before}, is {after}.")
        invoice, buyer = figures.safe(one.invoice), figures.safe(one.customer_id)
        before, after = _said(one.before), _said(one.after)
        narrate(told.format(invoice=invoice, buyer=buyer, field=names[one.field], before=before, after=after))
    if len(corrected) > _MOST:
        narrate(_("And {n} more; --json lists all.").format(n=len(corrected) - _MOST))


def corrected_records(corrected: Sequence[Corrected]) -> list[dict[str, Any]]:
    """The same for scripts."""
    return [
        {"customer_id": one.customer_id, "invoice": one.invoice, "field": one.field, "before": one.before, "after": one.after}
        for one in corrected
    ]


def _said(value: Told) -> str:
    match value:
        case Money():
            return figures.money(value)
        case date():
            return figures.day(value)
        case _:
            return figures.safe(value) if value else "-"
