"""Since when a buyer is treated as its class asks: the day the class was entered for the debt that is open (TRADE.md 4.4).

A ladder is counted from that day, so no day may move it on which nothing was learnt. Rules take turns: what was bad by silence is
bad by its age later. So the eve of the day on which a rule began is asked, as it was known: where the class stood already, the
rule that made it so then is looked at in its place, until a day comes whose eve was of another class.
"""

from bisect import bisect_left
from datetime import date
from itertools import accumulate

from credit.account import Account
from credit.calendar import days_after, days_before
from credit.classing.age import first_day
from credit.five_classes import DebtClass
from credit.money import exponent
from credit.parts import Parts
from credit.rating.history import grade_then
from credit.rating.letter import Grade

__all__ = ["class_entered"]

DOORS = frozenset({"class_half_paid", "class_plan_kept", "class_plan_on_track", "class_paid_down"})
"""Codes of what made a class lighter: it was entered with the last word or payment that did."""
BY_GRADE = frozenset({"class_grade", "class_grade_fell"})
"""Codes of a class that rests on the grade."""


def class_entered(entry: Parts) -> date:
    """Day on which the class of today was entered for what is open; never after the day looked at.

    Lighter classes count from their reason: their ladders count from the due date.
    """
    value, day = entry.debt_class.value, _began(entry)
    if not value.at_least(DebtClass.DOUBTFUL) or _by_age_alone(entry):
        return day
    first = _late_since(entry) if value is not DebtClass.DEAD else date.min
    while day > first:
        known = entry.account.as_known_on(days_before(day, 1))
        eve = Parts(known, days_before(day, 1), entry.house) if known else None
        if eve is None or eve.debt_class.value is not value:
            break
        day = _began(eve)
    return max(day, first)


def _late_since(entry: Parts) -> date:
    """Day since which the oldest of what is open is late; the first of days where nothing is."""
    return min((days_after(item.invoice.due_on, 1) for item in entry.ledger.late[:1]), default=date.min)


def _began(entry: Parts) -> date:
    """Day on which the rule that weighs most today began to."""
    why = entry.debt_class.reasons[0]
    if why.code == "class_age":
        return _aged_since(entry)
    if why.code in BY_GRADE:
        return _graded_since(entry, Grade(str(why.facts["grade"])))
    on = why.facts.get("on")
    day = min(on, entry.on) if isinstance(on, date) else entry.on
    return max(day, _last_said(entry.account, entry.on)) if why.code in DOORS else day


def _last_said(account: Account, on: date) -> date:
    """Day of the last payment, word or promise by then."""
    told = (account.receipts, account.contacts, account.promises)
    return max((fact.on for facts in told for fact in facts if fact.on <= on), default=date.min)


def _aged_since(entry: Parts) -> date:
    """Day on which enough of what is open had come to the age of its class: not the first trifle of it."""
    policy, value = entry.house.policy.classing, entry.debt_class.value
    material = int(policy.customer_material.scaleb(exponent(entry.base)))
    weights = {item.invoice.id: _uncontested(entry, item.invoice.id, item.open.minor) for item in entry.ledger.open}
    everything = sum(weight or 0 for weight in weights.values())
    old = [item.invoice for item in entry.ledger.open if entry.debt_class.items[item.invoice.id].at_least(value)]
    so_far = accumulate(weights[invoice.id] or 0 for invoice in old)
    enough = (
        invoice
        for invoice, held in zip(old, so_far, strict=True)
        if weights[invoice.id] is None or held * 100 >= everything * policy.customer_share_percent or held >= material
    )
    return min(days_after(next(enough, old[-1]).due_on, first_day(value, policy)), entry.on)


def _uncontested(entry: Parts, number: str, minor: int) -> int | None:
    """What nobody contests of an item, in the common unit; `None` where a rate is missing."""
    weight, contested = entry.base_open[number], entry.contested.get(number, 0)
    return weight if weight is None or not contested else weight * (minor - contested) // minor


def _graded_since(entry: Parts, worst: Grade) -> date:
    """First day, since the oldest item is late, on which the grade was as low as what the class rests on."""
    first = _late_since(entry)
    span = range((entry.on - first).days)

    def low(days: int) -> bool:
        value = grade_then(entry.account, days_after(first, days), entry.house).value
        return value is not Grade.UNRATED and value.rank >= worst.rank

    return days_after(first, bisect_left(span, True, key=low))


def _by_age_alone(entry: Parts) -> bool:
    """Whether nothing but the age of what is open can ever have made it: most buyers have no such thing, and are asked no eve."""
    account, policy, first = entry.account, entry.house.policy.classing, _late_since(entry)
    said = account.contacts or account.promises or account.reports or account.events or account.overrides
    if said or len(entry.ledger.in_parts) >= policy.short_pays or entry.graded.value not in (Grade.A, Grade.B, Grade.UNRATED):
        return False
    return not any(paid.on >= first and paid.dpd >= policy.doubtful_days for paid in entry.ledger.settled)
