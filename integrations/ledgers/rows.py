"""A row becomes facts: what happened, when, and when it was learnt.

A fact is learnt on its own day (an invoice on its issue, an order when it was taken, a receipt when it came in) unless the row
or the person who imports says otherwise.
"""

from collections.abc import Sequence

from credit.intake import Entry
from integrations.ledgers.activity_rows import activity_entry
from integrations.ledgers.buyer_rows import customer_entry, receipt_entry, security_entry
from integrations.ledgers.columns import Columns
from integrations.ledgers.fields import Kind
from integrations.ledgers.invoice_rows import claimed, invoice_entry, order_entry
from integrations.ledgers.numbering import Numbering

__all__ = ["entry"]


def entry(columns: Columns, cells: Sequence[str], numbering: Numbering) -> Entry:
    """What one row says; raises `BadCell`."""
    match columns.mapping.kind:
        case Kind.CUSTOMERS:
            return customer_entry(columns, cells)
        case Kind.RECEIPTS:
            return receipt_entry(columns, cells, numbering)
        case Kind.ACTIVITIES:
            return activity_entry(columns, cells, numbering)
        case Kind.ORDERS:
            return order_entry(columns, cells)
        case Kind.SECURITIES:
            return security_entry(columns, cells, numbering)
        case Kind.INVOICES | Kind.LEDGER:
            amount = columns.money("amount", cells, columns.currency(cells))
            return invoice_entry(columns, cells, numbering, claimed(columns, cells, amount))
