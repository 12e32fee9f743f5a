"""Since when a buyer is over its limit: the first day of the present time, not of one that ended.

Looked at as the book was known on each day, so a fact learnt later moves no day that was told before, and an alert that
was seen stays seen for as long as the breach lasts and no longer. Every version of every fact is met once, so a buyer
that was over its limit for years costs no more than one that is since yesterday.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from credit.account import Account, Fact, fact_key
from credit.aging import aging, ledger
from credit.customer import Customer
from credit.exposure import converted_total, not_invoiced, uninvoiced
from credit.invoice import Invoice, Order
from credit.limits.counted_breach import counted_over_since, turning_days
from credit.loss.application import DEFAULT_SHORT_PAYS, ShortPayPolicy
from credit.money import Money
from credit.policy import Policy
from credit.rates import Rates
from credit.receipt import Receipt
from credit.term_words import Baseline

__all__ = ["first_over", "over_limit_since"]

_Step = defaultdict[str, int]
NO_STEP: Mapping[str, int] = {}

Span = tuple[Fact, date, date]
"""A version, the first day on which it counts, and the day from which another stands in its place."""


def over_limit_since(account: Account, rates: Rates, on: date, policy: Policy) -> date:
    """The first of the days up to `on` on which the exposure exceeded the limit without a day of room; `on` at the latest."""
    spans = [span for span in _spans(account.versions) if span[1] <= on]
    if not all(policy.limits.counts.values()) or _by_what_was_paid(spans, account, on, policy.short_pays):
        return counted_over_since(account, rates, on, policy)
    limits = {first: fact.limit for fact, first, _ in spans if isinstance(fact, Customer)}
    limit: Money | None = None
    since: date | None = None
    for day, sums in _day_by_day(spans, limits.values(), rates, on):
        limit = limits.get(day, limit)
        if not _over(sums, limit, rates, day):
            since = None
        elif since is None:
            since = day
    return since or on


def first_over(
    account: Account, cap: Money, since: date, rates: Rates, on: date, short_pays: ShortPayPolicy = DEFAULT_SHORT_PAYS
) -> date | None:
    """The first of the days from `since` to `on` on which the exposure, as it was known then, exceeded `cap`; `None`: on none."""
    spans = [span for span in _spans(account.versions) if span[1] <= on]
    if _by_what_was_paid(spans, account, on, short_pays):
        looked_at = sorted({since, *(day for day in turning_days(account, rates, on, cap) if day >= since)})
        return next((day for day in looked_at if _exceeds(account.as_known_on(day), cap, rates, day, short_pays)), None)
    told = _day_by_day(spans, [cap], rates, on, since)
    return next((day for day, sums in told if day >= since and _over(sums, cap, rates, day)), None)


def _day_by_day(
    spans: Iterable[Span], limits: Iterable[Money | None], rates: Rates, on: date, *more: date
) -> Iterator[tuple[date, Mapping[str, int]]]:
    """Each day up to `on` on which the exposure may move, or its worth in a limit's currency, and `more`: with what is at stake.

    In the minor units of each currency.
    """
    steps = _steps(spans)
    days = {*more, *(day for _, first, until in spans for day in (first, until))} | _published(steps, limits, rates)
    sums: defaultdict[str, int] = defaultdict(int)
    for day in sorted(day for day in days if day <= on):
        for code, minor in steps.get(day, NO_STEP).items():
            sums[code] += minor
        yield day, sums


def _by_what_was_paid(spans: Iterable[Span], account: Account, on: date, short_pays: ShortPayPolicy) -> bool:
    """Whether a deposit, a discount or a bank's charge is among them: they count by what was paid, and not on their own days."""
    if any(isinstance(fact, Invoice) and (fact.baseline is Baseline.ORDER or fact.discount) for fact, _, _ in spans):
        return True
    return any(settled.kept_back for settled in ledger(account, on, short_pays).settled)


def _exceeds(known: Account, limit: Money, rates: Rates, on: date, short_pays: ShortPayPolicy) -> bool:
    """Whether what the ledger of that day says exceeds the limit; not where a rate is missing."""
    sums: defaultdict[str, int] = defaultdict(int)
    for entry in aging(ledger(known, on, short_pays), ()):
        sums[entry.currency] += entry.balance.minor
    for order in uninvoiced(known, on):
        sums[order.amount.currency] += order.amount.minor
    return _over(sums, limit, rates, on)


def _spans(versions: Iterable[Fact]) -> Iterator[Span]:
    """When each version counts: from the day it is known and has happened, until the next version is learnt."""
    for _, group in groupby(versions, key=fact_key):  # sorted: the versions of one fact stand together, the earliest first
        told = list(group)
        for version, until in zip(told, [*(later.learnt_on for later in told[1:]), date.max], strict=True):
            first = max(version.learnt_on, _happened(version))
            if first < until:
                yield version, first, until


def _happened(fact: Fact) -> date:
    if isinstance(fact, Invoice):
        return fact.issued_on
    return fact.on if isinstance(fact, Order | Receipt) else fact.learnt_on


def _steps(spans: Iterable[Span]) -> dict[date, _Step]:
    """By how much the exposure moves on each day, in the minor units of each currency."""
    steps: defaultdict[date, _Step] = defaultdict(lambda: defaultdict(int))
    ordered: defaultdict[str, list[Span]] = defaultdict(list)
    for fact, first, until in spans:
        if isinstance(fact, Invoice | Receipt):
            minor = fact.amount.minor if isinstance(fact, Invoice) else -fact.amount.minor
            steps[first][fact.amount.currency] += minor
            steps[until][fact.amount.currency] -= minor
        if isinstance(fact, Order) or (isinstance(fact, Invoice) and fact.order_id):
            ordered[fact.id if isinstance(fact, Order) else fact.order_id].append((fact, first, until))
    for parts in ordered.values():
        for day, money in _waiting(parts):
            steps[day][money.currency] += money.minor
    return steps


def _waiting(parts: list[Span]) -> Iterator[tuple[date, Money]]:
    """By how much the part of one order that is not invoiced moves, day by day."""
    before: Money | None = None
    for day in sorted({day for _, first, until in parts for day in (first, until)}):
        standing = [fact for fact, first, until in parts if first <= day < until]
        invoiced = [fact.amount for fact in standing if isinstance(fact, Invoice)]
        now = next((not_invoiced(fact.amount, invoiced) for fact in standing if isinstance(fact, Order)), None)
        if before is not None:
            yield day, -before
        if now is not None:
            yield day, now
        before = now


def _published(steps: dict[date, _Step], limits: Iterable[Money | None], rates: Rates) -> set[date]:
    """Days of publication since the first step, of every currency that is converted."""
    codes = {code for step in steps.values() for code in step} | {limit.currency for limit in limits if limit is not None}
    if len(codes) < 2 or not steps:
        return set()
    first = min(steps)
    return {day for code in codes if code in rates.series for day in rates.series[code].days if day >= first}


def _over(sums: Mapping[str, int], limit: Money | None, rates: Rates, on: date) -> bool:
    """Whether the exposure exceeds the limit; not where there is none, or a rate is missing."""
    if limit is None:
        return False
    at_stake = converted_total((Money(minor, code) for code, minor in sums.items()), limit.currency, rates, on)
    return at_stake is not None and at_stake > limit
