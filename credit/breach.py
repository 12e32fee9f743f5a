"""Since when a buyer is over its limit: the first day of the present time, not of one that ended.

Looked at as the book was known on each day, so a fact learnt later moves no day that was told before, and an alert that
was seen stays seen for as long as the breach lasts and no longer. Every version of every fact is met once, so a buyer
that was over its limit for years costs no more than one that is since yesterday.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from credit.account import Account
from credit.aging import aging, ledger
from credit.customer import Customer
from credit.exposure import converted_total
from credit.exposure_steps import NO_STEP, Span, at_stake, by_what_was_paid, publications, spans_of, steps_of
from credit.limits.counted_breach import counted_over_since, turning_days
from credit.loss.application import DEFAULT_SHORT_PAYS, ShortPayPolicy
from credit.money import Money
from credit.policy import Policy
from credit.rates import Rates

__all__ = ["first_over", "over_limit_since"]


def over_limit_since(account: Account, rates: Rates, on: date, policy: Policy) -> date:
    """The first of the days up to `on` on which the exposure exceeded the limit without a day of room; `on` at the latest."""
    spans = [span for span in spans_of(account.versions) if span[1] <= on]
    if not all(policy.limits.counts.values()) or by_what_was_paid(spans, account, on, policy.short_pays):
        return counted_over_since(account, rates, on, policy)
    limits = {first: fact.limit for fact, first, _ in spans if isinstance(fact, Customer)}
    steps, told = steps_of(spans), sorted(limits)
    days = _days(spans, steps, limits.values(), rates, on)
    sums: defaultdict[str, int] = defaultdict(int)
    for day in days:
        _add(sums, steps.get(day, NO_STEP), 1)
    since = on
    for day in reversed(days):
        place = bisect_right(told, day)
        if not place or not _over(sums, limits[told[place - 1]], rates, day):
            break
        since = day
        _add(sums, steps.get(day, NO_STEP), -1)
    return since


def first_over(
    account: Account, cap: Money, since: date, rates: Rates, on: date, short_pays: ShortPayPolicy = DEFAULT_SHORT_PAYS
) -> date | None:
    """The first of the days from `since` to `on` on which the exposure, as it was known then, exceeded `cap`; `None`: on none."""
    spans = [span for span in spans_of(account.versions) if span[1] <= on]
    if by_what_was_paid(spans, account, on, short_pays):
        looked_at = sorted({since, *(day for day in turning_days(account, rates, on, cap) if day >= since)})
        return next((day for day in looked_at if _exceeds(account.as_known_on(day), cap, rates, day, short_pays)), None)
    told = _day_by_day(spans, cap, rates, on, since)
    return next((day for day, sums in told if day >= since and _over(sums, cap, rates, day)), None)


def _day_by_day(
    spans: Iterable[Span], cap: Money, rates: Rates, on: date, since: date
) -> Iterator[tuple[date, Mapping[str, int]]]:
    """Each day up to `on` on which the exposure may move, or its worth in the currency of `cap`, and `since`; with what is at
    stake, in the minor units of each currency.
    """
    steps = steps_of(spans)
    sums: defaultdict[str, int] = defaultdict(int)
    for day in _days(spans, steps, [cap], rates, on, since):
        _add(sums, steps.get(day, NO_STEP), 1)
        yield day, sums


def _days(
    spans: Iterable[Span],
    steps: Mapping[date, Mapping[str, int]],
    limits: Iterable[Money | None],
    rates: Rates,
    on: date,
    *more: date,
) -> list[date]:
    """Each day up to `on` on which the exposure may move, or its worth in a limit's currency, and `more`; in their order."""
    codes = {code for step in steps.values() for code in step} | {limit.currency for limit in limits if limit is not None}
    days = {*more, *(day for _, first, until in spans for day in (first, until))}
    days |= publications(codes, min(steps, default=on), rates)
    return sorted(day for day in days if day <= on)


def _add(sums: defaultdict[str, int], step: Mapping[str, int], times: int) -> None:
    for code, minor in step.items():
        sums[code] += minor * times


def _exceeds(known: Account, limit: Money, rates: Rates, on: date, short_pays: ShortPayPolicy) -> bool:
    """Whether what the ledger of that day says exceeds the limit; not where a rate is missing."""
    return _over(at_stake(known, aging(ledger(known, on, short_pays), ()), on), limit, rates, on)


def _over(sums: Mapping[str, int], limit: Money | None, rates: Rates, on: date) -> bool:
    """Whether the exposure exceeds the limit; not where there is none, or a rate is missing."""
    if limit is None:
        return False
    at_stake = converted_total((Money(minor, code) for code, minor in sums.items()), limit.currency, rates, on)
    return at_stake is not None and at_stake > limit
