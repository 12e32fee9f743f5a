"""A book without the fact a reason rests on: no fact, no score.

A reason names the fact it rests on by kind and number (`invoice`, `promise`, `notice`, `report`, ...). `without` takes that
fact out of the book in all its versions; whoever gave the reason must then say something else.
"""

from dataclasses import replace

from credit.account import Account
from credit.book import Book
from credit.country import NO_COUNTRIES
from credit.reason import Reason

__all__ = ["KINDS", "named", "without"]

KINDS = {
    "invoice": "invoice", "order": "order", "receipt": "receipt", "promise": "promise", "dispute": "dispute", "hold": "hold",
    "contact": "contact", "report": "report", "notice": "event", "security": "security",
}  # fmt: skip
"""Names of facts in a reason, and the kinds they have in a book."""


def named(reason: Reason) -> set[tuple[str, str]]:
    """Kind and number of every fact the reason rests on."""
    return {(kind, str(reason.facts[name])) for name, kind in KINDS.items() if name in reason.facts}


def without(book: Book, customer_id: str, reason: Reason) -> Book:
    """The book without those facts; of a country without every publication. Raises where the reason names nothing."""
    gone = named(reason)
    if "country" in reason.facts and not gone:
        return replace(book, countries=NO_COUNTRIES)
    kept = [fact for fact in book.accounts[customer_id].versions if (fact.kind, fact.id) not in gone]
    if len(kept) == len(book.accounts[customer_id].versions):
        raise AssertionError(f"{reason.code} rests on no fact of the book")
    return replace(book, accounts={**book.accounts, customer_id: Account.of(customer_id, kept)})
