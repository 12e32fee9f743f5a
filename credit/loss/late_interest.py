"""Interest on late payment: what could be claimed, on which ground, and what is doubtful about it.

An estimate for a letter or a settlement, never a charge that books itself. The ground is the contract's own clause, else the
statute of the governing law, else the sales convention (CISG art. 78, which owes interest and leaves its rate open) with a
law's rate, else none. Simple interest by actual days over 365. Reference rates are given by the caller, with their days: a
rate that is not known gives no figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from credit.calendar import days_after, days_before
from credit.loss.interest_policy import DEFAULT_INTEREST, InterestPolicy
from credit.money import Money, total

__all__ = ["Basis", "Doubt", "Ground", "LateDebt", "LateInterest", "RateSpan", "Statute", "late_interest"]

ReferenceRates = Mapping[date, Decimal]
"""Percent a year, by the day from which it holds: the ECB's main refinancing rate, Bank Rate, or the one-year LPR."""


class Statute(StrEnum):
    """Laws with a rate of their own."""

    EU = "eu"
    """Directive 2011/7/EU: reference rate + 8 points, of 1 January and 1 July for the half-year that begins; EUR 40 a claim."""
    UK = "uk"
    """Late Payment of Commercial Debts (Interest) Act 1998: base rate + 8 points; GBP 40, 70 or 100 a debt."""
    CHINA = "china"
    """Sales interpretation art. 18: LPR of one year at the breach, and 30 to 50 percent of it more."""


class Basis(StrEnum):
    """On which ground interest is estimated, in order of precedence."""

    CONTRACT = "contract"
    LAW = "law"
    CISG_AND_LAW = "cisg_and_law"
    NONE = "none"


class Doubt(StrEnum):
    """What may bring the claim down, or why it has no figure."""

    UK_LINK_UNKNOWN = "uk_s12_link_unknown"
    """English law may merely have been chosen: s. 12 then asks for a significant link with the country."""
    UK_NO_LINK = "uk_s12_no_link"
    """English law was merely chosen and nothing else links the contract to the country: the Act does not apply."""
    RATE_MISSING = "rate_missing"
    CISG_RATE_OPEN = "cisg_rate_open"
    """The convention fixes no rate; courts take one from a law, and not all from the same."""
    COURT_SETS_SURCHARGE = "court_sets_surcharge"
    """The court chooses between the least and the most."""
    BEFORE_LPR = "before_lpr"
    """The breach lies before 20 August 2019, when another rate was the base."""
    FIXED_SUM_UNKNOWN = "fixed_sum_unknown"
    """The fixed sum goes by the debt's size in sterling, and the debt is in another currency."""
    LAW_NOT_WRITTEN = "law_not_written"
    """Nobody wrote down which law governs the contract."""
    LAW_WITHOUT_RATE = "law_without_rate"
    """The governing law is none of those whose rate is known here."""
    TABLE_ENDED = "table_ended"
    """The day lies beyond the one through which the reference rates are entered: a later rate may hold."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the contract and its law."""

    clause_percent: Decimal | None = None
    """Yearly rate the contract itself agrees on."""
    law: Statute | None = None
    """Statute of the governing law."""
    cisg: bool = False
    """Whether the sales convention applies."""
    cisg_law: Statute | None = None
    """Statute a court would take the rate from under the convention."""
    uk_link: bool | None = None
    """Whether more than the choice of law links the contract to the United Kingdom; `None` where nobody looked."""


@dataclass(frozen=True, slots=True)
class LateDebt:
    """One debt and what was paid on it late."""

    principal: Money
    """What was owed on the due date."""
    due_on: date
    paid: tuple[tuple[date, Money], ...] = ()
    """Part payments; each bears interest through its own day."""


@dataclass(frozen=True, slots=True)
class RateSpan:
    """Days at one rate on one balance."""

    first: date
    last: date
    balance: Money
    percent: Decimal
    interest: Decimal
    """In whole units of the debt's currency, not rounded."""

    @property
    def days(self) -> int:
        """Days from first to last, both counted."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class LateInterest:
    """An estimate with its ground."""

    basis: Basis
    statute: Statute | None
    interest: Money | None
    """`None` where no ground or no rate is known."""
    most: Money | None
    """The upper end where a court chooses; else the same."""
    fixed: Money | None
    """Compensation for the cost of recovery, in the statute's own currency; `None` where there is none or it is not known."""
    spans: tuple[RateSpan, ...]
    doubts: tuple[Doubt, ...]


