"""What a promise is meant for: which open items, how much of each and how long it leaves alone, and whether it fits them.

While it runs it leaves its own amount alone, of its oldest items first and of what nobody contests; the rest stays in work.

A promise in another currency than its invoices, above what is owed, or for nothing owed can be neither kept nor broken in any
sense that helps: whoever takes it down is told at once, and one that came in by file carries the remark (TRADE.md 1.1).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from credit.account import Account
from credit.activity import Outcome, Promise
from credit.aging import Ledger, OpenItem
from credit.calendar import days_after
from credit.money import Money, total
from credit.problem import RefusedChange
from credit.promises import JudgedPromise, PromiseState
from credit.thresholds import Promising

__all__ = ["last_day", "misfit", "promised_parts", "remark", "replaced_by", "standing_beside", "trusted"]


def last_day(account: Account, given: date, policy: Promising) -> date:
    """The last day a word given on a day may be for: one that came by file for a later day leaves nothing alone beyond it."""
    planned = any(contact.outcome is Outcome.PLAN_AGREED and contact.on <= given for contact in account.contacts)
    return days_after(given, policy.longest_plan_days if planned else policy.longest_days)


def trusted(account: Account, promises: Iterable[JudgedPromise], on: date, policy: Promising) -> tuple[JudgedPromise, ...]:
    """Running promises that leave their amount alone: none does so for longer than a word may be for."""
    running = (entry for entry in promises if entry.state is PromiseState.RUNNING)
    return tuple(entry for entry in running if on <= last_day(account, entry.promise.on, policy))


def promised_parts(
    promises: Iterable[JudgedPromise], items: Sequence[OpenItem], contested: Mapping[str, int]
) -> Mapping[str, int]:
    """Minor units that these promises cover of each open item; items that nobody promised are left out.

    What a promise still lacks is taken of its items in their order, the oldest due first, and of its currency alone.
    """
    found: dict[str, int] = {}
    for entry in promises:
        left = (entry.promise.amount - entry.paid).minor
        for item in items:
            number = item.invoice.id
            if left <= 0 or (entry.promise.invoices and number not in entry.promise.invoices):
                continue
            if item.open.currency != entry.promise.amount.currency:
                continue
            part = min(left, item.open.minor - contested.get(number, 0) - found.get(number, 0))
            if part > 0:
                found[number] = found.get(number, 0) + part
                left -= part
    return found


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
