"""The bounds of a recommended limit, each with its amount, or with the reason why it has none (TRADE.md 3.6).

Need; a share of the buyer's tangible net worth; a share of its turnover; a share of the exporter's own equity; what may stand
with one buyer of its country. A figure nobody knows bounds nothing, and is never taken for zero.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit.assessment import Assessment
from credit.book import Book
from credit.limits.need import need
from credit.money import Money
from credit.reason import OWN_LEDGER, POLICY, Reason, ReasonFact
from credit.report import CreditReport

__all__ = ["EQUITY", "INTANGIBLES", "TURNOVER", "Bound", "Constraint", "bounds"]

EQUITY = "financial_strength.equity"
INTANGIBLES = "financial_strength.intangible_assets"
TURNOVER = "financial_strength.turnover"
"""Keys of the findings that are read."""


class Bound(StrEnum):
    """What may bind; of equal amounts the first in this order does."""

    NEED = "need"
    NET_WORTH = "net_worth"
    TURNOVER = "turnover"
    OWN_EQUITY = "own_equity"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Constraint:
    """One bound, in the currency of the buyer's exposure."""

    bound: Bound
    amount: Money | None
    """`None`: it bounds nothing, and `reason` says why."""
    reason: Reason
    rate_on: date | None = None
    """Day of the rate it was converted with; `None` where none was needed."""


Facts = dict[str, ReasonFact]


def bounds(entry: Assessment, book: Book) -> tuple[Constraint, ...]:
    """Every bound of this buyer on the day of its assessment, in the order of `Bound`."""
    return (_need(entry, book), _net_worth(entry, book), _turnover(entry, book), _own_equity(entry, book), _country(entry, book))


def _need(entry: Assessment, book: Book) -> Constraint:
    found = need(entry, book.rates, book.policy.limits)
    if found is None:
        return Constraint(Bound.NEED, None, Reason("limit_never_sold", {"on": entry.on, "source": OWN_LEDGER}))
    if found.sold is None or found.amount is None:
        unrated: Facts = {"invoice": found.invoice, "on": entry.on, "source": OWN_LEDGER}
        return Constraint(Bound.NEED, None, Reason("limit_need_no_rate", unrated))
    facts: Facts = {"sold": found.sold, "terms_days": found.terms_days, "transit_days": found.transit_days}
    facts |= {"invoice": found.invoice, "on": entry.on, "source": OWN_LEDGER}
    if found.late_days is None:
        return Constraint(Bound.NEED, found.amount, Reason("limit_need_no_record", facts, found.amount))
    return Constraint(Bound.NEED, found.amount, Reason("limit_need", facts | {"late_days": found.late_days}, found.amount))


def _net_worth(entry: Assessment, book: Book) -> Constraint:
    """A share of equity less intangible assets; of equity alone where the report does not tell the intangible."""
    report, percent = _newest(entry, EQUITY), book.policy.limits.worth_percent.get(entry.graded.value)
    equity, intangible = _told(report, EQUITY), _told(report, INTANGIBLES)
    if report is None or equity is None:
        return Constraint(Bound.NET_WORTH, None, Reason("limit_worth_unknown", {"on": entry.on, "source": POLICY}))
    if percent is None:
        return _without_grade(entry, Bound.NET_WORTH)
    tangible = intangible is not None and intangible.currency == equity.currency
    worth = equity - intangible if intangible is not None and tangible else equity
    facts: Facts = {"worth": worth, "percent": percent}
    facts |= {"report": report.id, "on": report.spoken_on, "source": report.provider}
    part = _share(worth, percent)
    reason = Reason("limit_net_worth", facts, part) if tangible else Reason("limit_equity", facts, part)
    return _held(entry, book, Bound.NET_WORTH, part, reason)


