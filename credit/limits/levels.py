"""What counts against a limit with one buyer on any day up to now, as the book was known on it: for limits that hold several.

The steps of the exposure tell it where they can. Where the policy leaves lines out, or something counts by what was paid, the
ledger is made for a day that is asked of, once.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from credit.account import Account
from credit.aging import aging, ledger
from credit.book import Book
from credit.exposure import exposure
from credit.exposure_steps import at_stake, by_what_was_paid, spans_of, steps_of
from credit.invoice import Invoice, Order
from credit.limits.counted_breach import turning_days
from credit.money import Money
from credit.receipt import Receipt

__all__ = ["Levels", "currencies", "levels"]

NOTHING: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Levels:
    """What counts with one buyer, day by day."""

    days: Sequence[date]
    """Days on which it may move, in their order; what it is worth in another currency moves with that one's rates besides."""
    at: Callable[[date], Mapping[str, int] | None]
    """Minor units of each currency at the end of a day; `None` where a rate is missing."""


def levels(account: Account, house: Book, on: date) -> Levels:
    """What counts with this buyer on each day up to `on`: in the currencies it is owed in; where lines are left out, in one."""
    spans = [span for span in spans_of(account.versions) if span[1] <= on]
    policy = house.policy
    if not all(policy.limits.counts.values()) or by_what_was_paid(spans, account, on, policy.short_pays):
        return _looked_at(account, house, on)
    steps = steps_of(spans)
    days = sorted(day for day in steps if day <= on)
    sums: defaultdict[str, int] = defaultdict(int)
    found: list[Mapping[str, int]] = [NOTHING]
    for day in days:
        for code, minor in steps[day].items():
            sums[code] += minor
        found.append(dict(sums))
    return Levels(days, lambda day: found[bisect_right(days, day)])


def _looked_at(account: Account, house: Book, on: date) -> Levels:
    """The same by the ledger of each day that is asked of."""
    said = [Money.zero(code) for code in (house.base, *(told.currency for told in account.customers)) if code]
    days = turning_days(account, house.rates, on, *said)

    @cache
    def then(day: date) -> Mapping[str, int] | None:
        known = account.as_known_on(day)
        items = ledger(known, day, house.policy.short_pays, house.home)
        agings = aging(items, house.policy.buckets)
        if all(house.policy.limits.counts.values()):
            return at_stake(known, agings, day)
        counted = exposure(known, items, agings, house.rates, house.base, house.policy).counted
        return {counted.currency: counted.minor} if counted is not None else None

    def at(day: date) -> Mapping[str, int] | None:
        place = bisect_right(days, day)
        return then(days[place - 1]) if place else NOTHING

    return Levels(days, at)


def currencies(account: Account) -> set[str]:
    """Currencies of all that ever moved what is at stake with a buyer."""
    return {fact.amount.currency for fact in account.versions if isinstance(fact, Invoice | Order | Receipt)}
