"""The verb that sets money against invoices: a receipt learns what it pays, a credit note is used up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from credit.account import Account
from credit.actions.hand import Hand, known, need_invoices
from credit.actions.sharing import Shares, added, shares_of
from credit.aging import Ledger, ledger
from credit.book import Book
from credit.change import Change, together
from credit.invoice import Invoice
from credit.money import Money
from credit.problem import RefusedChange
from credit.receipt import Receipt

__all__ = ["Match", "match_money", "match_several"]


def match_money(
    book: Book, hand: Hand, customer_id: str, source: str, invoices: Sequence[str], amounts: Sequence[Money] = ()
) -> Change:
    """Set what is free of a receipt, or of a credit note, against invoices, each filled before the next, or by `amounts`.

    A receipt names them from today on, behind those it named before. A credit note is set off by two entries of today: one uses
    it up, the other pays the invoices with it. Raises `UnknownBuyer`; refused for a number with nothing free, for invoices the
    buyer has not, where nothing is open on them in this currency, and for amounts beyond what is free or what is open.
    """
    account = known(book, hand, customer_id)
    meant = need_invoices(account, invoices)
    items = ledger(account, hand.on, book.policy.short_pays, book.home)
    receipt = next((receipt for receipt in account.receipts if receipt.id == source), None)
    note = next((note for note in items.credits if note[0].id == source), None)
    if receipt is not None and items.loose.get(source, 0) > 0:
        free = Money(items.loose[source], receipt.amount.currency)
        _need_open(items, meant, free.currency)
        shares = shares_of(account, items, source, free, tuple(zip(invoices, amounts, strict=bool(amounts))))
        told = next(fact for fact in account.versions[::-1] if isinstance(fact, Receipt) and fact.id == source)
        named = tuple(dict.fromkeys((*account.meant(told.invoices), *meant)))
        shared = added(told.shares, shares, invoices)
        return Change("match_money", (replace(told, invoices=named, shares=shared, learnt_on=hand.on),), who=hand.who)
    if note is not None:
        free = note[1]
        owed = Money(_need_open(items, meant, free.currency), free.currency)
        given = tuple(zip(invoices, amounts, strict=bool(amounts)))
        shares = shares_of(account, items, source, free, given)
        amount = Money(sum(each.minor for each in amounts), free.currency) if amounts else min(free, owed)
        return Change("match_money", _set_off(account, hand, note[0], amount, meant, shares), who=hand.who)
    raise RefusedChange(reason="nothing_free", number=source)


def _need_open(items: Ledger, meant: Sequence[str], currency: str) -> int:
    """Minor units open on these invoices in that currency; refused where nothing is."""
    owed = sum(item.open.minor for item in items.open if item.invoice.id in meant and item.open.currency == currency)
    if not owed:
        raise RefusedChange(reason="nothing_open", invoices=", ".join(meant), currency=currency)
    return owed


def _set_off(
    account: Account, hand: Hand, note: Invoice, amount: Money, meant: Sequence[str], shares: Shares
) -> tuple[Receipt, Receipt]:
    """The two entries that use up so much of a credit note."""

    def entry(mark: str, of: Money, names: Sequence[str], shares: Shares) -> Receipt:
        day: date = hand.on
        return Receipt(f"{note.id}:{hand.mark}:{mark}", account.id, of, day, day, tuple(names), shares=shares)

    return entry("used", -amount, (note.id,), ()), entry("paid", amount, meant, shares)


@dataclass(frozen=True, slots=True)
class Match:
    """Money, and the invoices it is set against."""

    customer_id: str
    source: str
    """Number of the receipt, or of the credit note."""
    invoices: tuple[str, ...]
    amounts: tuple[Money, ...] = ()
    """What each of them receives; empty where each is filled before the next."""


def match_several(book: Book, hand: Hand, matches: Sequence[Match]) -> Change:
    """Set several amounts against invoices as one change, each as `match_money` does after those before it."""
    changes = []
    for match in matches:
        change = match_money(book, hand, match.customer_id, match.source, match.invoices, match.amounts)
        book = book.after(change)
        changes.append(change)
    return together(changes)
