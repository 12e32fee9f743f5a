"""Instalments on the page and for scripts: dates that are still provisional, and deposits that production waits for."""

from collections.abc import Iterator
from typing import Any

from credit.assessment import Assessment
from credit.deposits import awaited_deposits
from credit.invoice import Invoice
from wording import figures
from wording.words import _, plural

__all__ = ["PROVISIONAL", "deposit_records", "due_cell", "due_record", "instalment_lines"]

PROVISIONAL = "~"
"""Stands before a due date whose event has not happened yet."""


def due_cell(invoice: Invoice) -> str:
    """The due date, marked where it is provisional."""
    return (PROVISIONAL if invoice.provisional else "") + figures.day(invoice.due_on)


def instalment_lines(entry: Assessment) -> Iterator[tuple[str, str, str]]:
    """What the page says of deposits and provisional dates; nothing for a buyer that has neither."""
    for deposit in awaited_deposits(entry.account, entry.ledger):
        told = _("{amount} of {subject} not paid, due {day}: nothing is made before it comes")
        words = told.format(
            amount=figures.money(deposit.amount), subject=figures.safe(deposit.subject), day=figures.day(deposit.due_on)
        )
        yield _("Deposit"), words, "warning" if deposit.due_on < entry.on else ""
    count = sum(item.invoice.provisional for item in entry.ledger.open)
    if count:
        told = plural(
            "{n} due date waits for its event ({sign}) and makes nothing overdue; dunnage event records it",
            "{n} due dates wait for their events ({sign}) and make nothing overdue; dunnage event records them",
            count,
        )
        yield _("Terms"), told.format(n=count, sign=PROVISIONAL), ""


def due_record(invoice: Invoice, entry: Assessment) -> dict[str, Any]:
    """Due dates of an open item: final or provisional, and the day on which banks of payer and payee both work."""
    return {
        "due": invoice.due_on,
        "provisional": invoice.provisional,
        "provisional_due": invoice.provisional_due_on,
        "payable_on": entry.ledger.rolled(invoice.due_on),
        "instalment_of": invoice.instalment_of,
        "terms": invoice.terms,
    }


def deposit_records(entry: Assessment) -> list[dict[str, Any]]:
    """Deposits that are awaited; none of them is a receivable."""
    return [
        {"subject": each.subject, "order": each.order, "amount": each.amount, "due": each.due_on, "blocks_production": True}
        for each in awaited_deposits(entry.account, entry.ledger)
    ]
