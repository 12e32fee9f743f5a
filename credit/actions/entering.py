"""The verbs that enter a buyer, an order, an invoice or a receipt by hand, and those that correct one.

They take what a person said, field by field, and nothing of what was not said: a new fact has the field's own empty value there,
a correction keeps what is known. Both are learnt on the day of the action, so the book as known before that day stays as it was.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from credit.account import Account, Fact
from credit.actions.hand import Hand, known
from credit.actions.written import bought, called, owed, paid, whole_invoice
from credit.book import Book
from credit.change import Change, together
from credit.intake import Entry, intake
from credit.problem import RefusedChange, UnknownBuyer

__all__ = ["ENTERED", "Draft", "correct", "enter", "enter_all", "known_fact"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person typed of one fact."""

    kind: str
    """One of `ENTERED`."""
    customer_id: str
    number: str = ""
    """Its number; empty for a buyer, whose number is `customer_id`, and for a receipt nobody numbered."""
    said: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """Fields that were said, by their names in the fact, and their values."""


_Written = Callable[[Account, Draft, date], tuple[Fact, ...]]
_WRITTEN: Mapping[str, _Written] = {
    "customer": lambda account, draft, on: called(account, draft.customer_id, draft.said, on),
    "order": lambda account, draft, on: bought(account, draft.number, draft.said, on),
    "invoice": lambda account, draft, on: owed(account, draft.number, draft.said, on),
    "receipt": lambda account, draft, on: paid(account, draft.number, draft.said, on),
}
ENTERED = tuple(_WRITTEN)
"""Kinds of facts that can be entered by hand."""


def enter(book: Book, hand: Hand, draft: Draft) -> Change:
    """Enter a fact nobody knew.

    Refused for a number that is known, and for what no fact can say (a due date before the issue, an amount of nothing, a day
    still to come). Raises `UnknownBuyer` for all but a buyer itself, and `InvalidTerms`.
    """
    account = book.accounts.get(draft.customer_id, Account.of(draft.customer_id, ())).as_known_on(hand.on)
    if draft.kind != "customer" and not account:
        raise UnknownBuyer(id=draft.customer_id, near="")
    numbered = draft if draft.number or draft.kind == "customer" else replace(draft, number=hand.mark)
    if known_fact(account, numbered) is not None:
        raise RefusedChange(reason="entered_before", number=numbered.number or draft.customer_id)
    return _change("enter", book, hand, _WRITTEN[draft.kind](account, numbered, hand.on))


def correct(book: Book, hand: Hand, draft: Draft) -> Change:
    """Correct a fact that is known; what is not said stays, and an amount of zero takes an order, invoice or receipt out.

    A buyer known by its invoices alone is described by it. Raises `UnknownBuyer` and `InvalidTerms`. Refused for a number nobody
    entered, for what no fact can say, and where nothing changes.
    """
    account = known(book, hand, draft.customer_id)
    if known_fact(account, draft) is None:
        if draft.kind == "customer":
            return enter(book, hand, draft)
        raise RefusedChange(reason="never_entered", number=draft.number, id=draft.customer_id)
    change = _change("correct", book, hand, _WRITTEN[draft.kind](account, draft, hand.on))
    if not change:
        raise RefusedChange(reason="nothing_corrected", number=draft.number or draft.customer_id)
    return change


def enter_all(book: Book, hand: Hand, drafts: Iterable[Draft]) -> Change:
    """Enter facts one after the other as one change, such as an order and the buyer it is of; refused as each of them is."""
    changes = []
    for draft in drafts:
        changes.append(enter(book, hand, draft))
        book = book.after(changes[-1])
    return together(changes)


def known_fact(account: Account, draft: Draft) -> Fact | None:
    """The fact a draft is about as `account` knows it, an invoice as one whole; `None` where the draft would be new."""
    match draft.kind:
        case "customer":
            return account.customer if account.described else None
        case "order":
            return next((order for order in account.orders if order.id == draft.number), None)
        case "invoice":
            return whole_invoice(account, draft.number)
        case _:
            return next((receipt for receipt in account.receipts if receipt.id == draft.number), None)


def _change(what: str, book: Book, hand: Hand, facts: tuple[Fact, ...]) -> Change:
    """What these facts do to the book, learnt on the day of the action; an invoice in another shape takes the former's place."""
    taken = intake(book, [Entry(facts, dated=True)], hand.on).change
    return replace(taken, what=what, who=hand.who)
