"""Since when a buyer is over its limit, where the policy leaves lines of the exposure out of it.

Which line an amount is in moves with the day: an invoice falls overdue, an order leaves the works, a deposit is applied. So
each day on which anything moves is looked at by itself, backwards from today, until one has room.
"""

from collections.abc import Iterator
from datetime import date

from credit.account import Account
from credit.aging import aging, ledger
from credit.calendar import days_after
from credit.customer import Customer
from credit.exposure import exposure
from credit.invoice import Invoice, Order
from credit.money import Money
from credit.policy import Policy
from credit.rates import Rates
from credit.receipt import Receipt

__all__ = ["counted_over_since", "turning_days"]


def counted_over_since(account: Account, rates: Rates, on: date, policy: Policy) -> date:
    """The first of the days up to `on` on which what counts exceeded the limit without a day of room; `on` at the latest."""
    since = on
    for day in reversed(turning_days(account, rates, on)):
        if not _over(account.as_known_on(day), rates, day, policy):
            break
        since = day
    return since


def _over(account: Account, rates: Rates, on: date, policy: Policy) -> bool:
    limit = account.customer.limit
    if limit is None:
        return False
    items = ledger(account, on, policy.short_pays)
    owed = exposure(account, items, aging(items, policy.buckets), rates, limit.currency, policy)
    return owed.headroom is not None and owed.headroom.minor < 0


def turning_days(account: Account, rates: Rates, on: date, *amounts: Money) -> list[date]:
    """Days up to `on` on which a line may move, or its worth in the currency of the limit or of these amounts, in their order."""
    return sorted({day for day in _days(account, rates, {money.currency for money in amounts}) if day <= on})


def _days(account: Account, rates: Rates, codes: set[str]) -> Iterator[date]:
    """The same, in no order, of every day; every day of a rate that may count among them."""
    for fact in account.versions:
        yield fact.learnt_on
        if isinstance(fact, Invoice):
            yield from (fact.issued_on, days_after(fact.due_on, 1), fact.left_on)
        elif isinstance(fact, Order):
            yield from (fact.on, fact.shipped_on or fact.on)
        elif isinstance(fact, Receipt):
            yield fact.on
        if isinstance(fact, Invoice | Order | Receipt):
            codes.add(fact.amount.currency)
        elif isinstance(fact, Customer) and fact.limit is not None:
            codes.add(fact.limit.currency)
    first = min(fact.learnt_on for fact in account.versions)
    if len(codes) > 1:
        yield from (day for code in codes if code in rates.series for day in rates.series[code].days if day >= first)
