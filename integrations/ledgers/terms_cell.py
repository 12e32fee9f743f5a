"""Payment terms in a cell: read once for all rows that say the same, and named piece by piece where they cannot be read."""

from dataclasses import dataclass
from functools import lru_cache

from credit.invoice import Invoice
from credit.invoicing import in_instalments
from credit.problem import CurrencyMismatch
from credit.terms import InvalidTerms, Terms, parse
from integrations.ledgers.faults import BadCell

__all__ = ["Unreadable", "divided", "read_terms", "unreadable"]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Terms that cannot be read: where, and what would be right there."""

    facts: dict[str, object]

    @property
    def token(self) -> str:
        """The piece as it was typed; empty at the end of the text."""
        return str(self.facts["token"])

    @property
    def expected(self) -> str:
        """What could stand there."""
        expected = self.facts["expected"]
        return ", ".join(str(word) for word in expected) if isinstance(expected, tuple) else str(expected)


@lru_cache(maxsize=1024)
def _read(text: str) -> Terms | Unreadable:
    try:
        return parse(text)
    except InvalidTerms as wrong:
        return Unreadable(wrong.facts)


def unreadable(text: str) -> Unreadable | None:
    """What is wrong with terms, or `None` where they can be read."""
    found = _read(text)
    return found if isinstance(found, Unreadable) else None


def read_terms(text: str, column: str) -> Terms:
    """The terms a cell says; raises `BadCell` naming the piece that cannot be read and what would be right."""
    found = _read(text)
    if isinstance(found, Unreadable):
        raise BadCell("bad_terms", column, found.token or text, found.expected)
    return found


def divided(invoice: Invoice, terms: Terms, column: str) -> tuple[Invoice, ...]:
    """The invoice in its instalments; raises `BadCell` where the terms name an amount of another currency."""
    try:
        return in_instalments(invoice, terms)
    except CurrencyMismatch as wrong:
        raise BadCell("bad_terms", column, str(wrong.facts["left"]), invoice.amount.currency) from None
