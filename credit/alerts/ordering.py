"""Alerts from what is sold: orders taken while money is overdue or far larger than before, longer terms."""

from collections.abc import Iterator
from datetime import date

from credit.activity import Outcome
from credit.alerts.alert import AlertKind, Rung
from credit.alerts.growth import grown
from credit.alerts.situation import Situation, first_learnt
from credit.calendar import days_after, days_before
from credit.invoice import Invoice, Order
from credit.money import Money
from credit.orders.weighing import given_days
from credit.reason import DESK, OWN_LEDGER, ReasonFact
from credit.report import Severity
from credit.terms import understood

__all__ = ["RULES"]

YEAR = 365


def _ordered_while_overdue(situation: Situation) -> Iterator[Rung]:
    """An order was taken while an item still open today was overdue beyond grace."""
    if not situation.overdue:
        return
    oldest = situation.overdue[0].invoice
    grace_ends = days_after(oldest.due_on, situation.policy.classing.grace_days)
    for order in situation.account.orders:
        if grace_ends < order.on <= situation.on:
            facts: dict[str, ReasonFact] = {
                "order": order.id,
                "amount": order.amount,
                "invoice": oldest.id,
                "days": (order.on - oldest.due_on).days,
                "on": order.on,
                "source": OWN_LEDGER,
            }
            learnt = max(order.learnt_on, oldest.learnt_on)
            yield Rung(AlertKind.ORDER_WHILE_OVERDUE, order.id, Severity.WARNING, order.on, learnt, facts)


def _spiked(situation: Situation) -> Iterator[Rung]:
    """An order far larger than any of the twelve months before it."""
    watching, orders = situation.watching, situation.account.orders
    recent = days_before(situation.on, watching.growth_days)
    for place in range(len(orders) - 1, 0, -1):
        order = orders[place]
        if order.on <= recent:
            return
        if order.on > situation.on or order.amount.minor * 100 <= orders[place - 1].amount.minor * watching.spike_percent:
            continue  # not above the one before it, so not above the largest either
        before = [
            other.amount.minor
            for other in orders[:place]
            if days_before(order.on, YEAR) <= other.on < order.on and other.amount.currency == order.amount.currency
        ]
        if before and order.amount.minor * 100 > max(before) * watching.spike_percent:
            largest = Money(max(before), order.amount.currency)
            facts: dict[str, ReasonFact] = {"order": order.id, "amount": order.amount, "highest": largest, "on": order.on}
            facts["source"] = OWN_LEDGER
            learnt = first_learnt(situation.account, order)
            yield Rung(AlertKind.ORDER_SPIKE, order.id, Severity.WARNING, order.on, learnt, facts)


def _stretched(situation: Situation) -> Iterator[Rung]:
    """The buyer asked for longer terms, or an order or an invoice has longer ones; of an order told its invoice is not."""
    since = days_before(situation.on, situation.watching.sign_days)
    for contact in situation.account.contacts:
        if contact.outcome is Outcome.LONGER_TERMS and since < contact.on <= situation.on:
            asked: dict[str, ReasonFact] = {"subject": contact.id, "contact": contact.id, "on": contact.on, "source": DESK}
            yield Rung(AlertKind.TERMS_STRETCH, contact.id, Severity.WARNING, contact.on, contact.learnt_on, asked)
    ordered = {order.id: order for order in situation.account.orders if order.terms and order.on <= situation.on}
    for order in ordered.values():
        if order.on > since and (beyond := _days_beyond(order, situation)) is not None:
            told = (known for known in situation.account.versions if isinstance(known, Order) and known.id == order.id)
            learnt = min(known.learnt_on for known in told if known.terms == order.terms)
            yield _stretch(order, order.on, *beyond, learnt)
    found = _longer(situation, since)
    if found is None:
        return
    invoice, days, usual = found
    whole = ordered.get(invoice.order_id)
    if whole is None or _days_beyond(whole, situation) is None:
        yield _stretch(invoice, invoice.issued_on, days, usual, first_learnt(situation.account, invoice))


def _stretch(sold: Order | Invoice, on: date, days: int, usual: int, learnt: date) -> Rung:
    facts: dict[str, ReasonFact] = {"subject": sold.id, sold.kind: sold.id, "days": days, "usual": usual, "on": on}
    return Rung(AlertKind.TERMS_STRETCH, sold.id, Severity.WARNING, on, learnt, facts | {"source": OWN_LEDGER})


def _days_beyond(order: Order, situation: Situation) -> tuple[int, int] | None:
    """The days of an order's own terms and the usual ones, where they are far more than those.

    Usual is what was agreed with the buyer, else the longest of its invoices before; too few of them are no habit.
    """
    account, weighing = situation.account, situation.policy.weighing
    agreed = understood(account.customer.terms)
    if agreed.instalments:
        usual = given_days(agreed, weighing)
    else:
        before = [(i.due_on - i.issued_on).days for i in account.invoices if i.issued_on < order.on]
        if len(before) < situation.policy.alerting.habit_least:
            return None
        usual = max(before)
    days = given_days(understood(order.terms), weighing)
    return (days, usual) if days >= usual + situation.watching.stretch_days else None


def _longer(situation: Situation, since: date) -> tuple[Invoice, int, int] | None:
    """The first invoice since then on longer terms than all before it, its days and the longest before."""
    young = []
    invoices = situation.account.invoices
    for invoice in reversed(invoices):  # by due date: older ones come after the last that can be young
        if invoice.due_on <= since:
            break
        if since < invoice.issued_on <= situation.on and not invoice.provisional:
            young.append(invoice)
    if not young:
        return None
    ordinary = max((i.due_on - i.issued_on).days for i in young) - situation.watching.stretch_days
    if any(i.issued_on <= since and (i.due_on - i.issued_on).days > ordinary for i in invoices):
        return None  # nearly every buyer's first
    before = [(i.due_on - i.issued_on).days for i in invoices if i.issued_on <= since]
    if len(before) < situation.policy.alerting.habit_least:
        return None
    usual = max(before)
    stretched = [i for i in young if (i.due_on - i.issued_on).days >= usual + situation.watching.stretch_days]
    first = min(stretched, key=lambda i: (i.issued_on, i.id))
    return first, (first.due_on - first.issued_on).days, usual


RULES = (_ordered_while_overdue, grown, _spiked, _stretched)
