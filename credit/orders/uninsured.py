"""An order of a buyer that is insured, which would leave without cover: it was given up, has ended, or an overdue stopped it.

Nothing else about the buyer says so before the goods are gone: its insured limit stands as it did (TRADE.md 0, 5 "Insurance").
"""

from datetime import date

from credit.calendar import days_after
from credit.limits.cover import given_up
from credit.money import total
from credit.orders.case import Case
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Finding, Look
from credit.reason import DESK, Reason

__all__ = ["uninsured"]


def uninsured(case: Case) -> Look:
    """What leaves today is not covered, though the buyer is: the day is held against the last on which it would have been."""
    buyer = case.assessed.account.customer
    if not buyer.insured_limit or not any(part.open and part.percent for part in case.weighed.parts):
        return Look()
    last, why = _why(case)
    if why is None:
        return Look(case.on, buyer.insured_until)
    conditions = (
        *(_paid_first(case) if why.code == "order_cover_stopped" else ()),
        Condition("insurer_agrees", "", RuleName.UNINSURED),
        Condition("letter_of_credit", "", RuleName.UNINSURED),
        Condition("deposit", case.weighed.amount, RuleName.UNINSURED),
    )
    return Look(case.on, last, Finding(case.holding.rules[RuleName.UNINSURED].verdict, why, conditions))


def _why(case: Case) -> tuple[date | None, Reason | None]:
    """The last day on which it would have been covered, and why it is not today; no reason where it is."""
    account, on = case.assessed.account, case.on
    until = account.customer.insured_until
    granted, stop = given_up(account, case.assessed.ledger.open, on), case.assessed.stops.on(on)
    if granted is not None:
        return granted.on, Reason("order_cover_given_up", {"leniency": granted.id, "on": granted.on, "source": DESK})
    if until is not None and until < on:
        since = days_after(until, 1)
        return until, Reason("order_cover_ended", {"until": until, "buyer": account.id, "on": since, "source": DESK})
    if stop is None:
        return None, None
    since = days_after(stop.last, 1)
    return stop.last, Reason("order_cover_stopped", {"invoice": stop.invoice, "on": since, "source": stop.source})


def _paid_first(case: Case) -> tuple[Condition, ...]:
    """Everything whose payment would bring the cover back, by currency."""
    stopping = {stop.invoice for stop in case.assessed.stops.each if stop.holds_on(case.on)}
    owed = [item.open for item in case.assessed.ledger.open if item.invoice.id in stopping]
    return tuple(
        Condition("pay_overdue_first", total((money for money in owed if money.currency == code), code), RuleName.UNINSURED)
        for code in sorted({money.currency for money in owed})
    )
