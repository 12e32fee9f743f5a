"""A person's class in place of the rules' own: with a reason, for a time, and never lighter than the law's."""

from datetime import date

from credit.actions.hand import Hand, known
from credit.assess import assess
from credit.book import Book
from credit.calendar import days_after
from credit.change import Change
from credit.decision import ClassOverride
from credit.five_classes import DebtClass
from credit.problem import RefusedChange

__all__ = ["classify_buyer"]


def classify_buyer(book: Book, hand: Hand, customer_id: str, debt_class: DebtClass, until: date, reason: str) -> Change:
    """Put a class in place of the one the rules give, up to and with `until`; it replaces an earlier decision.

    Refused without a reason, for a day gone by or beyond the policy's number of days, and where the law says dead and the
    class is lighter.
    """
    account = known(book, hand, customer_id)
    if not reason.strip():
        raise RefusedChange(reason="reason_owed")
    most = book.policy.classing.override_most_days
    if not hand.on <= until <= days_after(hand.on, most):
        raise RefusedChange(reason="override_day", until=until, days=most)
    found = assess(account, hand.on, book).debt_class
    if found.by_law and not debt_class.at_least(found.by_rules):
        raise RefusedChange(reason="dead_by_law", id=customer_id)
    fact = ClassOverride(hand.mark, customer_id, hand.on, hand.on, debt_class, until, reason, hand.who)
    return Change("classify_buyer", (fact,), who=hand.who)
