"""How much late money the first rows of the value lane hold, beside those of amount alone: a ledger looked at every four weeks.

The ledger is made a book, and each look sees what was known by then. Of the thirteen looks those count on which the book was long
enough that its own history stood in place of age and grade. Late is what was paid more than ninety days after its due date.
"""

from datetime import date, timedelta

from benchmarks.foresight.measures import Figures
from benchmarks.foresight.sets import Ledger
from credit.account import Account, Fact
from credit.assess import Assessed, assess_book
from credit.assessment import Assessment
from credit.book import Book
from credit.customer import Customer
from credit.foresight.item import Item
from credit.foresight.ranking import own_risks
from credit.invoice import Invoice
from credit.lessons import Lessons, lessons
from credit.money import Money
from credit.receipt import Receipt
from credit.replay.measures import Score, mean, score
from credit.replay.orders import owing
from credit.replay.outcome import Outcomes, outcomes
from credit.waiting import Known, waiting
from tui.lasting import lasting

__all__ = ["book_of", "ordering_figures"]

LOOKS, EVERY, DECIDED = 13, timedelta(days=28), timedelta(days=60)
"""Days of a look, days between two, and days of the ledger after the last of them: what becomes of it must be seen."""
WEDNESDAY = 2
CHANNEL = "email"


def book_of(found: Ledger) -> Book:
    """The ledger as a book; everything was known on its day."""
    return Book({id: Account(id).succeeded(_facts(id, items), ()) for id, items in found.buyers.items()}, home="")


def _facts(id: str, items: list[Item]) -> list[Fact]:
    facts: list[Fact] = [Customer(id, id, date.fromordinal(min(item.issued for item in items)))]
    for item in items:
        if item.minor > 0:
            amount, issued = Money(item.minor, "USD"), date.fromordinal(item.issued)
            paid = date.fromordinal(max(item.paid, item.issued))
            facts.append(Invoice(item.invoice, id, amount, issued, date.fromordinal(item.due), issued))
            facts.append(Receipt(item.invoice, id, amount, paid, paid, (item.invoice,)))
    return facts


def ordering_figures(found: Ledger) -> Figures:
    """Share of the late money in the first ten rows, by value and by amount alone, and looks that counted."""
    with lasting():
        book, last = book_of(found), date.fromordinal(found.items[-1].issued)
        known = outcomes(assess_book(book, last))
        newest = last - DECIDED
        newest -= timedelta(days=(newest.weekday() - WEDNESDAY) % 7)
        seen = (assess_book(book, newest - EVERY * back) for back in range(LOOKS))
        scores = [each for look in seen if (each := _scores(look, known)) is not None]
    value, amount = (mean([each[place] for each in scores]) for place in (0, 1))
    return {"looks": len(scores), "capture": value.capture, "capture_amount": amount.capture}


def _scores(seen: Assessed, known: Outcomes) -> tuple[Score, Score] | None:
    """By value, and by amount; `None` where the book's own history is too short."""
    told, grace = lessons(seen), seen.book.policy.classing.grace_days
    if told.own.learnt is None:
        return None
    rows = [entry for entry in owing(seen) if entry.worst_dpd > grace]
    stakes = {entry.id: known.stake(entry) for entry in rows}
    value = {entry.id: _value(entry, told) for entry in rows}
    amount = {entry.id: entry.overdue_in_base or 0 for entry in rows}
    orders = (sorted(stakes, key=lambda buyer: (-by[buyer], buyer)) for by in (value, amount))
    by_value, by_amount = (score(order, stakes) for order in orders)
    return by_value, by_amount


def _value(entry: Assessment, told: Lessons) -> int:
    """What a day of waiting costs with a buyer, in base minor units."""
    own = own_risks(entry, told.own.learnt) if told.own.learnt is not None else {}
    house = entry.house
    cost = waiting(entry, CHANNEL, house.policy, house.rates, Known(own, told.recorded_since))
    return cost.per_day.minor if cost.per_day is not None else 0
