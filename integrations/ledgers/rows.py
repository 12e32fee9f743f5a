"""A row becomes facts: what happened, when, and when it was learnt.

A fact is learnt on its own day (an invoice on its issue, an order when it was taken, a receipt when it came in) unless the row
or the person who imports says otherwise.
"""

from collections.abc import Sequence
from dataclasses import replace

from credit.intake import Entry
from credit.money import Money
from integrations.ledgers.activity_rows import activity_entry
from integrations.ledgers.balance_rows import balance_entry
from integrations.ledgers.buyer_rows import customer_entry, receipt_entry, security_entry
from integrations.ledgers.columns import Columns
from integrations.ledgers.faults import BadCell
from integrations.ledgers.fields import Kind
from integrations.ledgers.invoice_rows import claimed, invoice_entry, order_entry
from integrations.ledgers.numbering import Numbering
from integrations.ledgers.shipment_rows import shipment_entry

__all__ = ["entry"]


_PLAIN = {
    Kind.CUSTOMERS: customer_entry,
    Kind.ORDERS: order_entry,
    Kind.SHIPMENTS: shipment_entry,
    Kind.BALANCES: balance_entry,
}
_NUMBERED = {Kind.RECEIPTS: receipt_entry, Kind.ACTIVITIES: activity_entry, Kind.SECURITIES: security_entry}
"""Kinds whose rows may have no number of their own, and are given one."""


def entry(columns: Columns, cells: Sequence[str], numbering: Numbering, line: int) -> Entry:
    """What one row says, which stands on that line; raises `BadCell`."""
    kind = columns.mapping.kind
    if kind in _PLAIN:
        return replace(_PLAIN[kind](columns, cells), line=line)
    if kind in _NUMBERED:
        return replace(_NUMBERED[kind](columns, cells, numbering), line=line)
    amount = _amount(columns, cells)
    return invoice_entry(columns, cells, numbering, claimed(columns, cells, amount), line)


def _amount(columns: Columns, cells: Sequence[str]) -> Money:
    """What the row is about: its amount, or what it debits less what it credits, of which one must be there; raises `BadCell`."""
    currency = columns.currency(cells)
    if columns.amount_places:
        return columns.money_in(columns.amount_places, cells, currency)
    if "debit" not in columns.places:
        return columns.money("amount", cells, currency)
    debit, credit = (columns.money_or_none(name, cells, currency) for name in ("debit", "credit"))
    if debit is None and credit is None:
        raise BadCell("missing_value", columns.name("debit"))
    return (debit or Money.zero(currency)) - (credit or Money.zero(currency))
