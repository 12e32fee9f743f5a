"""Who bears what is at stake with a buyer: securities first, then the insurer, the house for the rest (TRADE.md 5, Insurance).

The insurer pays its share of what lies within its limit. Whatever comes in lowers the excess above that limit first, so the
cover is reckoned on what is left after securities and money in hand, never on the invoices as they were sold. Cover that was
given up to grant time covers nothing until the debts of that day are paid: the insurer goes no further with the buyer either.
What leaves after its last day, or while an overdue has stopped it, is not covered; what had left before stays so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from credit.account import Account
from credit.aging import OpenItem
from credit.backlog import uninvoiced
from credit.decision import Leniency
from credit.documentary_credit import CREDITS, discrepant, discrepant_disputes
from credit.limits.stop import NO_STOPS, Stops
from credit.money import Money
from credit.rates import Rates
from credit.security import Security, SecurityForm

__all__ = ["borne", "cover_of", "given_up", "leaves_covered", "secured_by", "worth"]

NOTHING: tuple[Money, ...] = ()


def worth(security: Security, percent: Mapping[str, int]) -> Money:
    """What a security is worth: its form's percent of its amount, in its own currency, never below zero."""
    return Money(max(security.amount.minor, 0) * percent[security.form] // 100, security.amount.currency)


def secured_by(account: Account, on: date, percent: Mapping[str, int], most_discrepant: int) -> tuple[Money, ...]:
    """The worth of each security that stands on `on`; of what a bank need not pay at most `most_discrepant` percent."""
    if not account.securities:
        return NOTHING
    standing = [security for security in account.securities if security.stands_on(on)]
    if not discrepant_disputes(account, on):
        return tuple(worth(security, percent) for security in standing)
    less = {form: min(percent[form], most_discrepant) for form in CREDITS}
    return tuple(_in_parts(account, each, on, percent, less) if each.form in less else worth(each, percent) for each in standing)


def _in_parts(
    account: Account, credit: Security, on: date, percent: Mapping[str, int], less: Mapping[SecurityForm, int]
) -> Money:
    loose = discrepant(account, credit, on)
    sound = worth(replace(credit, amount=credit.amount - loose), percent)
    return sound + Money(loose.minor * less[credit.form] // 100, loose.currency)


def given_up(account: Account, items: Iterable[OpenItem], on: date) -> Leniency | None:
    """The decision that gave the cover up, while anything of `items` was sold by its day; `None` where none did."""
    if not account.leniencies:
        return None
    for granted in reversed(account.leniencies):
        if granted.forfeits is not None and granted.on <= on:
            return granted if any(item.invoice.issued_on <= granted.on for item in items) else None
    return None


def leaves_covered(account: Account, day: date, stops: Stops) -> bool:
    """Whether the insured limit, where there is one, still held for what left on `day`."""
    until = account.customer.insured_until
    return (until is None or day <= until) and not stops.hold_on(day)


def cover_of(
    account: Account,
    items: Iterable[OpenItem],
    on: date,
    rates: Rates | None = None,
    stops: Stops = NO_STOPS,
    further: Money | None = None,
) -> Money | None:
    """The insured limit as far as it covers: nothing of it once it was given up; `None` where none was ever told.

    Where a part of what is at stake left after its last day, or while it was stopped, it covers the rest, at most the limit: what
    has no rate covers nothing. `further` would leave today, as whatever has not left yet. Without `rates` the limit itself is
    given while it covers any of that, which tells whether there is cover and not how much.
    """
    limit, items = account.customer.insured_limit, tuple(items)
    if limit is None:
        return None
    if given_up(account, items, on) is not None:
        return Money.zero(limit.currency)
    still = leaves_covered(account, on, stops)
    if still and not stops.each:
        return limit
    sold = [*_left(account, items, on), *([(on, further)] if further is not None else ())]
    held = [amount for left, amount in sold if leaves_covered(account, left, stops)]
    if still and len(held) == len(sold):
        return limit
    if rates is None:
        return limit if held or still else Money.zero(limit.currency)
    known = (rates.convert(amount, limit.currency, on) for amount in held)
    return min(limit, Money(sum(found.money.minor for found in known if found), limit.currency))


def _left(account: Account, items: Iterable[OpenItem], on: date) -> Iterator[tuple[date, Money]]:
    """What is open or ordered, and the day it left; today for what has not left yet."""
    for item in items:
        yield item.invoice.left_on, item.open
    for order in uninvoiced(account, on):
        yield (on if order.shipped_on is None else min(order.shipped_on, on)), order.amount


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
