"""Taking a buyer's data out of the book for good, once nothing is open with it any more.

What is owed, ordered, contested or in hand is kept: a book that forgot a debtor would forget the debt.
"""

from datetime import date

from credit.account import Account, dated_on
from credit.actions.hand import Hand
from credit.aging import ledger
from credit.backlog import uninvoiced
from credit.book import Book
from credit.change import Change, Drop
from credit.problem import RefusedChange

__all__ = ["purge"]


def purge(book: Book, hand: Hand, customer_id: str) -> Change:
    """Drop every version of every fact of a buyer, whenever it was learnt; raises `RefusedChange` while anything is open."""
    account = book.account(customer_id)
    _need_nothing_open(account, book, hand.on)
    drop = tuple(Drop(fact.customer_id, fact.kind, fact.id, fact.learnt_on) for fact in account.versions)
    return Change("purge", drop=drop, who=hand.who)


def _need_nothing_open(account: Account, book: Book, on: date) -> None:
    items = ledger(account, on, book.policy.short_pays, book.home)
    owed = (*items.open, *items.awaited)
    if owed:
        raise RefusedChange(reason="purge_open", id=account.id, invoices=tuple(item.invoice.id for item in owed))
    in_hand = [amount for amount in items.unapplied if amount]
    if in_hand:
        raise RefusedChange(reason="purge_in_hand", id=account.id, amount=in_hand[0])
    ordered = uninvoiced(account, on)
    if ordered:
        raise RefusedChange(reason="purge_ordered", id=account.id, orders=tuple(order.id for order in ordered))
    contested = next((dispute for dispute in account.disputes if dispute.open_on(on)), None)
    if contested is not None:
        raise RefusedChange(reason="purge_contested", id=account.id, since=contested.on)
    last = max(map(dated_on, account.versions))
    if last > on:
        raise RefusedChange(reason="purge_ahead", id=account.id, day=last)
