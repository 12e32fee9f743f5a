"""What a promise is meant for: which open items, and whether it fits them.

A promise in another currency than its invoices, above what is owed, or for nothing owed can be neither kept nor broken in any
sense that helps: whoever takes it down is told at once, and one that came in by file carries the remark (TRADE.md 1.1).
"""

from collections.abc import Iterable, Sequence

from credit.account import Account
from credit.activity import Outcome, Promise
from credit.aging import Ledger, OpenItem
from credit.money import Money, total
from credit.problem import RefusedChange
from credit.promises import JudgedPromise, PromiseState

__all__ = ["misfit", "remark", "replaced_by", "standing_beside"]


def misfit(amount: Money, invoices: Sequence[str], items: Ledger, beside: Iterable[Promise] = ()) -> RefusedChange | None:
    """Why a promise of `amount` does not fit what is open, as the refusal it earns; `None` where it fits.

    `beside` are promises for the same debt that stand with it: together they cannot promise more than is owed.
    """
    named = (item for item in (*items.open, *items.awaited) if item.invoice.id in invoices)  # a deposit can be promised too
    open_items = list(named if invoices else items.open)
    if not open_items:
        return RefusedChange(reason="promise_nothing_owed", amount=amount)
    other = _of_other_currency(open_items, amount.currency, all_of_them=bool(invoices))
    if other is not None:
        return RefusedChange(reason="promise_currency", amount=amount, invoice=other.invoice.id, open=other.open)
    owed = total((item.open for item in open_items if item.open.currency == amount.currency), amount.currency)
    promised = total((each.amount for each in beside if each.amount.currency == amount.currency), amount.currency)
    if amount + promised <= owed:
        return None
    if promised:
        return RefusedChange(reason="promise_above_with_others", amount=amount, open=owed, rest=promised)
    return RefusedChange(reason="promise_above", amount=amount, open=owed)


def _of_other_currency(items: Sequence[OpenItem], currency: str, all_of_them: bool) -> OpenItem | None:
    """An item the promised money cannot pay: any of those that are named, or the oldest where none at all can be paid."""
    others = [item for item in items if item.open.currency != currency]
    return others[0] if others and (all_of_them or len(others) == len(items)) else None


def remark(entry: JudgedPromise, items: Ledger) -> RefusedChange | None:
    """What is amiss with a running promise, measured at what is open now; `None` where nothing is, or it runs no more."""
    if entry.state is not PromiseState.RUNNING:
        return None
    return misfit(entry.promise.amount - entry.paid, entry.promise.invoices, items)


def standing_beside(account: Account, running: Iterable[JudgedPromise], invoices: Sequence[str]) -> tuple[Promise, ...]:
    """Running promises that a new one for `invoices` leaves standing: of no one invoice, or instalments of an agreed plan."""
    found = [entry.promise for entry in running if _meet(entry.promise, invoices)]
    if not invoices:
        return tuple(found)
    plans = [contact.on for contact in account.contacts if contact.outcome is Outcome.PLAN_AGREED]
    return tuple(promise for promise in found if any(plan <= promise.on for plan in plans))


def replaced_by(account: Account, running: Iterable[JudgedPromise], invoices: Sequence[str]) -> tuple[Promise, ...]:
    """Running promises whose place a new one for `invoices` takes: one unconfirmed promise an invoice (SAP FSCM)."""
    running = tuple(running)
    beside = standing_beside(account, running, invoices)
    return tuple(entry.promise for entry in running if _meet(entry.promise, invoices) and entry.promise not in beside)


def _meet(promise: Promise, invoices: Sequence[str]) -> bool:
    return bool(set(promise.invoices) & set(invoices)) if invoices else not promise.invoices
