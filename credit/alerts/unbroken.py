"""Since when something has been open, or overdue, without a break: an alert that needs it cannot have rung before that day."""

from collections.abc import Callable, Iterable
from datetime import date

from credit.alerts.situation import Situation
from credit.calendar import days_after
from credit.invoice import Invoice

__all__ = ["open_since", "overdue_since", "unbroken_since"]


def open_since(situation: Situation) -> date:
    """First of the days up to today on which something was open without a break, as far as it was known."""
    return _since(situation, [item.invoice for item in situation.ledger.open], _sold)


def overdue_since(situation: Situation) -> date:
    """First of the days up to today on which something was overdue without a break, as far as it was known."""
    return _since(situation, [item.invoice for item in situation.overdue], _late)


def unbroken_since(stretches: Iterable[tuple[date, date]], on: date) -> date:
    """First day of the run of days up to `on` on each of which a stretch was under way; the day after `on` where none is.

    A stretch is its first day and the day on which it was over.
    """
    first = days_after(on, 1)
    for begins, ends in sorted(stretches, key=lambda stretch: stretch[1], reverse=True):
        if ends < first:
            break
        if begins < ends:
            first = min(first, begins)
    return first


def _since(situation: Situation, standing: Iterable[Invoice], begins: Callable[[Invoice], date]) -> date:
    stretches = [(begins(invoice), date.max) for invoice in standing]
    stretches += [(begins(paid.invoice), paid.on) for paid in situation.ledger.settled]
    return unbroken_since(stretches, situation.on)


def _sold(invoice: Invoice) -> date:
    return max(invoice.issued_on, invoice.learnt_on)


def _late(invoice: Invoice) -> date:
    return max(days_after(invoice.due_on, 1), invoice.learnt_on)
