"""Debt overdue beyond grace is paid first; doubtful debt, or too much of it, stops the order. Contested debt is not counted."""

from credit.aging import OpenItem
from credit.exposure import converted_total
from credit.money import Money, total
from credit.orders.case import Case
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Finding, Look, Verdict
from credit.reason import OWN_LEDGER, Reason, ReasonFact

__all__ = ["overdue_amount", "overdue_days"]

Late = tuple[OpenItem, Money]


def overdue_days(case: Case) -> Look:
    """The oldest debt is overdue beyond the rule's days."""
    rule = case.holding.rules[RuleName.OVERDUE_DAYS]
    late, allowed = _late(case), int(rule.threshold)
    if not late:
        return Look(case.assessed.worst_dpd, allowed)
    worst, owed = late[0]
    facts: dict[str, ReasonFact] = {
        "invoice": worst.invoice.id,
        "days": worst.dpd,
        "open": owed,
        "count": len(late),
        "on": worst.invoice.due_on,
        "source": OWN_LEDGER,
    }
    value = case.assessed.debt_class.value
    held = value.at_least(case.holding.overdue_class)
    named = held and not value.at_least(case.holding.status_class)  # from there on the account's status says so itself
    why = Reason("order_overdue_class", facts | {"debt_class": value.value}) if named else Reason("order_overdue", facts)
    return Look(
        worst.dpd, allowed, Finding(Verdict.HOLD if held else rule.verdict, why, _paid_first(late, RuleName.OVERDUE_DAYS))
    )


def overdue_amount(case: Case) -> Look:
    """Overdue beyond the rule's days there is more than the rule's amount, in base currency."""
    rule = case.holding.rules[RuleName.OVERDUE_AMOUNT]
    allowed, late = Money.rounded(rule.threshold, case.book.base), _late(case)
    owed = converted_total((left for _, left in late), case.book.base, case.book.rates, case.on)
    if owed is None:
        return Look(None, allowed, case.no_rate(*sorted({left.currency for _, left in late}), case.book.base))
    if owed <= allowed:
        return Look(owed, allowed)
    oldest = late[0][0].invoice
    facts: dict[str, ReasonFact] = {
        "overdue": owed, "limit": allowed, "count": len(late), "invoice": oldest.id, "on": oldest.due_on, "source": OWN_LEDGER,
    }  # fmt: skip
    conditions = _paid_first(late, RuleName.OVERDUE_AMOUNT)
    return Look(owed, allowed, Finding(rule.verdict, Reason("order_overdue_amount", facts), conditions))


def _late(case: Case) -> list[Late]:
    """Items overdue beyond the days of `overdue_days`, the oldest first, each with what nobody contests of it."""
    grace = case.holding.rules[RuleName.OVERDUE_DAYS].threshold
    overdue = [item for item in case.assessed.ledger.late if item.dpd > grace]
    return [(item, left) for item in overdue if (left := case.assessed.undisputed(item))]


def _paid_first(late: list[Late], rule: RuleName) -> tuple[Condition, ...]:
    return tuple(
        Condition("pay_overdue_first", total((left for _, left in late if left.currency == code), code), rule)
        for code in sorted({left.currency for _, left in late})
    )
