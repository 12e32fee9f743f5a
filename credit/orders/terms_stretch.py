"""Terms longer than was agreed with the buyer, than its grade allows, or than the insurer covers (TRADE.md 1.8, 3.6).

Counted are the days the buyer itself is given: those of a letter of credit are the bank's.
"""

from decimal import Decimal

from credit.money import Money
from credit.orders.case import Case
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Finding, Look
from credit.orders.weighing import weigh
from credit.rating.letter import Grade
from credit.reason import DESK, POLICY, Reason, ReasonFact, rests_on
from credit.terms import understood

__all__ = ["terms"]

Bound = tuple[int, Reason]


def terms(case: Case) -> Look:
    """The order's days beyond the narrowest bound, and open terms where only cash or a letter of credit will do."""
    rule, days = case.holding.rules[RuleName.TERMS], case.weighed.days
    grade = case.assessed.graded.value
    if case.holding.grade_days[grade.value] == 0 and any(part.open and part.percent for part in case.weighed.parts):
        return Look(days, 0, Finding(rule.verdict, _cash_only(case, grade), _secured(case)))
    allowed, reason = min(_bounds(case, days), key=lambda bound: bound[0])
    if days <= allowed + rule.threshold:
        return Look(days, allowed)
    condition = Condition("shorter_terms", Decimal(allowed + int(rule.threshold)), RuleName.TERMS)
    return Look(days, allowed, Finding(rule.verdict, reason, (condition,)))


def _cash_only(case: Case, grade: Grade) -> Reason:
    facts: dict[str, ReasonFact] = {"grade": grade.value, "on": case.on, "source": POLICY}
    facts |= rests_on(case.assessed.graded.reasons[0])
    return Reason("order_cash_only", facts)


def _secured(case: Case) -> tuple[Condition, ...]:
    whole: Money = case.weighed.amount
    return Condition("letter_of_credit", "", RuleName.TERMS), Condition("deposit", whole, RuleName.TERMS)


def _bounds(case: Case, days: int) -> list[Bound]:
    """Each bound on the days with what is said where it binds; the grade's stands for every buyer."""
    buyer, policy = case.assessed.account.customer, case.holding
    facts: dict[str, ReasonFact] = {"days": days, "grade": case.assessed.graded.value.value, "on": case.on, "source": POLICY}
    grade_days = policy.grade_days[case.assessed.graded.value.value]
    found = [
        (grade_days, Reason("order_terms_grade", {**facts, "allowed": grade_days, **rests_on(case.assessed.graded.reasons[0])}))
    ]
    agreed = understood(buyer.terms)
    if agreed.instalments:
        usual = weigh(case.weighed.amount, agreed, case.book.policy.weighing).days
        said: dict[str, ReasonFact] = {"allowed": usual, "terms": str(agreed), "buyer": buyer.id}
        said |= {"on": buyer.learnt_on, "source": DESK}
        found.append((usual, Reason("order_terms_agreed", {**facts, **said})))
    if case.assessed.exposure.insured_limit:
        covered = policy.insurer_terms_days
        found.append((covered, Reason("order_terms_insurer", {**facts, "allowed": covered, "buyer": buyer.id})))
    return found
