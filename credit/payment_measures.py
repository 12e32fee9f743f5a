"""A buyer's payment record in its further measures: signed average, days by buckets, seasons, invoices that came far past due.

What a row of the portfolio needs stands in the assessment; this is worked out when a page is opened.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.account import Account
from credit.assessment import Assessment
from credit.calendar import days_before
from credit.money import Money
from credit.monthly import AtRisk, month_series
from credit.payment_record import BUCKET_ENDS, Experience, bucket_days_beyond_terms, signed_average
from credit.policy import Policy
from credit.season import OutstandingMonth, seasons

__all__ = ["PaymentMeasures", "at_risk", "payment_measures", "recent"]

YEAR = 365
NO_RATES: Mapping[str, Decimal] = {}


@dataclass(frozen=True, slots=True)
class PaymentMeasures:
    """How one buyer pays, beyond DBT."""

    signed_average: Decimal | None
    """ADTP: days late by amount, early payment counted; of all parts of what fell due within a year, and of open late rests."""
    open_by_age: tuple[Money, ...] | None
    """What is open in base currency, not due and in each of Experian's buckets; `None` where a rate is missing."""
    seasons: tuple[OutstandingMonth, ...] | None
    """Months of the year with a lateness of their own; `None` where the record is too short to say."""
    season_now: OutstandingMonth | None
    """That of the month looked at, if it is one."""
    at_risk: AtRisk
    """Invoices that came 90 days past due, of those old enough."""

    @property
    def bucket_dbt(self) -> Decimal | None:
        """Days beyond terms of all that is open, by these buckets; `None` where nothing is open, or a rate is missing."""
        if self.open_by_age is None:
            return None
        minors = [money.minor for money in self.open_by_age]
        return bucket_days_beyond_terms(minors[1:], sum(minors))


def payment_measures(assessed: Assessment, policy: Policy) -> PaymentMeasures:
    """The further measures of one buyer on the assessment's day."""
    on = assessed.on
    record = assessed.record
    found = seasons(record, policy.season)
    return PaymentMeasures(
        signed_average(recent(record, on), lambda code: assessed.house.worth(code, on)).days,
        _open_by_age(assessed),
        found,
        next((month for month in found or () if month.month == on.month), None),
        at_risk([assessed.account], on, policy),
    )


def _open_by_age(assessed: Assessment) -> tuple[Money, ...] | None:
    sums = [0] * (len(BUCKET_ENDS) + 2)
    for item in assessed.ledger.open:
        minor = assessed.base_open[item.invoice.id]
        if minor is None:
            return None
        sums[0 if item.dpd <= 0 else 1 + bisect_left(BUCKET_ENDS, item.dpd)] += minor
    return tuple(Money(minor, assessed.base) for minor in sums)


def recent(record: Iterable[Experience], on: date) -> list[Experience]:
    """Of a record, what fell due within a year, and all that is open and late; of what fell due before, the open rest alone."""
    since = days_before(on, YEAR)
    return [told.rest if told.parts and told.due_on <= since else told for told in record if told.open or told.due_on > since]


def at_risk(accounts: Iterable[Account], on: date, policy: Policy) -> AtRisk:
    """At-risk rate of these accounts on `on` (Upflow): counted in invoices, so that no rate of exchange is needed."""
    return month_series(accounts, on, NO_RATES, 1, policy.turnover.at_risk_days, policy.short_pays).at_risk
