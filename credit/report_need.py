"""How much a fresh report about a buyer matters today: the order in which a budget for reports is spent.

A report is worth what it may still save. So the amount that is at stake counts by how old the last opinion of this provider is,
and an order that has not left counts again: it is the one part of the amount that can be held back.

    need = (at stake + (times - 1) * ordered and not shipped) * min(age, full) / full

`times` (2) and `full` (365 days) are the policy's `refresh_order_times` and `refresh_full_days`; a buyer without any report of
the provider is as one whose report is `full` days old. Amounts are in base currency. Where a rate is missing there is no figure,
and the buyer comes before all others: what cannot be measured is not assumed to be small.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.account import Account
from credit.assessment import Assessment
from credit.money import Money

__all__ = ["ReportNeed", "last_opinion", "report_need"]


@dataclass(frozen=True, slots=True)
class ReportNeed:
    """What the need is made of; `None` where it is not known."""

    at_stake: Money | None
    """Open items and orders, deposits set off, in base currency; never below zero."""
    ordered: Money | None
    """Of it what was ordered and has not left."""
    age_days: int | None
    """Of the provider's last opinion; `None`: there is none."""
    value: Money | None
    """What it comes to; a rank and no amount anybody owes."""

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Sorts the greatest need first; of equal ones the older opinion."""
        return (
            self.value is not None,
            -(self.value.minor if self.value else 0),
            -(10**6 if self.age_days is None else self.age_days),
        )


def last_opinion(account: Account, provider: str = "") -> date | None:
    """Day of the youngest opinion of a provider, or of any; `None` where there is none."""
    days = [report.spoken_on for report in account.reports if provider in ("", report.provider)]
    return max(days, default=None)


def report_need(entry: Assessment, provider: str = "") -> ReportNeed:
    """The need for a fresh report of `provider` about a buyer as it stands on the day of the assessment."""
    watching = entry.house.policy.watching
    owed, ordered = _in_base(entry, entry.exposure.at_stake), _in_base(entry, entry.exposure.in_production)
    spoken = last_opinion(entry.account, provider)
    age = None if spoken is None else max((entry.on - spoken).days, 0)
    if owed is None or ordered is None:
        return ReportNeed(owed, ordered, age, None)
    at_stake = Money(max(owed.minor, 0), owed.currency)
    counted = at_stake + ordered.times(watching.refresh_order_times - 1)
    days = watching.refresh_full_days if age is None else min(age, watching.refresh_full_days)
    return ReportNeed(at_stake, ordered, age, counted.times(Decimal(days) / watching.refresh_full_days))


def _in_base(entry: Assessment, money: Money | None) -> Money | None:
    """An amount in base currency; `None` where there is none or no rate for it."""
    converted = entry.house.rates.convert(money, entry.base, entry.on) if money is not None else None
    return converted.money if converted else None
