"""Invoices whose row says neither due date nor terms: dated by the buyer's own terms, once the book can be asked.

An invoice the book knows keeps the terms it was dated by, so that new terms of a buyer move no old invoice.
"""

from dataclasses import replace

from credit.book import Book
from credit.intake import Entry
from credit.invoice import Invoice
from credit.problem import Problem
from integrations.ledgers.faults import BadCell
from integrations.ledgers.reading import FileRead
from integrations.ledgers.terms_cell import divided, read_terms

__all__ = ["dated_by_buyers"]


def dated_by_buyers(read: FileRead, book: Book) -> FileRead:
    """The file with every undated invoice dated, and those that cannot be among its problems."""
    if not any(entry.undated for entry in read.entries):
        return read
    entries: list[Entry] = []
    problems: list[Problem] = []
    refused = 0
    for entry in read.entries:
        try:
            entries.append(_dated(entry, book, read.due_column) if entry.undated else entry)
        except BadCell as bad:
            refused += entry.rows
            problems.append(bad.at(read.path, entry.line))
    return replace(
        read, entries=tuple(entries), refused=read.refused + refused, problems=(*read.problems, *problems)
    )  # fmt: skip


def _dated(entry: Entry, book: Book, column: str) -> Entry:
    """The entry with its invoice in the instalments of the terms known for it; raises `BadCell`."""
    invoice = entry.facts[0]
    assert isinstance(invoice, Invoice)  # noqa: S101 - only rows of invoices are undated
    terms = _terms(invoice, book)
    if not terms:
        raise BadCell("no_due_date", column, invoice.id)
    parts = divided(invoice, read_terms(terms, column), column)
    return replace(entry, facts=(*parts, *entry.facts[1:]), undated=False)


def _terms(invoice: Invoice, book: Book) -> str:
    """Terms the book knows for this invoice, else its buyer's; empty where there are none."""
    account = book.accounts.get(invoice.customer_id)
    if account is None:
        return ""
    known = (standing for standing in account.invoices if standing.named_in((invoice.id,)) and standing.instalment is not None)
    return next((standing.terms for standing in known), account.customer.terms)
