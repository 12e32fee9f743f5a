"""A class put in place by a person: with a reason, until a day, and never over what the law says.

The rules' own class is told beside it. A later decision replaces an earlier one for good: when it ends, the rules stand again.
"""

from dataclasses import replace
from datetime import date

from credit.account import Account
from credit.classing.classified import Classified
from credit.decision import ClassOverride
from credit.reason import DESK, Reason, ReasonFact

__all__ = ["overridden", "override_on"]


def override_on(account: Account, on: date) -> ClassOverride | None:
    """The decision taken last, where it lasts on `on`."""
    for decision in reversed(account.overrides):
        if decision.on <= on:
            return decision if on <= decision.until else None
    return None


def overridden(found: Classified, decision: ClassOverride | None) -> tuple[Classified, ClassOverride | None]:
    """The class with the decision in its place, and the decision where it holds: one lighter than the law's death does not."""
    if decision is None:
        return found, None
    facts: dict[str, ReasonFact] = {"on": decision.on, "until": decision.until, "why": decision.reason, "source": DESK}
    facts |= {"override": decision.id, "who": decision.who, "debt_class": decision.debt_class.value}
    if found.by_law and not decision.debt_class.at_least(found.by_rules):
        return replace(found, reasons=(*found.reasons, Reason("class_override_overruled", facts))), None
    reasons = (Reason("class_override", facts), *found.reasons)
    apart = decision.debt_class, reasons[0]
    return replace(found, value=decision.debt_class, reasons=reasons, apart_from_age=apart), decision
