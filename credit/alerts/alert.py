"""One alert, the kinds there are, and what a rule says when it rings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit.reason import ReasonFact
from credit.report import EventKind, Severity

__all__ = ["Alert", "AlertKind", "Rung"]


class AlertKind(StrEnum):
    """Alerts that a rule rings; a published event's alert has the event's own kind."""

    PAYING_LATER = "paying_later"
    OVERDUE_BEYOND_HABIT = "overdue_beyond_habit"
    PARTIAL_PAYMENTS = "partial_payments"
    SHORT_PAY_SERIES = "short_pay_series"
    CHARGES_OVER_CAP = "charges_over_cap"
    ORDER_WHILE_OVERDUE = "order_while_overdue"
    EXPOSURE_GROWTH = "exposure_growth"
    ORDER_SPIKE = "order_spike"
    TERMS_STRETCH = "terms_stretch"
    CASH_ELSEWHERE = "cash_elsewhere"
    CASH_TERMS = "cash_terms"
    LIMIT_EXCEEDED = "limit_exceeded"
    LIMIT_EXPIRED = "limit_expired"
    INSURER_LIMIT_CUT = "insurer_limit_cut"
    BROKEN_PROMISE = "broken_promise"
    UNREACHABLE = "unreachable"
    MAIL_BOUNCED = "mail_bounced"
    FIRST_DISPUTE = "first_dispute"
    LATE_DISPUTE = "late_dispute"
    BANK_DETAILS_CHANGED = "bank_details_changed"
    GRADE_DROP = "grade_drop"
    REPORT_STALE = "report_stale"
    REPORT_UNRATED = "report_unrated"
    COUNTRY_WORSE = "country_worse"
    FILINGS_OVERDUE = "filings_overdue"
    OWNER_CHANGED = "owner_changed"
    GROUP_DISTRESS = "group_distress"
    GROUP_LIMIT_EXCEEDED = "group_limit_exceeded"


@dataclass(frozen=True, slots=True)
class Rung:
    """What a rule says: an alert before anybody asks whether it was seen."""

    kind: AlertKind | EventKind
    subject: str
    """What it is about within its buyer: an invoice, an order, a day; empty where a buyer has one at most."""
    severity: Severity
    on: date
    """Day it happened."""
    learnt_on: date
    """First day on which the book could have rung it, where that is later."""
    evidence: Mapping[str, ReasonFact]
    risen_on: date = date.min
    """Day from which it is as loud as it is now: it rings again for whoever saw it before."""
    first: date | None = None
    """First of the days on which it has rung, as the book was known on each; `None`: the later of the two days above."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to look at."""

    id: str
    customer_id: str
    kind: AlertKind | EventKind
    severity: Severity
    on: date
    """Day it happened."""
    learnt_on: date
    """First day on which the book could have rung it."""
    evidence: Mapping[str, ReasonFact]
    """The facts it rests on, with `on`, the day of the fact that counted, `source`, and the fact's number."""
    acknowledged: bool = False
    acknowledged_by: str = ""
    """Who has seen it; empty where nobody has, or did not say who."""
    acknowledged_on: date | None = None
