"""Whether what stands with a buyer and all below it exceeds the limit set on them, and since when.

Each day is looked at as the book was known on it: who belonged to whom, what limit stood, what counted with each of them, and the
rates published by then. A member of unknown worth is left out and named: what is told is then told in part, and where the part
that is known has room, nobody can say that the limit is exceeded.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from credit.account import Account
from credit.assessment import Assessment
from credit.customer import Customer
from credit.exposure import converted_total
from credit.exposure_steps import at_stake, publications
from credit.limits.kinship import Kinship, kin_of
from credit.limits.levels import Levels, currencies, levels
from credit.money import Money
from credit.rates import Rates

__all__ = ["GroupBreach", "group_breach"]

Counted = Mapping[str, Mapping[str, int] | None]
"""By member what counts with it, in minor units of each currency; `None` where a rate is missing."""


@dataclass(frozen=True, slots=True)
class GroupBreach:
    """A limit of a buyer and all below it that is exceeded."""

    limit: Money
    exposure: Money
    """What counts with all members that are not left out, in the limit's currency."""
    members: tuple[str, ...]
    """Those it is the sum of, the largest first."""
    left_out: tuple[str, ...]
    """Members of unknown worth for want of a rate: the sum is told in part."""
    since: date
    """The first of the days on which it was exceeded without a day of room."""


def group_breach(entry: Assessment, kin: Kinship, found: Mapping[str, Assessment]) -> GroupBreach | None:
    """The breach of the limit that stands at this buyer for all below it; `None` where there is none, or nobody can say."""
    limit = entry.account.customer.group_limit
    if limit is None or not kin.related(entry.id):
        return None
    counted = {id: _counted(found[id]) for id, _ in kin.below(entry.id) if id in found}
    worth = _worth(counted, limit.currency, entry.house.rates, entry.on)
    total = _sum(worth)
    if total <= limit.minor:
        return None
    ranked = sorted((-minor, id) for id, minor in worth.items() if minor is not None)
    left_out = tuple(id for id, minor in worth.items() if minor is None)
    near = {id: found[id].account for id in kin.ever_below(entry.id) if id in found}
    return GroupBreach(limit, Money(total, limit.currency), tuple(id for _, id in ranked), left_out, _since(entry, near))


def _counted(entry: Assessment) -> Mapping[str, int] | None:
    """What counts with a buyer today."""
    if all(entry.house.policy.limits.counts.values()):
        return at_stake(entry.account, entry.agings, entry.on)
    counted = entry.exposure.counted
    return {counted.currency: counted.minor} if counted is not None else None


def _worth(counted: Counted, currency: str, rates: Rates, on: date) -> dict[str, int | None]:
    """Minor units of `currency` by member."""

    def worth(sums: Mapping[str, int]) -> int | None:
        converted = converted_total((Money(minor, code) for code, minor in sums.items()), currency, rates, on)
        return converted.minor if converted is not None else None

    return {id: worth(sums) if sums is not None else None for id, sums in counted.items()}


def _sum(worth: Mapping[str, int | None]) -> int:
    """Of those whose worth is known."""
    return sum(minor for minor in worth.values() if minor is not None)


def _since(entry: Assessment, near: Mapping[str, Account]) -> date:
    """The first of the days up to the assessment's on which the limit was exceeded without a day of room."""
    rates, bearer = entry.house.rates, near[entry.id]
    told = {id: levels(account, entry.house, entry.on) for id, account in near.items()}
    together = _together(entry.id, near)

    def over(day: date) -> bool:
        limit = _limit(bearer, day)
        if limit is None:
            return False
        worth = _worth({id: told[id].at(day) for id in together(day)}, limit.currency, rates, day)
        return _sum(worth) > limit.minor

    since = entry.on
    for day in sorted({day for day in _days(bearer, told, near, rates) if day <= entry.on}, reverse=True):
        if not over(day):
            break
        since = day
    return since


def _days(bearer: Account, told: Mapping[str, Levels], near: Mapping[str, Account], rates: Rates) -> Iterator[date]:
    """Days on which the sum may move, or the limit, or who belongs together."""
    for account in near.values():
        yield from (said.learnt_on for said in account.customers)
    moves = {day for level in told.values() for day in level.days}
    yield from moves
    codes = {said.group_limit.currency for said in bearer.customers if said.group_limit is not None}
    codes |= {code for account in near.values() for code in currencies(account)}
    yield from publications(codes, min(moves, default=date.max), rates)


def _together(id: str, near: Mapping[str, Account]) -> Callable[[date], Sequence[str]]:
    """Who was the buyer or below it on a day, as known then; nobody, where it belonged to no family."""
    turns = sorted({said.learnt_on for account in near.values() for said in account.customers})

    @cache
    def then(place: int) -> Sequence[str]:
        said = {each: _said(account, turns[place]) for each, account in near.items()}
        kin = kin_of({each: known.parent for each, known in said.items() if known is not None})
        return [each for each, _ in kin.below(id) if each in near] if kin.related(id) else []

    return lambda day: then(bisect_right(turns, day) - 1)


def _limit(bearer: Account, day: date) -> Money | None:
    known = _said(bearer, day)
    return known.group_limit if known is not None else None


def _said(account: Account, day: date) -> Customer | None:
    """What was said of a buyer last by that day."""
    return next((said for said in reversed(account.customers) if said.learnt_on <= day), None)
