"""By how much what is at stake with a buyer moves on each day, as the book was known on it, version by version.

Every version of every fact is met once. What counts by what was paid, and not on days of its own, has no steps: there the ledger
of a day has to be asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from credit.account import Account, Fact
from credit.aging import Aging, ledger
from credit.backlog import not_invoiced, uninvoiced
from credit.invoice import Invoice, Order
from credit.loss.application import ShortPayPolicy
from credit.money import Money
from credit.rates import Rates
from credit.receipt import Receipt
from credit.term_words import Baseline

__all__ = ["NO_STEP", "Span", "Step", "at_stake", "by_what_was_paid", "publications", "spans_of", "steps_of"]

Step = defaultdict[str, int]
"""Minor units by currency."""
NO_STEP: Mapping[str, int] = {}
Span = tuple[Fact, date, date]
"""A version, the first day on which it counts, and the day from which another stands in its place."""


def spans_of(versions: Sequence[Fact]) -> Iterator[Span]:
    """When each version counts: from the day it is known and has happened, until the next version is learnt."""
    for version, later in zip(versions, (*versions[1:], None), strict=True):  # sorted: those of one fact stand together
        first, until = max(version.learnt_on, _happened(version)), date.max
        if later is not None and later.id == version.id and later.kind == version.kind:
            until = later.learnt_on
        if first < until:
            yield version, first, until


def _happened(fact: Fact) -> date:
    if isinstance(fact, Invoice):
        return fact.issued_on
    return fact.on if isinstance(fact, Order | Receipt) else fact.learnt_on


def steps_of(spans: Iterable[Span]) -> dict[date, Step]:
    """By how much the exposure moves on each day, in the minor units of each currency."""
    steps: defaultdict[date, Step] = defaultdict(lambda: defaultdict(int))
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


def publications(codes: Iterable[str], first: date, rates: Rates) -> set[date]:
    """Days from `first` on which a rate of one of these currencies was published; none where there is but one currency."""
    told = set(codes)
    known = told & rates.series.keys() if len(told) > 1 else ()
    return {day for code in known for day in rates.series[code].days if day >= first}


def by_what_was_paid(spans: Iterable[Span], account: Account, on: date, short_pays: ShortPayPolicy) -> bool:
    """Whether a deposit, a discount or a bank's charge is among them: they count by what was paid, and not on their own days."""
    if any(isinstance(fact, Invoice) and (fact.baseline is Baseline.ORDER or fact.discount) for fact, _, _ in spans):
        return True
    return any(settled.kept_back for settled in ledger(account, on, short_pays).settled)


def at_stake(known: Account, agings: Sequence[Aging], on: date) -> Mapping[str, int]:
    """What is at stake by the ledger of that day, in the minor units of each currency: what the steps until then sum to."""
    sums: defaultdict[str, int] = defaultdict(int)
    for entry in agings:
        sums[entry.currency] += entry.balance.minor
    for order in uninvoiced(known, on):
        sums[order.amount.currency] += order.amount.minor
    return sums
