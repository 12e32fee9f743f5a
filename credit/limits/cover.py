"""Who bears what is at stake with a buyer: securities first, then the insurer, the house for the rest (TRADE.md 5, Insurance).

The insurer pays its share of what lies within its limit. Whatever comes in lowers the excess above that limit first, so the
cover is reckoned on what is left after securities and money in hand, never on the invoices as they were sold. Cover that was
given up to grant time covers nothing until the debts of that day are paid: the insurer goes no further with the buyer either.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from credit.account import Account
from credit.aging import OpenItem
from credit.decision import Leniency
from credit.money import Money
from credit.rates import Rates
from credit.security import Security

__all__ = ["borne", "cover_of", "given_up", "secured_by", "worth"]

NOTHING: tuple[Money, ...] = ()


def worth(security: Security, percent: Mapping[str, int]) -> Money:
    """What a security is worth: its form's percent of its amount, in its own currency, never below zero."""
    return Money(max(security.amount.minor, 0) * percent[security.form] // 100, security.amount.currency)


def secured_by(account: Account, on: date, percent: Mapping[str, int]) -> tuple[Money, ...]:
    """The worth of each security that stands on `on`."""
    if not account.securities:
        return NOTHING
    return tuple(worth(security, percent) for security in account.securities if security.stands_on(on))


def given_up(account: Account, items: Iterable[OpenItem], on: date) -> Leniency | None:
    """The decision that gave the cover up, while anything of `items` was sold by its day; `None` where none did."""
    if not account.leniencies:
        return None
    for granted in reversed(account.leniencies):
        if granted.forfeits is not None and granted.on <= on:
            return granted if any(item.invoice.issued_on <= granted.on for item in items) else None
    return None


def cover_of(account: Account, items: Iterable[OpenItem], on: date, rates: Rates | None = None) -> Money | None:
    """The insured limit as far as it covers: nothing of it once it was given up; `None` where none was ever told.

    After its last day it covers what had left by then and is open, at most the limit: what has no rate covers nothing. Without
    `rates` the limit itself is given while any of that is open, which tells whether there is cover and not how much.
    """
    limit, until, items = account.customer.insured_limit, account.customer.insured_until, tuple(items)
    if limit is None:
        return None
    if given_up(account, items, on) is not None:
        return Money.zero(limit.currency)
    if until is None or on <= until:
        return limit
    sold = [item.open for item in items if (item.invoice.shipped_on or item.invoice.issued_on) <= until]
    if rates is None:
        return limit if sold else Money.zero(limit.currency)
    known = (rates.convert(amount, limit.currency, on) for amount in sold)
    return min(limit, Money(sum(found.money.minor for found in known if found), limit.currency))


def borne(at_stake: Money | None, secured: Money | None, cover: Money | None, percent: int) -> tuple[Money | None, Money | None]:
    """What of `at_stake` securities bear, and what the insurer bears; all in one currency, `None` where one is not known.

    Insured is `percent` of the smaller of the insured limit and what the securities leave.
    """
    if at_stake is None or secured is None:
        return None, None
    whole = max(at_stake.minor, 0)
    held = min(secured.minor, whole)
    if cover is None:
        return Money(held, at_stake.currency), None
    insured = min(max(cover.minor, 0), whole - held) * percent // 100
    return Money(held, at_stake.currency), Money(insured, at_stake.currency)
