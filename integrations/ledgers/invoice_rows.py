"""Rows about what was sold: invoices and credit notes, with the order before them and the receipt that settled them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from credit.account import Fact
from credit.calendar import days_before
from credit.intake import Entry
from credit.invoice import Invoice, Order
from credit.money import Money
from credit.receipt import Receipt
from credit.term_words import Baseline
from integrations.ledgers.columns import Columns
from integrations.ledgers.faults import BadCell
from integrations.ledgers.fields import Kind
from integrations.ledgers.numbering import Numbering
from integrations.ledgers.terms_cell import divided, read_terms

__all__ = ["claimed", "invoice_entry", "order_entry"]


def invoice_entry(columns: Columns, cells: Sequence[str], numbering: Numbering, amount: Money, line: int = 0) -> Entry:
    """An invoice of `amount`, with its order where one is named and, in a ledger, what settled it; raises `BadCell`."""
    customer = columns.need("customer", cells)
    made = columns.number(cells)
    number = numbering.unique(customer, made) if made else columns.need("number", cells)
    due_on, issued_on = _due_and_issue(columns, cells)
    if due_on is None and amount.minor < 0 and columns.mapping.grouped:
        due_on = issued_on  # money on account, which such reports list among the invoices: nobody waits for it
    learnt_on, dated = columns.learnt(cells, issued_on)
    order, shipped_on, document = columns.text("order", cells), columns.day("shipped_on", cells), _document(columns, cells)
    invoice = Invoice(
        number, customer, amount, issued_on, due_on or issued_on, learnt_on, order, shipped_on, document,
        columns.text("terms", cells), refund=_refund(columns, cells),
    )  # fmt: skip
    parts: tuple[Invoice, ...] = (invoice,)
    if due_on is None:
        invoice = replace(invoice, happened=_happened(columns, cells), expected=_expected(columns, cells))
        parts = (invoice,)
    if due_on is None and invoice.terms:
        parts = divided(invoice, read_terms(invoice.terms, columns.name("terms")), columns.name("terms"))
    ordered_on = columns.day("ordered_on", cells)
    facts: tuple[Fact, ...] = parts
    recalls: tuple[Fact, ...] = ()
    if order and ordered_on:
        facts += (Order(order, customer, amount, ordered_on, columns.learnt(cells, ordered_on)[0], from_invoices=True),)
    if columns.mapping.kind is Kind.LEDGER:
        receipt = _settlement(columns, cells, invoice)
        facts, recalls = ((*facts, receipt), ()) if receipt.amount else (facts, (receipt,))
    return Entry(facts, recalls, dated, columns.silent, undated=due_on is None and not invoice.terms, line=line)


def order_entry(columns: Columns, cells: Sequence[str]) -> Entry:
    """An order of its own, learnt when it was taken; its terms must be readable, for its deposit is told by them.

    Raises `BadCell`.
    """
    on = columns.need_day("on", cells)
    learnt_on, dated = columns.learnt(cells, on)
    terms = columns.text("terms", cells)
    if terms:
        read_terms(terms, columns.name("terms"))
    amount = columns.above_zero("amount", cells, columns.currency(cells))
    shipped_on = columns.day_from("shipped_on", cells, on)
    order = Order(columns.need("id", cells), columns.need("customer", cells), amount, on, learnt_on, shipped_on, terms)
    return Entry((order,), (), dated, columns.silent)


def claimed(columns: Columns, cells: Sequence[str], amount: Money) -> Money:
    """`amount` as the row's document counts: a credit is owed back, whatever its sign; raises `BadCell` for an unknown word."""
    words = columns.mapping.documents
    if not words:
        return amount
    word = columns.need("document", cells)
    if word not in words:
        raise BadCell("unknown_document", columns.name("document"), word)
    return -amount if words[word] == "credit" and amount.minor > 0 else amount


def _document(columns: Columns, cells: Sequence[str]) -> str:
    word = columns.text("document", cells)
    return "" if columns.mapping.documents.get(word) == "invoice" or word.casefold() == "invoice" else word


def _refund(columns: Columns, cells: Sequence[str]) -> Money | None:
    """The export tax refund, in its own currency where the row names one; `None` where none is written down."""
    if not columns.text("refund", cells):
        return None
    refund = columns.money("refund", cells, columns.currency(cells, "refund_currency"))
    if refund.minor < 0:
        raise BadCell("below_zero", columns.name("refund"), columns.text("refund", cells))
    return refund


def _due_and_issue(columns: Columns, cells: Sequence[str]) -> tuple[date | None, date]:
    """The due date, `None` where terms must give it, and the day of issue."""
    before = columns.mapping.due_minus_days
    if before is None:
        return columns.day("due_on", cells), columns.need_day("issued_on", cells)
    due_on = columns.need_day("due_on", cells)
    return due_on, days_before(due_on, before)


_EVENTS = (
    (Baseline.ORDER, ("ordered_on",)),
    (Baseline.PRESENTATION, ("presented_on",)),
    (Baseline.ACCEPTANCE, ("accepted_on",)),
    (Baseline.DELIVERY, ("delivered_on", "arrived_on")),
)
"""Events and the fields that say their day, the first that is filled; goods that have arrived count as delivered."""


def _happened(columns: Columns, cells: Sequence[str]) -> tuple[tuple[Baseline, date], ...]:
    days = ((event, next((day for name in names if (day := columns.day(name, cells))), None)) for event, names in _EVENTS)
    return tuple(sorted((event, day) for event, day in days if day is not None))


def _expected(columns: Columns, cells: Sequence[str]) -> tuple[tuple[Baseline, date], ...]:
    sails_on = columns.day("sails_on", cells)
    return ((Baseline.BL, sails_on),) if sails_on else ()


def _settlement(columns: Columns, cells: Sequence[str], invoice: Invoice) -> Receipt:
    """What settled the invoice in full; a receipt of nothing where it is open."""
    paid_on = columns.day("paid_on", cells)
    amount = Money.zero(invoice.amount.currency) if paid_on is None else invoice.amount
    on = paid_on or invoice.issued_on
    return Receipt(f"paid:{invoice.id}", invoice.customer_id, amount, on, columns.learnt(cells, on)[0], (invoice.id,))
