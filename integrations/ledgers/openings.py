"""Opening items beside the invoices they stand for: told, and taken out only where a person says the invoices are all of it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from credit.aging import ledger
from credit.book import Book
from credit.change import Change
from credit.money import Money
from integrations.ledgers.balance_rows import PREFIX
from integrations.ledgers.vanished import Vanished

__all__ = ["openings", "replaced"]


def openings(book: Book, buyers: Collection[str], on: date) -> tuple[Vanished, ...]:
    """Opening items that are open on that day at one of these buyers, of whom invoices are open too: it may be owed twice."""
    found: list[Vanished] = []
    for id in sorted(buyers):
        account = book.accounts.get(id)
        if account is None or not any(invoice.id.startswith(PREFIX) for invoice in account.invoices):
            continue
        items = ledger(account.as_known_on(on), on, book.policy.short_pays, book.home).open
        if any(not item.invoice.id.startswith(PREFIX) for item in items):
            found += [Vanished(id, item.invoice.id, item.open) for item in items if item.invoice.id.startswith(PREFIX)]
    return tuple(found)


def replaced(book: Book, standing: Iterable[Vanished], on: date) -> Change:
    """Each owed at nothing from that day: the invoices take its place. What was paid on it stays paid."""
    facts = []
    for one in standing:
        item = next(invoice for invoice in book.accounts[one.customer_id].invoices if invoice.id == one.invoice)
        left = item.amount - one.open
        facts.append(replace(item, amount=left or Money.zero(left.currency), learnt_on=max(on, item.learnt_on)))
    return Change("import", tuple(facts))