def _turnover(entry: Assessment, book: Book) -> Constraint:
    report, percent = _newest(entry, TURNOVER), book.policy.limits.turnover_percent.get(entry.graded.value)
    turnover = _told(report, TURNOVER)
    if report is None or turnover is None:
        return Constraint(Bound.TURNOVER, None, Reason("limit_turnover_unknown", {"on": entry.on, "source": POLICY}))
    if percent is None:
        return _without_grade(entry, Bound.TURNOVER)
    facts: Facts = {"turnover": turnover, "percent": percent}
    facts |= {"report": report.id, "on": report.spoken_on, "source": report.provider}
    part = _share(turnover, percent)
    return _held(entry, book, Bound.TURNOVER, part, Reason("limit_turnover", facts, part))


def _own_equity(entry: Assessment, book: Book) -> Constraint:
    policy = book.policy.limits
    percent = policy.own_equity_percent.get(entry.graded.value)
    if not policy.own_equity:
        return Constraint(Bound.OWN_EQUITY, None, Reason("limit_own_equity_unset", {"on": entry.on, "source": POLICY}))
    if percent is None:
        return _without_grade(entry, Bound.OWN_EQUITY)
    equity = Money.rounded(policy.own_equity, book.base)
    facts: Facts = {"equity": equity, "percent": percent, "on": entry.on, "source": POLICY}
    part = _share(equity, percent)
    return _held(entry, book, Bound.OWN_EQUITY, part, Reason("limit_own_equity", facts, part))


def _country(entry: Assessment, book: Book) -> Constraint:
    """The cap of the country's OECD class; a country without a class has no cap, which is no cap of zero."""
    country = entry.account.customer.country
    if not country:
        return Constraint(Bound.COUNTRY, None, Reason("limit_country_unwritten", {"on": entry.on, "source": OWN_LEDGER}))
    risk = book.countries.at(country, entry.on)
    if risk is None:
        facts: Facts = {"country": country, "on": entry.on, "source": book.countries.source or POLICY}
        return Constraint(Bound.COUNTRY, None, Reason("limit_country_unpublished", facts))
    facts = {"country": country, "on": risk.published_on, "source": book.countries.source}
    if risk.risk_class is None:
        facts |= {"status": risk.status}
        reason = Reason("limit_country_high_income", facts) if risk.well_off else Reason("limit_country_unclassified", facts)
        return Constraint(Bound.COUNTRY, None, reason)
    cap = Money.rounded(book.policy.limits.country_cap[risk.risk_class], book.base)
    return _held(entry, book, Bound.COUNTRY, cap, Reason("limit_country", facts | {"risk_class": risk.risk_class}, cap))


def _without_grade(entry: Assessment, bound: Bound) -> Constraint:
    return Constraint(bound, None, Reason("limit_no_grade", {"on": entry.on, "source": OWN_LEDGER}))


def _share(whole: Money, percent: int) -> Money:
    """So many percent of an amount, rounded down; nothing of what is below zero."""
    return Money(max(whole.minor, 0) * percent // 100, whole.currency)


def _held(entry: Assessment, book: Book, bound: Bound, amount: Money, reason: Reason) -> Constraint:
    """The bound in the currency of the buyer's exposure, where a rate is known."""
    currency = entry.exposure.currency
    converted = book.rates.convert(amount, currency, entry.on)
    if converted is None:
        facts: Facts = {"currency": amount.currency, "on": entry.on, "source": book.rates.source or POLICY}
        return Constraint(bound, None, Reason("no_rate", facts))
    return Constraint(bound, converted.money, reason, None if amount.currency == currency else converted.rate_on)


def _newest(entry: Assessment, key: str) -> CreditReport | None:
    """The report of the latest opinion that has an amount under this key; what is dated after the day does not count."""
    return next((r for r in entry.account.reports if r.spoken_on <= entry.on and _told(r, key) is not None), None)


def _told(report: CreditReport | None, key: str) -> Money | None:
    found = report.finding(key) if report is not None else None
    return found.value if found is not None and isinstance(found.value, Money) else None
