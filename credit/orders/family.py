"""A buyer's family: debt that is bad or overdue beyond grace at one of them stops the next order of another (TRADE.md 2).

Each member is looked at as it stands itself, so an order of the daughter is not weighed as if the parent's debt were the
daughter's own: a person may let it pass, and the reason names the relative it rests on.
"""

from credit.assessment import Assessment
from credit.money import Money, total
from credit.orders.case import Case
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Finding, Look, Verdict
from credit.reason import OWN_LEDGER, Reason, ReasonFact, rests_on

__all__ = ["family_debt"]


def family_debt(case: Case) -> Look:
    """The worst of the relatives: held by its class, else overdue beyond the rule's days. A prepaid order adds no risk to it."""
    rule = case.holding.rules[RuleName.FAMILY_DEBT]
    allowed = int(rule.threshold)
    if case.at_risk is not None and not case.at_risk:
        return Look(None, allowed)
    barred = [each for each in case.family if each.debt_class.value.at_least(case.holding.status_class)]
    if barred:
        worst = max(barred, key=lambda each: (each.debt_class.value.rank, each.worst_dpd))
        return Look(worst.worst_dpd, allowed, Finding(Verdict.HOLD, _classed(worst)))
    late = [each for each in case.family if _late(each, allowed)]
    if not late:
        return Look(max((each.worst_dpd for each in case.family), default=None), allowed)
    worst = max(late, key=lambda each: (each.debt_class.value.rank, _late(each, allowed)))
    held = worst.debt_class.value.at_least(case.holding.overdue_class)
    found = Finding(Verdict.HOLD if held else rule.verdict, _overdue(worst, allowed), _paid_first(worst))
    return Look(_late(worst, allowed), allowed, found)


def _late(relative: Assessment, allowed: int) -> int:
    """Days past due of its oldest item beyond grace that nobody contests whole; 0 where there is none."""
    return next((item.dpd for item in relative.ledger.late if item.dpd > allowed and relative.undisputed(item)), 0)


def _overdue(relative: Assessment, allowed: int) -> Reason:
    item = next(item for item in relative.ledger.late if item.dpd > allowed and relative.undisputed(item))
    facts: dict[str, ReasonFact] = {"relative": relative.id, "invoice": item.invoice.id, "days": item.dpd}
    facts |= {"open": relative.undisputed(item), "on": item.invoice.due_on, "source": OWN_LEDGER}
    return Reason("order_family_overdue", facts)


def _classed(relative: Assessment) -> Reason:
    why = relative.debt_class.reasons[0]
    facts: dict[str, ReasonFact] = {"relative": relative.id, "debt_class": relative.debt_class.value.value, **rests_on(why)}
    facts |= {"on": why.facts["on"], "source": why.facts["source"]}
    return Reason("order_family_class", facts)


def _paid_first(relative: Assessment) -> tuple[Condition, ...]:
    """Each currency of what is overdue at the relative."""
    owed = [relative.undisputed(item) for item in relative.ledger.late]
    sums: list[Money] = [total((m for m in owed if m.currency == code), code) for code in sorted({m.currency for m in owed})]
    return tuple(Condition("family_paid_first", money, RuleName.FAMILY_DEBT) for money in sums if money)
