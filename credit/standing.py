"""How an account stands once every receipt is set against its invoices: what is owed, what closed with its payment, what is free.

It is the same on every day from the last of its facts on, so it is worked out once for all of them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from credit.account import Account
from credit.applied import Applied
from credit.invoice import Invoice
from credit.kept_back import Closed, discounted, rests
from credit.loss.application import ShortPayPolicy, ShortPayReason
from credit.money import Money

__all__ = ["Standing", "standing"]

NO_CHARGES: Mapping[str, date] = {}


class Standing(NamedTuple):
    """What is open once every receipt is set against its invoices; the same on every day from the last of its facts on."""

    short_pays: ShortPayPolicy
    applied: Applied
    kept_back: Mapping[str, Closed]
    charged: Mapping[str, date]
    owed: Sequence[tuple[Invoice, Money, date | None]]
    """Invoice, what is open of it, and the day of its last part payment."""
    unapplied: tuple[Money, ...]
    deposits: tuple[Money, ...]
    by_event: bool
    """Whether the days of any open item are counted from an event."""


def standing(account: Account, on: date, short_pays: ShortPayPolicy) -> Standing:
    """How `account` stands at the end of `on`; kept with it where no later fact is left out."""
    kept = account.kept.get("standing")
    if isinstance(kept, Standing) and kept.short_pays is short_pays and kept.applied.until <= on:
        return kept
    applied = Applied(account, on)
    kept_back, charged = _closed(account, applied, short_pays) if applied.parted else ({}, NO_CHARGES)
    owed = _owed(applied, kept_back)
    by_event = any(invoice.baseline for invoice, _money, _last in owed)
    unapplied, deposits = _amounts(applied.unapplied), _amounts(applied.deposits)
    found = Standing(short_pays, applied, kept_back, charged, owed, unapplied, deposits, by_event)
    if applied.until <= on:
        account.kept["standing"] = found
    return found


def _amounts(minor: Mapping[str, int]) -> tuple[Money, ...]:
    return tuple(Money(amount, code) for code, amount in sorted(minor.items()) if amount) if minor else ()


def _closed(account: Account, found: Applied, policy: ShortPayPolicy) -> tuple[dict[str, Closed], Mapping[str, date]]:
    """Close what banks kept back of invoices paid in parts; a rest that came after all was closed on its day just the same.

    With the days on which the cap left one open.
    """
    closed, small = dict[str, Closed](), rests(account, found.in_parts(), policy)
    for id, rest in small.closed.items():
        left, found.rest[id] = found.rest[id], 0
        closed[id] = Closed(rest.on, left, rest.why if left else None)
    return closed, small.refused


def _owed(found: Applied, kept_back: dict[str, Closed]) -> list[tuple[Invoice, Money, date | None]]:
    """Invoices with something owed; a discount for paying early that was kept in time closes its invoice, and is added."""
    owed: list[tuple[Invoice, Money, date | None]] = []
    touched, paid = found.rest, found.paid
    for id, invoice in found.invoices.items():
        left = touched.get(id)
        if left == 0:
            continue
        if left is None:
            if invoice.amount.minor > 0:
                owed.append((invoice, invoice.amount, None))
            elif invoice.amount.minor < 0:
                found.unapplied[invoice.amount.currency] -= invoice.amount.minor
            continue
        last = paid[id][0] if id in paid else None
        if left < 0:
            found.unapplied[invoice.amount.currency] -= left
        elif last is not None and invoice.discount is not None and discounted(invoice, left, last):
            kept_back[id], touched[id] = Closed(last, left, ShortPayReason.DISCOUNT), 0
        else:
            owed.append((invoice, Money(left, invoice.amount.currency), last))
    return owed
