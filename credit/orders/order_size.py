"""An order so large that a person looks at it, whatever the buyer."""

from credit.money import Money
from credit.orders.case import Case
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Finding, Look
from credit.orders.weighing import largest
from credit.reason import POLICY, Reason, ReasonFact

__all__ = ["order_amount"]


def order_amount(case: Case) -> Look:
    """The order is larger than the rule's amount, in base currency, however it is paid."""
    rule = case.holding.rules[RuleName.ORDER_AMOUNT]
    allowed, amount = Money.rounded(rule.threshold, case.book.base), case.weighed.amount
    size = case.in_base(amount)
    if size is None:
        return Look(None, allowed, case.no_rate(amount.currency, case.book.base))
    if size <= allowed:
        return Look(size, allowed)
    facts: dict[str, ReasonFact] = {"amount": size, "limit": allowed, "on": case.on, "source": POLICY}
    smaller = largest(amount, lambda part: (case.in_base(part) or size) <= allowed)
    conditions = (Condition("smaller_amount", smaller, RuleName.ORDER_AMOUNT),) if smaller else ()
    return Look(size, allowed, Finding(rule.verdict, Reason("order_large", facts), conditions))