def late_interest(
    debt: LateDebt,
    on: date,
    ground: Ground,
    rates: Mapping[Statute, ReferenceRates],
    policy: InterestPolicy = DEFAULT_INTEREST,
) -> LateInterest:
    """What could be claimed on `debt` at the end of `on`; `rates` holds the reference rates of each statute.

    Interest runs from the day after the due date through `on`.
    """
    basis, statute, doubts = _ground(ground)
    if basis is Basis.NONE:
        return LateInterest(basis, None, None, None, None, (), doubts)
    spans: tuple[RateSpan, ...] | None = ()
    if debt.due_on < on:
        first = days_after(debt.due_on, 1)
        agreed = {first: ground.clause_percent}
        changes = agreed if statute is None else _statute_rates(statute, first, on, rates.get(statute, {}), policy)
        spans = _spans(debt, on, changes, policy)
    if spans is None:
        return LateInterest(basis, statute, None, None, None, (), (*doubts, Doubt.RATE_MISSING))
    interest = most = _summed(debt, spans, Decimal(1))
    fixed, unsure = _fixed(statute, debt, policy) if spans else (None, ())
    if statute is Statute.CHINA and spans:
        most = _summed(debt, spans, policy.china_factors[1] / policy.china_factors[0])
        unsure = (Doubt.COURT_SETS_SURCHARGE, *((Doubt.BEFORE_LPR,) if spans[0].first < policy.china_since else ()))
    return LateInterest(basis, statute, interest, most, fixed, spans, (*doubts, *unsure))


def _ground(ground: Ground) -> tuple[Basis, Statute | None, tuple[Doubt, ...]]:
    """The first ground that stands: clause, governing law, convention with a law's rate."""
    if ground.clause_percent is not None:
        return Basis.CONTRACT, None, ()
    doubts: tuple[Doubt, ...] = ()
    if ground.law is not None:
        if ground.law is not Statute.UK or ground.uk_link:
            return Basis.LAW, ground.law, ()
        if ground.uk_link is None:
            return Basis.LAW, ground.law, (Doubt.UK_LINK_UNKNOWN,)
        doubts = (Doubt.UK_NO_LINK,)
    if not ground.cisg:
        return Basis.NONE, None, doubts
    doubts += (Doubt.CISG_RATE_OPEN,)
    return (Basis.CISG_AND_LAW if ground.cisg_law else Basis.NONE), ground.cisg_law, doubts


def _statute_rates(
    statute: Statute, first: date, on: date, rates: ReferenceRates, policy: InterestPolicy
) -> dict[date, Decimal | None]:
    """Yearly percent by the day from which it holds; `None` where no reference rate is known."""
    if statute is Statute.CHINA:  # the rate at the breach holds
        reference = _in_force(rates, first)
        return {first: reference * policy.china_factors[0] if reference is not None else None}
    half = date(first.year, 1 if first.month <= 6 else 7, 1)
    if statute is Statute.UK:  # the rate of the day before the half-year in which interest begins (Order 2002/1675 [K])
        reference = _in_force({day: rate for day, rate in rates.items() if day < half}, half)
        return {first: reference + policy.uk_points if reference is not None else None}
    changes: dict[date, Decimal | None] = {}
    for begins in (date(year, month, 1) for year in range(half.year, on.year + 1) for month in (1, 7)):
        if half <= begins <= on:
            reference = _in_force(rates, begins)
            changes[max(begins, first)] = reference + policy.eu_points if reference is not None else None
    return changes


def _in_force(rates: ReferenceRates, on: date) -> Decimal | None:
    """The rate that holds on a day: the last one from that day or before."""
    since = max((day for day in rates if day <= on), default=None)
    return rates[since] if since is not None else None


def _spans(
    debt: LateDebt, on: date, changes: Mapping[date, Decimal | None], policy: InterestPolicy
) -> tuple[RateSpan, ...] | None:
    """The days of lateness cut where the rate or the balance changes; `None` where a rate is missing."""
    first = days_after(debt.due_on, 1)
    cuts = {first, *changes, *(days_after(day, 1) for day, _ in debt.paid)}
    starts = sorted(day for day in cuts if first <= day <= on)
    spans: list[RateSpan] = []
    for start, following in zip(starts, [*starts[1:], days_after(on, 1)], strict=True):
        paid = total((money for day, money in debt.paid if day < start), debt.principal.currency)
        balance = debt.principal - paid
        percent = changes[max(day for day in changes if day <= start)]
        if balance.minor <= 0:
            break
        if percent is None:
            return None
        days = (following - start).days
        interest = balance.amount * percent * days / 100 / policy.year_days
        spans.append(RateSpan(start, days_before(following, 1), balance, percent, interest))
    return tuple(spans)


def _summed(debt: LateDebt, spans: Sequence[RateSpan], factor: Decimal) -> Money:
    """Interest of all spans, rounded once."""
    return Money.rounded(sum((span.interest for span in spans), Decimal(0)) * factor, debt.principal.currency)


def _fixed(statute: Statute | None, debt: LateDebt, policy: InterestPolicy) -> tuple[Money | None, tuple[Doubt, ...]]:
    """The fixed sum of a late debt, and the doubt where it cannot be told."""
    if statute is Statute.EU:
        return Money.of(policy.eu_fixed, "EUR"), ()
    if statute is not Statute.UK:
        return None, ()
    if debt.principal.currency != "GBP":
        return None, (Doubt.FIXED_SUM_UNKNOWN,)
    size = debt.principal.amount
    return Money.of(next((fixed for below, fixed in policy.uk_fixed if size < below), policy.uk_fixed_most), "GBP"), ()
