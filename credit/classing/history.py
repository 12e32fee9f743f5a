"""How a class came to be: its dated moves, each with the reason of the day it happened.

A class is never stored. It is worked out again from what was known on each day, so a fact learnt later moves no earlier class.
"""

from collections.abc import Iterator
from datetime import date

from credit.account import Account
from credit.activity import Contact, Dispute
from credit.aging import ledger
from credit.assess import assess
from credit.book import Book
from credit.calendar import add_bank_days, days_after, month_end, months_before
from credit.classing.age import first_day
from credit.classing.classified import Classified
from credit.five_classes import DebtClass
from credit.moves import Move, moves
from credit.report import CreditReport, RiskEvent

__all__ = ["class_history", "class_then"]

MONTHS = 24
BY_AGE = (DebtClass.IN_COLLECTION, DebtClass.DOUBTFUL, DebtClass.BAD, DebtClass.DEAD)


def class_then(account: Account, on: date, book: Book) -> Classified | None:
    """The class as it stood at the end of `on`, from what had been learnt by then; `None` where nobody knew the buyer."""
    known = account.as_known_on(on)
    return assess(known, on, book).debt_class if known else None


def class_history(account: Account, on: date, book: Book, months: int = MONTHS) -> tuple[Move[DebtClass], ...]:
    """The moves of the last `months` months, oldest first.

    Looked at on each month's end and on each day on which something can move it: an item reaches the first day of a class, a
    promise is judged, and whatever is learnt; between two of these that differ, the day of the move is looked for.
    """
    first = months_before(on, months)
    days = (first, on, *_days(account, on, book), *_ends(on, months))
    return moves((day for day in days if first <= day <= on), lambda day: class_then(account, day, book))


def _ends(on: date, months: int) -> Iterator[date]:
    return (month_end(months_before(on, back)) for back in range(1, months))


def _days(account: Account, on: date, book: Book) -> Iterator[date]:
    """Days on which something can move the class."""
    policy = book.policy.classing
    items = ledger(account, on, book.policy.short_pays)
    settled = {entry.invoice.id: entry.on for entry in items.settled}
    for invoice in account.invoices:
        until = settled.get(invoice.id, on)
        firsts = (days_after(invoice.due_on, first_day(value, policy)) for value in BY_AGE)
        yield from (day for day in firsts if day <= until)
        if until > invoice.due_on:
            yield until
    for promise in account.promises:
        last = add_bank_days(promise.promised_for, book.policy.promising.tolerance_bank_days, account.customer.country)
        yield days_after(last, 1)
    for decision in account.overrides:
        yield decision.on
        yield days_after(decision.until, 1)
    said: tuple[Contact | Dispute | RiskEvent | CreditReport, ...] = (
        *account.contacts,
        *account.disputes,
        *account.events,
        *account.reports,
    )
    yield from (fact.learnt_on for fact in said)
    yield from (dispute.closed_on for dispute in account.disputes if dispute.closed_on is not None)
