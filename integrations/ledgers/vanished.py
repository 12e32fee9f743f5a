"""Invoices that are open in the book and no longer stand in a list of everything that is open: told, and never dropped.

A list of open items says nothing of what was paid; that an invoice is gone from it says that somebody settled it by then, or
that it was left out. Which of the two, a person says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from credit.aging import ledger
from credit.book import Book
from credit.change import Change
from credit.intake import Entry
from credit.invoice import Invoice
from credit.money import Money
from credit.receipt import Receipt
from integrations.ledgers.balance_rows import PREFIX

__all__ = ["Vanished", "balances_left_out", "settled_by", "vanished", "with_recalls"]


@dataclass(frozen=True, slots=True)
class Vanished:
    """An invoice that is open and that the list no longer names."""

    customer_id: str
    invoice: str
    open: Money


def vanished(book: Book, entries: Iterable[Entry], on: date) -> tuple[Vanished, ...]:
    """What is open on that day and not among `entries`, the rows of lists of everything that is open.

    What was issued after the youngest invoice of the lists is left aside: they may be older than it.
    """
    listed = [fact for entry in entries for fact in entry.facts if isinstance(fact, Invoice)]
    if not listed:
        return ()
    youngest = max(fact.issued_on for fact in listed)
    named = {(fact.customer_id, fact.instalment_of or fact.id) for fact in listed}
    return tuple(
        Vanished(id, item.invoice.id, item.open)
        for id, account in sorted(book.accounts.items())
        if account.invoices
        for item in ledger(account.as_known_on(on), on, book.policy.short_pays, book.home).open
        if not item.invoice.id.startswith(PREFIX)  # no list of invoices names those: `openings` tells of them
        and item.invoice.issued_on <= youngest
        and (id, item.invoice.instalment_of or item.invoice.id) not in named
    )


def balances_left_out(book: Book, entries: Iterable[Entry], on: date) -> tuple[Vanished, ...]:
    """Opening items that are open on that day and not among `entries`, the rows of tables of aged balances.

    What was learnt after the day of the tables is left aside: they are older than it.
    """
    listed = [fact for entry in entries for fact in (*entry.facts, *entry.recalls) if isinstance(fact, Invoice)]
    if not listed:
        return ()
    told_on = max(fact.learnt_on for fact in listed)
    named = {(fact.customer_id, fact.id) for fact in listed}
    return tuple(
        Vanished(id, item.invoice.id, item.open)
        for id, account in sorted(book.accounts.items())
        if any(invoice.id.startswith(PREFIX) for invoice in account.invoices)
        for item in ledger(account.as_known_on(on), on, book.policy.short_pays, book.home).open
        if item.invoice.id.startswith(PREFIX) and item.invoice.learnt_on <= told_on and (id, item.invoice.id) not in named
    )


def settled_by(gone: Iterable[Vanished], on: date) -> Change:
    """Each paid in full by that day, under a number that tells where it is known from."""
    receipts = (Receipt(_number(one.invoice), one.customer_id, one.open, on, on, (one.invoice,)) for one in gone)
    return Change("import", tuple(receipts))


def with_recalls(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The rows of such a list: an invoice that stands in it again takes back what was taken for its payment.

    So does the bucket of a balance that is named and holds nothing: what was taken for its payment is no money in hand.
    """
    return tuple(replace(entry, recalls=(*entry.recalls, *_recalls(entry))) for entry in entries)


def _recalls(entry: Entry) -> Iterable[Receipt]:
    invoices = (fact for fact in (*entry.facts, *entry.recalls) if isinstance(fact, Invoice))
    for fact in invoices:
        zero = Money.zero(fact.amount.currency)
        yield Receipt(_number(fact.id), fact.customer_id, zero, fact.issued_on, fact.learnt_on, (fact.id,))


def _number(invoice: str) -> str:
    return f"gone:{invoice}"
