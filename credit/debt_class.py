"""The five classes of debt: current, in collection, doubtful, bad, dead.

Legal facts come first, then events, then age; the worst rule wins (TRADE.md 4.3). An item has its class by age and by what is
said of it; a buyer has the worst class that holds enough of what it owes, or that a fact about the buyer gives. Every rule that
fired is told. The rules stand in `credit.classing`, one kind a file.
"""

from collections.abc import Iterable

from credit.classing.age import by_items, class_by_age, item_class, item_classes, unjustified
from credit.classing.case import Case, Fired
from credit.classing.classified import Classified
from credit.classing.events import (
    by_fall,
    by_grade,
    by_plan_asked,
    by_promises,
    by_short_pays,
    by_silence,
    grade_beside,
    still_broken,
)
from credit.classing.law import LEGAL, by_law, dead_items, petition_in_force
from credit.classing.leaving import kept_back, left_behind
from credit.classing.staying import stayed
from credit.five_classes import DebtClass
from credit.reason import DESK, OWN_LEDGER, Reason, ReasonFact

__all__ = ["Classified", "DebtClass", "class_by_age", "classify", "item_class", "petition_in_force", "still_broken"]


def classify(case: Case) -> Classified:
    """The class of a buyer by the rules.

    The grade of earlier days is looked at where nothing else makes the buyer doubtful or worse, and where the age of what is
    owed may not count because time was granted: it is the one costly rule.
    """
    lenient = any(granted.on <= case.on for granted in case.account.leniencies)
    dead, wrong = dead_items(case), unjustified(case)
    classes = item_classes(case, dead, wrong)
    age = by_items(case, classes, dead, wrong)
    fired = [*by_law(case), *by_promises(case), *by_silence(case)]
    if case.overdue:
        fired += [*by_grade(case), *by_plan_asked(case), *by_short_pays(case)]
        if not _worst((*fired, *age)).at_least(DebtClass.DOUBTFUL) or lenient:
            fired += by_fall(case)
    fired += stayed(case, _worst(fired if lenient else (*fired, *age)))
    fired += age
    apart = _apart_from_age(fired, case) if lenient else None
    fired += grade_beside(case, _worst(fired))
    fired += kept_back(case, _worst(fired))
    fired = left_behind(fired, case)
    if not fired:
        return Classified(DebtClass.NOT_DUE, (_nothing(case),), DebtClass.NOT_DUE, False, classes)
    fired.sort(key=lambda pair: -pair[0].rank)
    value = fired[0][0]
    legal = any(rule is DebtClass.DEAD and reason.code in LEGAL for rule, reason in fired)
    return Classified(value, tuple(reason for _, reason in fired), value, legal, classes, apart)


OF_AGE = frozenset({"grade_own_record", "grade_paying_later"})
"""What lowers a grade because the very debt that was given time is not paid yet."""


def _apart_from_age(fired: Iterable[Fired], case: Case) -> Fired | None:
    """The worst class that something else than the age of what is owed makes; `None` where nothing does."""
    aged = {"class_age"} | ({"class_grade", "class_grade_fell"} if case.graded.reasons[0].code in OF_AGE else set())
    found = left_behind([(value, reason) for value, reason in fired if reason.code not in aged], case)
    return max(found, key=lambda pair: pair[0].rank, default=None)


def _worst(fired: Iterable[Fired]) -> DebtClass:
    return max((value for value, _ in fired), key=lambda value: value.rank, default=DebtClass.NOT_DUE)


def _nothing(case: Case) -> Reason:
    """Why no rule fired."""
    late = [item for item in case.items.open if item.dpd > case.policy.grace_days]
    about = [each for each in case.account.disputes if each.open_on(case.on)]
    if late and about and all(case.contested.get(item.invoice.id, 0) >= item.open.minor for item in late):
        return Reason("class_contested", {"dispute": about[0].id, "on": about[0].on, "source": DESK})
    if late and all(item.invoice.id in case.items.otherwise for item in late):
        number = late[0].invoice.id
        came = case.items.otherwise[number]
        paid: dict[str, ReasonFact] = {"invoice": number, "receipt": came.receipt, "on": came.on, "source": OWN_LEDGER}
        return Reason("class_paid_otherwise", paid)
    little = bool(late)
    facts: dict[str, ReasonFact] = {"on": case.on, "source": OWN_LEDGER}
    return Reason("class_little_overdue", facts) if little else Reason("class_nothing_overdue", facts)
