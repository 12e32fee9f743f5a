"""Money divided by hand: what each invoice is to receive, refused where it is more than there is or than is owed."""

from collections.abc import Sequence

from credit.account import Account
from credit.aging import Ledger
from credit.money import Money
from credit.problem import RefusedChange

__all__ = ["Shares", "added", "shares_of"]

Shares = tuple[tuple[str, Money], ...]
"""Number of an invoice, or of a whole in instalments, and what it is to receive."""


def shares_of(account: Account, items: Ledger, source: str, free: Money, given: Shares) -> Shares:
    """What has to be kept of amounts `given` by hand: nothing where filling the invoices one after the other comes to the same.

    Refused (`share_currency`, `share_amount`, `share_over_open`, `share_over_free`) with the figures that do not fit.
    """
    left, same = free.minor, True
    for number, share in given:
        if share.currency != free.currency:
            raise RefusedChange(reason="share_currency", invoice=number, given=share.currency, currency=free.currency)
        if share.minor <= 0:
            raise RefusedChange(reason="share_amount", invoice=number)
        owed = _open(account, items, number, free.currency)
        if share > owed:
            raise RefusedChange(reason="share_over_open", invoice=number, amount=share, open=owed)
        same = same and share.minor == min(left, owed.minor)
        left -= share.minor
    if left < 0:
        raise RefusedChange(reason="share_over_free", number=source, amount=Money(free.minor - left, free.currency), free=free)
    return () if same else given


def added(before: Shares, shares: Shares, invoices: Sequence[str]) -> Shares:
    """The shares of a receipt once these invoices were set against it; one that had a share keeps it besides."""
    had = dict(before)
    more = {number: had[number] + share if number in had else share for number, share in shares}
    return (*((number, share) for number, share in before if number not in invoices), *more.items())


def _open(account: Account, items: Ledger, number: str, currency: str) -> Money:
    """What is open of an invoice, or of all instalments of a whole, in a currency."""
    meant = account.meant((number,))
    owed = (item.open.minor for item in items.open if item.invoice.id in meant and item.open.currency == currency)
    return Money(sum(owed), currency)
