"""A large order, or a large exposure, wants a report that is not old (TRADE.md appendix A, story A)."""

from datetime import date

from credit.orders.case import Case
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Finding, Look
from credit.reason import OWN_LEDGER, Reason, ReasonFact
from credit.report import CreditReport

__all__ = ["report_age", "speaking"]


def speaking(reports: tuple[CreditReport, ...], on: date) -> CreditReport | None:
    """The report with the latest opinion that was spoken by then."""
    return next((report for report in reports if report.spoken_on <= on), None)


def report_age(case: Case) -> Look:
    """The order is a large part of the limit, or what is at stake is large, and no fresh report speaks for it."""
    rule = case.holding.rules[RuleName.REPORT_AGE]
    report = speaking(case.assessed.account.reports, case.on)
    age, allowed = report.age(case.on) if report else None, int(rule.threshold)
    if not (_large(case) or _exposed(case)) or (age is not None and age <= allowed):
        return Look(age, allowed)
    condition = (Condition("fresh_report", "", RuleName.REPORT_AGE),)
    if report is None or age is None:
        none: dict[str, ReasonFact] = {"on": case.on, "source": OWN_LEDGER}
        return Look(None, allowed, Finding(rule.verdict, Reason("order_report_missing", none), condition))
    facts: dict[str, ReasonFact] = {"days": age, "on": report.spoken_on, "source": report.provider, "report": report.id}
    return Look(age, allowed, Finding(rule.verdict, Reason("order_report_stale", facts), condition))


def _large(case: Case) -> bool:
    """Whether the order is a large part of a limit; one that is no risk is not."""
    limit = case.assessed.exposure.limit
    if not limit or not case.at_risk:
        return False
    return case.at_risk.minor * 100 >= limit.minor * case.book.policy.ordering.large_order_percent


def _exposed(case: Case) -> bool:
    """Whether more than the policy's amount is at stake after an order that is a risk."""
    after = case.in_base(case.exposure_after) if case.at_risk and case.exposure_after is not None else None
    return after is not None and after.amount > case.holding.report_exposure
