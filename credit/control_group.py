"""A few low-value rows left alone by lot, to learn what becomes of a debt that nobody asks for (TRADE.md 4.7, row 60).

The house asks for it by a first day in its policy. From then on, period after period, a share of the buyers is drawn whose small
and young debts nobody speaks of until the period ends; clocks, events, pins and dearer debts take no part in it. The lot is the
buyer's number and the period's first day, so it is the same on every screen and in every replay, and nobody chooses.

What is compared is who was drawn with who was not, whatever was done with either: whom the desk speaks to it chooses by what is
owed, and those it leaves alone are others.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from math import sqrt
from typing import NamedTuple

from credit.account import Account
from credit.applied import part_payments
from credit.calendar import days_after, days_before
from credit.controlling import Controlling
from credit.invoice import Invoice
from credit.kept_back import Parts, with_rests
from credit.money import exponent
from credit.policy import Policy
from credit.rates import Rates

__all__ = ["Controlled", "Group", "control_trial", "drawn_until"]

SURE = 1.96
"""Standard deviations on either side that hold nineteen in twenty."""
LOTS = 10_000


def drawn_until(id: str, on: date, policy: Controlling) -> date | None:
    """The last day of the period in which this buyer is drawn, where it is on `on`; `None` where it is not."""
    if on < policy.since:
        return None
    first = days_before(on, (on - policy.since).days % policy.days)
    return days_after(first, policy.days - 1) if _drawn(id, first, policy) else None


def _drawn(id: str, first: date, policy: Controlling) -> bool:
    lot = int.from_bytes(blake2b(f"{first.isoformat()} {id}".encode(), digest_size=8).digest()) % LOTS
    return lot * 100 < policy.percent * LOTS


class Group(NamedTuple):
    """Buyers with a small overdue debt at the beginning of a period, each period a case."""

    cases: int = 0
    paid: int = 0
    """Of them those of whose debt at least half came within the period."""

    @property
    def share(self) -> float:
        """Paid / cases; 0 where there is no case."""
        return self.paid / self.cases if self.cases else 0.0


@dataclass(frozen=True, slots=True)
class Controlled:
    """What the periods that are over say."""

    until: date
    """Last day of the last of them."""
    periods: int
    alone: Group
    spoken: Group
    """Those that were not drawn."""

    def response(self, prior: Decimal, weight: int) -> Decimal:
        """Chance that a contact changes the outcome: 1 - the share that paid by itself, shrunk to the prior (TRADE.md 4.2)."""
        return (self.alone.cases - self.alone.paid + weight * prior) / (self.alone.cases + weight)

    @property
    def gain(self) -> tuple[float, float, float] | None:
        """By how much the share that paid is higher where the desk worked, with the limits that hold nineteen in twenty.

        Newcombe's score interval (Statistics in Medicine 17, 1998, method 10); `None` while a group is empty.
        """
        if not self.alone.cases or not self.spoken.cases:
            return None
        (low, high), (least, most) = _wilson(self.spoken), _wilson(self.alone)
        here, there = self.spoken.share, self.alone.share
        by = here - there
        below, above = sqrt((here - low) ** 2 + (most - there) ** 2), sqrt((high - here) ** 2 + (there - least) ** 2)
        return by - below, by, by + above


def _wilson(group: Group) -> tuple[float, float]:
    """Wilson's score interval of a share."""
    n, share = group.cases, group.share
    middle, width = share + SURE**2 / (2 * n), SURE * sqrt(share * (1 - share) / n + SURE**2 / (4 * n**2))
    return (middle - width) / (1 + SURE**2 / n), (middle + width) / (1 + SURE**2 / n)


def last_day(on: date, policy: Controlling) -> date | None:
    """The end of the last period that was over before `on`; `None` where none was."""
    over = (on - policy.since).days // policy.days if on > policy.since else 0
    return days_before(days_after(policy.since, over * policy.days), 1) if over else None


def control_trial(accounts: Iterable[Account], on: date, base: str, policy: Policy, rates: Rates) -> Controlled | None:
    """What the periods that were over before `on`, in the months response looks back on, say; `None` before the first is over.

    It stands on what was known when the last of them ended: what is learnt later changes it with the next period.
    """
    until = last_day(on, policy.control)
    if until is None:
        return None
    span = min((until - policy.control.since).days + 1, policy.valuing.response_months * 30)
    firsts = [days_before(until, back - 1) for back in range(policy.control.days, span + 1, policy.control.days)][::-1]
    groups: tuple[Counter[bool], Counter[bool]] = (Counter(), Counter())
    worth = _Worth(base, rates)
    for account in accounts:
        for first, paid in _cases(account.as_known_on(until), firsts, until, policy, worth):
            groups[_drawn(account.id, first, policy.control)][paid] += 1
    spoken, alone = (Group(group.total(), group[True]) for group in groups)
    return Controlled(until, len(firsts), alone, spoken)


class _Worth:
    """Base minor units of one minor unit of a currency on a day."""

    def __init__(self, base: str, rates: Rates) -> None:
        self.base, self.rates = base, rates
        self.known: dict[tuple[str, date], Decimal | None] = {}

    def of(self, currency: str, on: date) -> Decimal | None:
        """`None` where no rate was known."""
        if (currency, on) not in self.known:
            found = self.rates.factor(currency, self.base, on)
            factor = found and found[0].scaleb(exponent(self.base) - exponent(currency))
            self.known[currency, on] = factor
        return self.known[currency, on]


class _Owed:
    """What a buyer owed overdue at the beginning of a period, in base minor units."""

    __slots__ = ("came", "known", "minor", "worst")

    def __init__(self) -> None:
        self.minor = self.came = Decimal(0)
        self.worst = 0
        """Days past due of the oldest."""
        self.known = True
        """Whether there is a rate for all of it."""


def _cases(account: Account, firsts: Sequence[date], until: date, policy: Policy, worth: _Worth) -> Iterator[tuple[date, bool]]:
    """The periods at whose beginning the buyer owed little and that young, each with whether half of it came within it."""
    found: defaultdict[date, _Owed] = defaultdict(_Owed)
    paid = with_rests(account, part_payments(account, until), policy.short_pays)
    for invoice in account.invoices:
        if invoice.amount.minor > 0 and not invoice.provisional and invoice.due_on < until:
            _count(invoice, paid.get(invoice.id, ()), firsts, policy.control.days, worth, found)
    for first, owed in found.items():
        small = owed.known and 0 < owed.minor <= policy.control.largest * 10 ** exponent(worth.base)
        if small and policy.classing.grace_days < owed.worst < policy.classing.doubtful_days:
            yield first, 2 * owed.came >= owed.minor


def _count(
    invoice: Invoice, parts: Parts, firsts: Sequence[date], days: int, worth: _Worth, found: defaultdict[date, _Owed]
) -> None:
    """Add an invoice to each period at whose beginning it was overdue and something of it open."""
    for first in firsts[bisect_right(firsts, invoice.due_on) :]:
        left = invoice.amount.minor - sum(minor for day, minor in parts if day < first)
        if left <= 0:
            return
        owed, factor = found[first], worth.of(invoice.amount.currency, first)
        owed.known = owed.known and factor is not None
        came = sum(minor for day, minor in parts if first <= day < days_after(first, days))
        owed.minor += left * (factor or 0)
        owed.came += min(came, left) * (factor or 0)
        owed.worst = max(owed.worst, (first - invoice.due_on).days)
