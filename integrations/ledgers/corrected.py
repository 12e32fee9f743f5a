"""What an import corrects, before and after: of each invoice that comes in otherwise than it was known, what differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from credit.book import Book
from credit.change import Change
from credit.invoice import Invoice
from credit.money import Money

__all__ = ["Corrected", "corrections"]

_TOLD = ("amount", "due_on", "issued_on", "order_id", "shipped_on", "document", "terms")
"""Fields of which before and after are told."""

Told = Money | date | str | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """One field of an invoice that is another now."""

    customer_id: str
    invoice: str
    field: str
    before: Told
    after: Told


def corrections(book: Book, change: Change) -> Iterator[Corrected]:
    """What `change` makes otherwise of invoices that stand in `book`."""
    standing: dict[str, dict[str, Invoice]] = {}
    for fact in change.put:
        if isinstance(fact, Invoice) and fact.customer_id in book.accounts:
            if fact.customer_id not in standing:
                standing[fact.customer_id] = {known.id: known for known in book.accounts[fact.customer_id].invoices}
            known = standing[fact.customer_id].get(fact.id)
            for name in _TOLD if known is not None else ():
                before, after = getattr(known, name), getattr(fact, name)
                if before != after:
                    yield Corrected(fact.customer_id, fact.id, name, before, after)
