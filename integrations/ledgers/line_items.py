"""Exports with one row a line item: the lines of one invoice become one invoice, its amount their sum.

A line is quantity times unit price less its discount, rounded to the currency as on paper. Where the export carries the
invoice's total that stands instead, because tax is in it; lines with tax but without a total are refused, for whether the
prices include the tax is not in the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from credit.intake import Entry
from credit.money import Money
from integrations.ledgers.columns import Columns
from integrations.ledgers.faults import BadCell
from integrations.ledgers.invoice_rows import claimed, invoice_entry
from integrations.ledgers.numbering import Numbering

__all__ = ["Lines"]

_HEADER = ("issued_on", "due_on", "paid_on", "order", "document")


@dataclass(slots=True)
class _Group:
    line: int
    cells: Sequence[str]
    """The first row, whose dates are the invoice's."""
    amount: Money
    total: str
    rows: int = 1
    differs: str = ""
    """Heading of the first field in which a later line speaks otherwise than the first."""


@dataclass(slots=True)
class Lines:
    """Lines read so far, by buyer and invoice."""

    columns: Columns
    groups: dict[tuple[str, str], _Group] = field(default_factory=dict)

    def add(self, line: int, cells: Sequence[str]) -> None:
        """Take one line in; raises `BadCell`."""
        columns = self.columns
        key = columns.need("customer", cells), columns.need("number", cells)
        total = columns.text("total", cells)
        currency = columns.currency(cells)
        amount = columns.money("total", cells, currency) if total else self._line(cells, currency)
        group = self.groups.get(key)
        if group is None:
            self.groups[key] = _Group(line, cells, amount, total)
            return
        if total != group.total:
            raise BadCell("duplicate_differs", columns.name("total"), total)
        if amount.currency != group.amount.currency:
            raise BadCell("duplicate_differs", columns.name("currency"), amount.currency)
        group.amount = group.amount if total else group.amount + amount
        group.rows += 1
        group.differs = group.differs or self._differing(group.cells, cells)

    def entry(self, group: _Group, numbering: Numbering) -> Entry:
        """The invoice of a group; raises `BadCell`."""
        amount = claimed(self.columns, group.cells, group.amount)
        return replace(invoice_entry(self.columns, group.cells, numbering, amount), rows=group.rows)

    def _line(self, cells: Sequence[str], currency: str) -> Money:
        if self._number("tax", cells, "0"):
            raise BadCell("missing_value", self.columns.name("total"))
        gross = self._number("quantity", cells) * self._number("unit_amount", cells)
        net = gross * (100 - self._number("discount_percent", cells, "0")) / 100
        return self.columns.mapping.amounts.rounded(net, currency, self.columns.name("unit_amount"))

    def _number(self, field: str, cells: Sequence[str], default: str = "") -> Decimal:
        text = self.columns.text(field, cells) or default or self.columns.need(field, cells)
        number = self.columns.mapping.amounts.number(text)
        if not number:
            raise BadCell("bad_amount", self.columns.name(field), text)
        return Decimal(number)

    def _differing(self, first: Sequence[str], later: Sequence[str]) -> str:
        text = self.columns.text
        return next((self.columns.name(name) for name in _HEADER if text(name, first) != text(name, later)), "")
