"""A limit that was decided too long ago for the buyer's grade no longer stands (TRADE.md 3.6)."""

from credit.limits.recommendation import expires_on
from credit.orders.case import Case
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Finding, Look
from credit.reason import DESK, Reason, ReasonFact

__all__ = ["limit_expired"]


def limit_expired(case: Case) -> Look:
    """The day the limit ends has come, by the grade of today; where nobody wrote down when it was decided, nothing is told."""
    buyer = case.assessed.account.customer
    ends = expires_on(case.assessed, case.book)
    if buyer.limit is None or buyer.limit_on is None or ends is None or not case.weighed.at_risk:
        return Look(None, ends)
    if case.on < ends:
        return Look(case.on, ends)
    facts: dict[str, ReasonFact] = {"limit": buyer.limit, "decided_on": buyer.limit_on, "on": ends}
    facts |= {"buyer": buyer.id, "source": DESK}
    verdict = case.holding.rules[RuleName.LIMIT_EXPIRED].verdict
    condition = Condition("renew_limit", buyer.limit, RuleName.LIMIT_EXPIRED)
    return Look(case.on, ends, Finding(verdict, Reason("order_limit_expired", facts), (condition,)))
