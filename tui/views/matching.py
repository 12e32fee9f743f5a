"""Money that is set against nothing, and which invoices it could pay, for scripts and for people."""

from collections.abc import Iterable, Iterator
from typing import Any

from credit.cash.suggesting import Deposit, Suggestion, deposits, suggestions
from tui.views.snapshot import Snapshot
from wording import cash_terms, figures
from wording.listing import listed
from wording.words import _

__all__ = ["deposit_lines", "deposit_record", "match_lines", "suggested", "suggestion_record", "waiting"]

Line = tuple[str, str, str]


def suggested(shown: Snapshot, customer_id: str = "") -> Iterator[Suggestion]:
    """A suggestion for all money that is set against nothing, of one buyer or of every one, by their numbers."""
    buyers = [shown.assessed.of(customer_id)] if customer_id else shown.assessed.by_id.values()
    for entry in sorted(buyers, key=lambda entry: entry.id):
        if entry.ledger.deposits or any(minor > 0 for minor in entry.ledger.free.values()):
            yield from suggestions(entry)


def waiting(shown: Snapshot, customer_id: str = "") -> Iterator[Deposit]:
    """Deposits that wait for the invoice of their order, of one buyer or of every one, by their numbers."""
    buyers = [shown.assessed.of(customer_id)] if customer_id else shown.assessed.by_id.values()
    for entry in sorted(buyers, key=lambda entry: entry.id):
        yield from deposits(entry)


def deposit_record(found: Deposit) -> dict[str, Any]:
    """One deposit as scripts read it."""
    return {
        "customer_id": found.customer_id,
        "receipt": found.source,
        "on": found.on,
        "order": found.order,
        "amount": found.free,
        "text": cash_terms.deposit(found),
    }


def deposit_lines(found: Iterable[Deposit]) -> Iterator[Line]:
    """Whose deposit it is, how much, and what it waits for."""
    for each in found:
        buyer = f"{figures.safe(each.customer_id)}  {figures.safe(each.source)}"
        head = _("{amount} of {day}").format(amount=figures.money(each.free), day=figures.day(each.on))
        yield buyer, head, "muted"
        yield "", cash_terms.deposit(each), "muted"


def suggestion_record(found: Suggestion) -> dict[str, Any]:
    """One suggestion as scripts read it."""
    return {
        "customer_id": found.customer_id,
        "receipt": found.source,
        "on": found.on,
        "credit_note": found.credit,
        "amount": found.free,
        "ground": found.ground,
        "text": cash_terms.ground(found),
        "certain": found.certain,
        "parts": [{"invoice": part.invoice, "amount": part.amount} for part in found.parts],
        "missing": found.missing or None,
        "left": found.left,
    }


def match_lines(found: Iterable[Suggestion]) -> Iterator[Line]:
    """Whose money it is, how much, what it would pay and why; what leaves a choice is marked."""
    for each in found:
        buyer = f"{figures.safe(each.customer_id)}  {figures.safe(each.source)}"
        parts = listed(f"{figures.safe(part.invoice)} {figures.amount(part.amount)}" for part in each.parts)
        head = _("{amount} of {day}").format(amount=figures.money(each.free), day=figures.day(each.on))
        yield buyer, f"{head} > {parts or '-'}", "" if each.certain else "muted"
        rest = _(" {amount} stay unapplied.").format(amount=figures.money(each.left)) if each.left and each.parts else ""
        yield "", cash_terms.ground(each) + rest, "" if each.certain else "muted"
