"""A buyer that never settled an invoice has no record of its own: an unknown buyer is not a safe one."""

from decimal import Decimal

from credit.orders.case import Case
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Finding, Look
from credit.reason import OWN_LEDGER, Reason, ReasonFact

__all__ = ["no_record"]


def no_record(case: Case) -> Look:
    """Nothing was ever settled, and neither a bank nor a deposit stands for the order."""
    settled, share = len(case.assessed.ledger.settled), case.book.policy.ordering.new_buyer_deposit_percent
    deposit, amount = case.weighed.deposit.minor, case.weighed.amount.minor
    enough = deposit * 100 >= amount * share
    if settled or enough or not any(part.open for part in case.weighed.parts):
        return Look(settled, 0)
    facts: dict[str, ReasonFact] = {"on": case.on, "source": OWN_LEDGER}
    conditions = (
        Condition("letter_of_credit", "", RuleName.NO_RECORD),
        Condition("deposit_percent", Decimal(share), RuleName.NO_RECORD),
    )
    verdict = case.holding.rules[RuleName.NO_RECORD].verdict
    return Look(settled, 0, Finding(verdict, Reason("order_no_record", facts), conditions))
