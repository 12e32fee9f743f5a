"""Who acts, and what of the book an action may lean on: what was known on its day, and no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from credit.account import Account
from credit.book import Book
from credit.money import Money
from credit.problem import RefusedChange, UnknownBuyer

__all__ = ["Hand", "known", "need_invoices", "need_weighable"]


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts, on which day, and the mark that tells this action's facts from everybody else's."""

    who: str
    on: date
    mark: str
    """Any text that no other action has; two desks never give the same one."""


def known(book: Book, hand: Hand, customer_id: str) -> Account:
    """The account as known on the day of the action; raises `UnknownBuyer` where nobody knew it by then."""
    account = book.account(customer_id).as_known_on(hand.on)
    if not account:
        raise UnknownBuyer(id=customer_id, near="")
    return account


def need_weighable(book: Book, hand: Hand, account: Account, amount: Money) -> None:
    """Refuses an amount that could be held against nothing: its currency has no rate, and nothing of the buyer is in it."""
    sold = [fact.amount for fact in account.invoices] + [fact.amount for fact in account.orders]
    if (
        all(money.currency != amount.currency for money in sold)
        and book.rates.factor(amount.currency, book.base, hand.on) is None
    ):
        raise RefusedChange(reason="unweighable", currency=amount.currency)


def need_invoices(account: Account, invoices: Sequence[str]) -> tuple[str, ...]:
    """The invoices these numbers mean, a whole's instalments for the whole; raises `RefusedChange` where one is not known."""
    standing = {invoice.id for invoice in account.invoices} | account.parts.keys()
    for number in invoices:
        if number not in standing:
            raise RefusedChange(reason="unknown_invoice", invoice=number, id=account.id)
    return account.meant(tuple(invoices))
