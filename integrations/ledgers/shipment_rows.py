"""Rows about goods on their way: what they are worth, when they arrive, and who holds their papers."""

from collections.abc import Sequence

from credit.intake import Entry
from credit.shipment import Papers, Shipment
from integrations.ledgers.columns import Columns
from integrations.ledgers.faults import BadCell

__all__ = ["shipment_entry"]


def shipment_entry(columns: Columns, cells: Sequence[str]) -> Entry:
    """A shipment, learnt on the date of its bill of lading; no day of it lies before that. Raises `BadCell`."""
    on = columns.need_day("on", cells)
    learnt_on, dated = columns.learnt(cells, on)
    word = columns.need("papers", cells).casefold().replace(" ", "_")
    if word not in [*Papers]:
        raise BadCell("unknown_papers", columns.name("papers"), columns.text("papers", cells))
    shipment = Shipment(
        columns.need("id", cells),
        columns.need("customer", cells),
        on,
        learnt_on,
        columns.above_zero("amount", cells, columns.currency(cells)),
        Papers(word),
        columns.several("invoices", cells),
        columns.text("order", cells),
        columns.day_from("eta", cells, on),
        columns.day_from("released_on", cells, on),
        columns.day_from("delivered_on", cells, on),
        columns.text("text", cells),
        columns.text("who", cells),
    )
    return Entry((shipment,), (), dated, columns.silent)
