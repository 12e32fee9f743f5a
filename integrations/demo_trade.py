"""How an invented buyer trades: orders, invoices and what is paid of them, by a habit.

A habit is a handful of whole numbers, so one generator serves the demo of sixty buyers and the benchmarks of a hundred
thousand invoices. Dates run outward from the day of the book: what is unpaid has the age the habit says, to the day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from credit.account import Fact
from credit.calendar import is_bank_day
from credit.invoice import Invoice, Order
from credit.money import Money
from credit.receipt import Receipt
from integrations.demo_cast import Buyer

__all__ = ["UNITS", "Habit", "Terms", "trade"]

UNITS = {"USD": 100, "EUR": 90, "GBP": 80, "JPY": 150}
"""Minor units that are worth about a dollar, rough on purpose: sizes, not rates."""
SHIPPING = 2
"""Days from invoice to bill of lading ..."""
MAKING = 24
"""... and from order to invoice."""
REMEMBERED = 400
"""Days for which orders are kept once they are invoiced."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How a buyer pays; all in days unless it says per cent."""

    usual: int = 2
    spread: int = 4
    drift: int = 0
    """Days later at the end of the record than at its beginning."""
    stops: int = 0
    """Age of the oldest invoice that is not paid in full; 0: it pays on."""
    tail: int = 100
    """Per cent of such an invoice that is left open."""
    orders_on: bool = True
    """Whether it goes on ordering once it has stopped paying."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed with a buyer."""

    days: int
    every: int
    """Days between two invoices, about."""
    size: int
    """Dollars an invoice is worth, about."""
    currency: str

    def amount(self, rng: Random) -> Money:
        """One invoice's amount, between 60 and 140 per cent of the size, in round numbers."""
        dollars = self.size * rng.randrange(60, 141) // 100 // 10 * 10
        return Money(max(dollars, 10) * UNITS[self.currency], self.currency)


def trade(buyer: Buyer, terms: Terms, habit: Habit, count: int, day: date, rng: Random) -> Iterator[Fact]:
    """`count` invoices of one buyer up to `day`, the orders behind the latest of them, and every receipt by `day`."""
    stop = day - timedelta(days=habit.stops) if habit.stops else day + timedelta(days=terms.days + 1)
    for place, due in enumerate(_due_days(terms, habit, count, day, rng), 1):
        issued = due - timedelta(days=terms.days + SHIPPING)
        number = f"{issued:%y}-{buyer.place:03d}-{place:04d}"
        amount = terms.amount(rng)
        order_id = ""
        if (day - issued).days < REMEMBERED:
            order_id, ordered = f"SO-{number}", issued - timedelta(days=MAKING)
            yield Order(order_id, buyer.id, amount, ordered, ordered)
        shipped = issued + timedelta(days=SHIPPING)
        yield Invoice(number, buyer.id, amount, issued, due, issued, order_id, shipped)
        late = habit.usual + habit.drift * place // count + rng.randrange(-habit.spread, habit.spread + 1)
        paid_on = _bank_day(max(due + timedelta(days=late), issued + timedelta(days=1)))
        paid = amount if due < stop else Money(amount.minor * (100 - habit.tail) // 100, amount.currency)
        if paid and paid_on <= day:
            yield Receipt(f"R-{number}", buyer.id, paid, paid_on, paid_on, (number,))


def _due_days(terms: Terms, habit: Habit, count: int, day: date, rng: Random) -> list[date]:
    """Due days, oldest first; one falls on the day the habit stops, and none belongs to an invoice not yet issued."""
    anchor = -habit.stops if habit.stops else rng.randrange(max(terms.days, 1))
    # Who stopped ordering when it stopped paying had been sent goods that fell due one term longer.
    latest = terms.days + (SHIPPING if habit.orders_on or not habit.stops else anchor)
    found: list[int] = []
    at = anchor
    while at <= latest and len(found) < count:
        found.append(at)
        at += _step(terms, rng)
    at = anchor
    while len(found) < count:
        at -= _step(terms, rng)
        found.append(at)
    return [day + timedelta(days=days) for days in sorted(found)]


def _step(terms: Terms, rng: Random) -> int:
    """Days to the next invoice; none where several are written in one day."""
    return rng.randrange(terms.every * 2 // 3, terms.every * 4 // 3 + 1) if terms.every else rng.randrange(2)


def _bank_day(on: date) -> date:
    """The day itself, or the next one on which banks work."""
    while not is_bank_day(on):
        on += timedelta(days=1)
    return on
