"""A row of aged balances as opening items: one a bucket that holds anything, until the invoices themselves come in.

Nobody can say from such a row when anything was issued or fell due, so an item has the youngest day its bucket allows: it is
called no more overdue than the table proves. What is not due yet has the table's own day, provisionally, and a provisional date
makes nothing overdue.
"""

import re
from collections.abc import Sequence
from datetime import timedelta

from credit.intake import Entry
from credit.invoice import Invoice
from credit.money import Money
from integrations.ledgers.aged import NOT_DUE
from integrations.ledgers.columns import Columns
from integrations.ledgers.faults import BadCell

__all__ = ["DOCUMENT", "PREFIX", "balance_entry"]

PREFIX = "opening:"
"""Numbers of opening items begin so."""
DOCUMENT = "opening balance"
_SUM = re.compile(r"(grand |sub[- ]?)?totals?|sum|合计|小计|总计|共计", re.IGNORECASE)
_UNITS = re.compile(r"\s|days?|天|日|past due|overdue|逾期|账龄", re.IGNORECASE)


def balance_entry(columns: Columns, cells: Sequence[str]) -> Entry:
    """The opening items of one buyer and currency; raises `BadCell`."""
    customer = columns.need("customer", cells)
    if _SUM.fullmatch(customer):
        raise BadCell("missing_value", columns.name("customer"))
    currency = columns.currency(cells)
    texts = [cells[place].strip() for place in columns.amount_places]
    items = [_item(columns, cells, bucket, text, currency) for bucket, text in zip(columns.mapping.buckets, texts, strict=True)]
    whole = sum((item.amount for item in items), Money.zero(currency))
    total = columns.money_or_none("total", cells, currency)
    if total is not None and total != whole:
        raise BadCell("buckets_differ", columns.name("total"), columns.text("total", cells), str(whole.amount))
    owed = tuple(item for item in items if item.amount) or tuple(items[:1])
    return Entry(owed, tuple(item for item in items if item not in owed), "learnt_on" in columns.places, columns.silent)


def _item(columns: Columns, cells: Sequence[str], heading: str, text: str, currency: str) -> Invoice:
    """What stands in one bucket, nothing where it is empty."""
    customer, days, on = columns.need("customer", cells), columns.mapping.buckets[heading], columns.given.on
    amount = Money.zero(currency)
    if text and text not in columns.mapping.empty:
        amount = columns.mapping.amounts.money(text, currency, heading)
    due_on = on if days == NOT_DUE else on - timedelta(days=days)
    number = f"{PREFIX}{currency}:{_UNITS.sub('', heading.casefold())}"
    return Invoice(
        number, customer, amount, due_on, due_on, columns.learnt(cells, on)[0], document=DOCUMENT, provisional=days == NOT_DUE
    )  # fmt: skip
