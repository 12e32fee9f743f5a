"""Limits besides the buyer's own: of its family, of its country, and the one recommended.

Each fires only for an order that adds a risk, and only where its figure is known: a country without a class has no cap, which is
no cap of zero.
"""

from decimal import ROUND_CEILING, Decimal

from credit.limits.bounds import Bound, bounds
from credit.limits.recommendation import recommended
from credit.money import Money
from credit.orders.case import Case
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Finding, Look
from credit.reason import OWN_LEDGER, POLICY, Reason, ReasonFact, rests_on

__all__ = ["country_cap", "group_limit", "own_risk"]


def group_limit(case: Case) -> Look:
    """With what is at risk of the order, more of the family's limit is used than the rule's percent."""
    rule = case.holding.rules[RuleName.GROUP_LIMIT]
    limit, counted = (case.exposed(case.group.limit), case.group.counted) if case.group is not None else (None, None)
    used = case.exposed(counted) if counted is not None else None
    if case.group is None or limit is None or used is None or not case.at_risk:
        return Look(used, limit)
    room = limit.times(rule.threshold / 100) - used
    if case.at_risk <= room:
        return Look(used + case.at_risk, limit)
    facts: dict[str, ReasonFact] = {
        "at": case.group.at, "limit": limit, "headroom": room, "over": case.at_risk - room, "on": case.on, "source": OWN_LEDGER,
    }  # fmt: skip
    if room.minor > 0:
        fitting = case.fitting(room, RuleName.GROUP_LIMIT)
        return Look(used + case.at_risk, limit, Finding(rule.verdict, Reason("order_group_limit", facts), fitting))
    facts["exceeded"] = -room
    wider = (Condition("raise_group_limit", _widened(used + case.at_risk, rule.threshold), RuleName.GROUP_LIMIT),)
    return Look(used + case.at_risk, limit, Finding(rule.verdict, Reason("order_group_limit_used_up", facts), wider))


def _widened(after: Money, percent: Decimal) -> Money:
    """The smallest limit of which `after` is no more than `percent`."""
    return Money(int((after.minor * 100 / percent).to_integral_value(ROUND_CEILING)), after.currency)


def country_cap(case: Case) -> Look:
    """What would stand with the buyer exceeds the rule's percent of what its country's class allows for one buyer.

    The cap bounds one buyer's limit (TRADE.md 3.6); of the whole country nothing is capped.
    """
    rule = case.holding.rules[RuleName.COUNTRY_CAP]
    cap = next(each for each in bounds(case.assessed, case.book) if each.bound is Bound.COUNTRY)
    after, at_stake = case.exposure_after, case.assessed.exposure.at_stake
    if cap.amount is None or after is None or at_stake is None or not case.at_risk:
        return Look(after, cap.amount)
    allowed = cap.amount.times(rule.threshold / 100)
    if after <= allowed:
        return Look(after, cap.amount)
    facts: dict[str, ReasonFact] = {
        "exposure": after,
        "limit": allowed,
        "country": cap.reason.facts["country"],
        "risk_class": cap.reason.facts["risk_class"],
        "on": cap.reason.facts["on"],
        "source": cap.reason.facts["source"],
    }
    room = allowed - at_stake
    conditions = case.fitting(room, RuleName.COUNTRY_CAP) if room.minor > 0 else ()
    return Look(after, cap.amount, Finding(rule.verdict, Reason("order_country_cap", facts), conditions))


def own_risk(case: Case) -> Look:
    """What neither securities nor the insurer bear exceeds the rule's percent of the whole limit recommended.

    The whole is what the house would bear alone: cover of the insurer lowers what is at own risk, and so may turn the answer.
    """
    rule, after = case.holding.rules[RuleName.OWN_RISK], case.own_risk_after
    advised = recommended(case.assessed, case.book)
    limit = advised.whole
    if limit is None or after is None or not case.at_risk:
        return Look(after, limit)
    allowed = limit.times(rule.threshold / 100)
    if after <= allowed:
        return Look(after, limit)
    facts: dict[str, ReasonFact] = {"exposure": after, "limit": allowed, "on": case.on, "source": POLICY}
    facts |= rests_on(case.assessed.graded.reasons[0]) | (rests_on(advised.binding.reason) if advised.binding is not None else {})
    return Look(after, limit, Finding(rule.verdict, Reason("order_own_risk", facts), _insured(case, after, allowed)))


def _insured(case: Case, after: Money, allowed: Money) -> tuple[Condition, ...]:
    """The insurer's limit that would bring the own risk down to `allowed`, where cover alone can do that.

    The insurer bears its percent of what stands under its limit, and securities are drawn first.
    """
    percent, insured = case.covered_percent, case.borne_after[1]
    if not percent or insured is None:
        return ()
    whole = after + insured
    cover = Money(-(-(whole - allowed).minor * 100 // percent), whole.currency)
    return (Condition("insured_share", cover, RuleName.OWN_RISK),) if cover <= whole else ()
