"""Alerts from a buyer moved to cash: by its other suppliers, or by the house itself (TRADE.md 4.6, "COD switch").

Cash is what is paid before the goods are handed over: in advance, on delivery, against documents or a copy of the bill of lading.
"""

from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from credit.activity import Outcome
from credit.alerts.alert import AlertKind, Rung
from credit.alerts.situation import Situation, first_learnt
from credit.calendar import days_before
from credit.customer import Customer
from credit.invoice import Order
from credit.orders.weighing import cash_only
from credit.reason import DESK, OWN_LEDGER, ReasonFact
from credit.report import Severity
from credit.terms import understood

__all__ = ["RULES"]


def _elsewhere(situation: Situation) -> Iterator[Rung]:
    """Somebody heard that another supplier gives this buyer no more credit."""
    since = days_before(situation.on, situation.watching.sign_days)
    for contact in situation.account.contacts:
        if contact.outcome is Outcome.CASH_ELSEWHERE and since < contact.on <= situation.on:
            facts: dict[str, ReasonFact] = {"contact": contact.id, "on": contact.on, "source": DESK}
            learnt = first_learnt(situation.account, contact)
            yield Rung(AlertKind.CASH_ELSEWHERE, contact.id, Severity.WARNING, contact.on, learnt, facts)


def _ourselves(situation: Situation) -> Iterator[Rung]:
    """The house moved the buyer to cash, by what is agreed or by its last orders; it ends where credit is given again."""
    changed = _agreed(situation) or _ordered(situation)
    if changed is None:
        return
    if isinstance(changed, Customer):
        on, learnt, name, subject = changed.learnt_on, changed.learnt_on, "buyer", changed.learnt_on.isoformat()
    else:
        on, learnt, name, subject = changed.on, _said_first(changed, situation), "order", changed.id
    if on > days_before(situation.on, situation.watching.sign_days):
        source = DESK if name == "buyer" else OWN_LEDGER
        facts: dict[str, ReasonFact] = {name: changed.id, "terms": changed.terms, "on": on, "source": source}
        yield Rung(AlertKind.CASH_TERMS, subject, Severity.INFO, on, learnt, facts)


def _agreed(situation: Situation) -> Customer | None:
    """The version with which the terms agreed with the buyer turned from open to cash, where they are cash now."""
    told = situation.account.customers
    cash = list(takewhile(lambda version: _cash(version.terms, situation), reversed(told)))
    before = told[: len(told) - len(cash)]
    return cash[-1] if cash and before and understood(before[-1].terms).instalments else None


def _ordered(situation: Situation) -> Order | None:
    """The first of the last orders that were all taken for cash, from a buyer that had credit."""
    latest = (order for order in reversed(situation.account.orders) if order.on <= situation.on)
    cash = list(takewhile(lambda order: _cash(order.terms, situation), latest))
    return cash[-1] if cash and _had_credit(cash[-1].on, situation) else None


def _had_credit(day: date, situation: Situation) -> bool:
    """Whether open terms were agreed with the buyer or, where nothing is written down, its invoices before that day had time."""
    account = situation.account
    if understood(account.customer.terms).instalments:
        return not _cash(account.customer.terms, situation)
    before = [(invoice.due_on - invoice.issued_on).days for invoice in account.invoices if invoice.issued_on < day]
    return len(before) >= situation.policy.alerting.habit_least and max(before) > 0


def _cash(terms: str, situation: Situation) -> bool:
    return cash_only(understood(terms), situation.policy.weighing)


def _said_first(order: Order, situation: Situation) -> date:
    """Day from which these terms of the order were known."""
    versions = (known for known in situation.account.versions if isinstance(known, Order) and known.id == order.id)
    return min(known.learnt_on for known in versions if known.terms == order.terms)


RULES = (_elsewhere, _ourselves)
