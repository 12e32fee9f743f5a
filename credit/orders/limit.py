"""Room under the limit; where a rate is missing, the currency that has none is named."""

from decimal import Decimal

from credit.backlog import uninvoiced
from credit.money import Money
from credit.orders.case import Case
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Finding, Look, Verdict
from credit.reason import DESK, OWN_LEDGER, Reason, ReasonFact

__all__ = ["limit_used_percent", "no_limit"]


def no_limit(case: Case) -> Look:
    """An order that is a risk, of a buyer to whom no limit was ever set."""
    limit = case.assessed.exposure.limit
    if limit is not None or not case.weighed.at_risk:
        return Look(limit)
    facts: dict[str, ReasonFact] = {"on": case.assessed.account.customer.learnt_on, "source": DESK}
    needed = case.exposure_after
    conditions = (Condition("set_limit", needed, RuleName.NO_LIMIT),) if needed is not None else ()
    return Look(None, None, Finding(case.holding.rules[RuleName.NO_LIMIT].verdict, Reason("order_no_limit", facts), conditions))


def limit_used_percent(case: Case) -> Look:
    """With what is at risk of the order, more of the limit is used than the rule's percent."""
    exposure, rule = case.assessed.exposure, case.holding.rules[RuleName.LIMIT_USED_PERCENT]
    if exposure.limit is None or not case.weighed.at_risk:
        return Look(exposure.used_percent, rule.threshold)
    if exposure.counted is None or case.at_risk is None:
        return Look(None, rule.threshold, _no_rate(case))
    after = exposure.counted + case.at_risk
    used = round(Decimal(after.minor * 100) / exposure.limit.minor, 1) if exposure.limit else None
    room = exposure.limit.times(rule.threshold / 100) - exposure.counted
    if case.at_risk <= room:
        return Look(used, rule.threshold)
    return Look(used, rule.threshold, _over(case, exposure.limit, room, case.at_risk - room))


def _over(case: Case, limit: Money, room: Money, over: Money) -> Finding:
    """Nothing left is a hold, too little a condition."""
    facts: dict[str, ReasonFact] = {"limit": limit, "headroom": room, "over": over, "on": case.on}
    facts |= {"buyer": case.assessed.id, "source": OWN_LEDGER}
    if room.minor <= 0:
        return Finding(Verdict.HOLD, Reason("order_limit_used_up", facts))
    verdict = case.holding.rules[RuleName.LIMIT_USED_PERCENT].verdict
    return Finding(verdict, Reason("order_over_limit", facts), case.fitting(room, RuleName.LIMIT_USED_PERCENT))


def _no_rate(case: Case) -> Finding:
    """The currency without a rate: of the order, of what is open, or of what was ordered."""
    ordered = (order.amount.currency for order in uninvoiced(case.assessed.account, case.on))
    return case.no_rate(case.weighed.amount.currency, *(entry.currency for entry in case.assessed.agings), *ordered)
