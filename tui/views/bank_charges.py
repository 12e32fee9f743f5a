"""What banks kept back of a buyer's payments and the house closed: the sum of the year for the page, each rest for scripts."""

from collections.abc import Iterator
from typing import Any

from credit.assessment import Assessment
from credit.bank_charges import bank_charges
from credit.book import Book
from credit.money import Money
from wording import figures
from wording.words import _, plural

__all__ = ["charge_lines", "charge_record"]


def charge_lines(entry: Assessment, book: Book) -> Iterator[tuple[str, str, str]]:
    """A line for each currency in which banks took something in the last year."""
    for found in bank_charges(entry.ledger, book.policy.short_pays):
        told = plural(
            "{amount} kept back from {count} invoice in a year and closed",
            "{amount} kept back from {count} invoices in a year and closed",
            found.invoices,
        ).format(amount=figures.money(found.kept_back), count=found.invoices)
        most = _(", {most} at most").format(most=figures.money(found.most)) if found.most is not None else ""
        yield _("Bank charges"), told + most, "muted"


def charge_record(entry: Assessment, book: Book) -> dict[str, Any]:
    """Each rest that closed with its payment and why, and the sums of the year up to the day."""
    rests = [settled for settled in entry.ledger.settled if settled.why is not None]
    return {
        "year": [
            {"amount": found.kept_back, "invoices": found.invoices, **({"most": found.most} if found.most is not None else {})}
            for found in bank_charges(entry.ledger, book.policy.short_pays)
        ],
        "items": [
            {
                "number": settled.invoice.id,
                "on": settled.on,
                "amount": Money(settled.kept_back, settled.invoice.amount.currency),
                "why": settled.why,
            }
            for settled in rests
        ],
    }
