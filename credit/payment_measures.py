"""A buyer's payment record in its further measures: signed average, seasons, invoices that came far past due.

What a row of the portfolio needs stands in the assessment; this is worked out when a page is opened.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.account import Account
from credit.assessment import Assessment
from credit.calendar import days_before
from credit.monthly import AtRisk, month_series
from credit.payment_record import Experience, signed_average
from credit.policy import Policy
from credit.season import OutstandingMonth, seasons

__all__ = ["PaymentMeasures", "at_risk", "payment_measures", "recent"]

YEAR = 365
NO_RATES: Mapping[str, Decimal] = {}


@dataclass(frozen=True, slots=True)
class PaymentMeasures:
    """How one buyer pays, beyond DBT."""

    signed_average: Decimal | None
    """ADTP: days late by amount, early payment counted; of what fell due within a year, and of all that is open and late."""
    seasons: tuple[OutstandingMonth, ...] | None
    """Months of the year with a lateness of their own; `None` where the record is too short to say."""
    season_now: OutstandingMonth | None
    """That of the month looked at, if it is one."""
    at_risk: AtRisk
    """Invoices that came 90 days past due, of those old enough."""


def payment_measures(assessed: Assessment, policy: Policy) -> PaymentMeasures:
    """The further measures of one buyer on the assessment's day."""
    on = assessed.on
    record = assessed.record
    found = seasons(record, policy.season)
    return PaymentMeasures(
        signed_average(recent(record, on), lambda code: assessed.house.worth(code, on)).days,
        found,
        next((month for month in found or () if month.month == on.month), None),
        at_risk([assessed.account], on, policy),
    )


def recent(record: Iterable[Experience], on: date) -> list[Experience]:
    """Of a record, what fell due within a year, and all that is open and late."""
    return [told for told in record if told.open or told.due_on > days_before(on, YEAR)]


def at_risk(accounts: Iterable[Account], on: date, policy: Policy) -> AtRisk:
    """At-risk rate of these accounts on `on` (Upflow): counted in invoices, so that no rate of exchange is needed."""
    return month_series(accounts, on, NO_RATES, 1, policy.turnover.at_risk_days, policy.short_pays).at_risk
