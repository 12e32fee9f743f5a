"""An invented exporter's book: the same facts from the same seed, on any machine, on any day.

The demo shows it, screenshots and tests stand on it, and the benchmarks grow it to a hundred thousand invoices. It is
made, not recorded: no buyer exists. Chance comes from a seed and a buyer's place alone, and everything is counted in whole
numbers, so a book does not change with the size of its neighbour or the version of the machine.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from credit.account import Fact
from credit.customer import Customer
from credit.invoice import Invoice
from credit.money import Money
from credit.receipt import Receipt
from integrations.demo_cases import HABITS, Case, case_facts, dunned
from integrations.demo_cast import CAST, Buyer, Part, buyer_of
from integrations.demo_standing import old_report
from integrations.demo_trade import UNITS, Habit, Terms, trade

__all__ = ["DEMO_BUYERS", "DEMO_DAY", "SEED", "book_facts", "demo_facts"]

DEMO_DAY = date(2026, 3, 31)
"""Today in the demo."""
SEED = 20260331
DEMO_BUYERS = 60
INVOICES = 1_500
YEARS_OF_FRIENDSHIP = 11
_INSURED = frozenset({Part.COVERED, Part.NOTIFIED, Part.POTENTIAL, Part.ASSET_RICH})
_TAGS = {Part.OLD_FRIEND: ("key",), Part.POTENTIAL: ("potential",), Part.ASSET_RICH: ("asset_rich_illiquid",)}
_LARGE = frozenset({Part.OLD_FRIEND, Part.PETITIONED, Part.DEAD, Part.COVERED, Part.OLD_DEBT, Part.AGEING})
ORDINARY = (
    Habit(-3, 3),
    Habit(1, 2),
    Habit(3, 4),
    Habit(0, 3),
    Habit(7, 5),
    Habit(2, 6),
    Habit(15, 7),
    Habit(1, 3),
    Habit(26, 9),
    Habit(4, 4, drift=14),
)
"""How buyers pay when nothing is wrong: early, to the day, a little late, late as a rule, later every year."""
TROUBLED = (
    Habit(8, 5, stops=38),
    Habit(5, 4, stops=110, orders_on=False),
    Habit(4, 4, stops=61, tail=50),
    Habit(12, 6, stops=230, orders_on=False),
    Habit(3, 4, stops=260, tail=6),
)
"""How buyers pay in a large book when something is."""
TAIL_OF = (60, 25, 15)
"""Per cent each of the few large buyers has of their common share ..."""
TAIL_SHARE = 5
"""... of a large book's invoices, in per cent."""


def demo_facts(day: date = DEMO_DAY, buyers: int = DEMO_BUYERS, invoices: int = INVOICES, seed: int = SEED) -> tuple[Fact, ...]:
    """The desk's book as known on `day`: about `invoices` invoices of `buyers` buyers, the first of them the cases."""
    facts: list[Fact] = []
    for place in range(1, buyers + 1):
        buyer = buyer_of(place)
        count = max(invoices // buyers, 8)
        if buyer.part is Part.OLD_FRIEND:
            count = YEARS_OF_FRIENDSHIP * 9
        habit = HABITS.get(buyer.part, ORDINARY[place % len(ORDINARY)])
        facts += _buyer_facts(buyer, habit, count, day, Random(f"{seed}:{place}"))  # noqa: S311 - a book, not a key
    return tuple(facts)


def book_facts(invoices: int, seed: int = SEED, day: date = DEMO_DAY) -> tuple[Fact, ...]:
    """A book of exactly `invoices` invoices (300 at least) for measuring: twenty for each buyer, on the average.

    Three buyers hold 5 % of the invoices, the first of them 3 %, most of those with a small tail left unpaid.
    """
    buyers = invoices // 20
    large = [invoices * TAIL_SHARE * percent // 10_000 for percent in TAIL_OF]
    rest, more = divmod(invoices - sum(large), buyers - len(large))
    facts: list[Fact] = []
    for place in range(1, buyers + 1):
        rng = Random(f"{seed}:{place}")  # noqa: S311 - a book, not a key
        if place <= len(large):
            count, habit = large[place - 1], Habit(2, 4, stops=700, tail=4)
        else:
            count = rest + (place - len(large) <= more)
            habit = TROUBLED[place // 4 % len(TROUBLED)] if place % 4 == 0 else ORDINARY[place % len(ORDINARY)]
        facts += _buyer_facts(buyer_of(place + len(CAST)), habit, count, day, rng)
    return tuple(facts)


def _buyer_facts(buyer: Buyer, habit: Habit, count: int, day: date, rng: Random) -> Iterator[Fact]:
    """One buyer, its trade, and what its case adds."""
    terms = _terms(buyer, count, rng)
    traded = tuple(trade(buyer, terms, habit, count, day, rng))
    invoices = tuple(fact for fact in traded if isinstance(fact, Invoice))
    yield from _customers(buyer, terms, invoices[0].issued_on, day)
    yield from traded
    case = Case(buyer, day, invoices, tuple(fact for fact in traded if isinstance(fact, Receipt)))
    if habit.stops and buyer.part not in (Part.SILENT, Part.OLD_FRIEND):
        yield from dunned(case, habit.stops)
    yield from case_facts(case)
    yield from old_report(buyer, day)


def _terms(buyer: Buyer, count: int, rng: Random) -> Terms:
    """What is agreed: 30, 60 or 90 days, a shipment every few weeks, more often where there are many."""
    every = 40 if buyer.part is Part.OLD_FRIEND else min(rng.randrange(24, 40), 1_500 // count)
    size = rng.randrange(14, 36) * 1_000 if buyer.part in _LARGE else rng.randrange(4, 24) * 1_000
    return Terms((30, 60, 60, 90)[buyer.place % 4], every, size, buyer.land.currency)


def _customers(buyer: Buyer, terms: Terms, first: date, day: date) -> Iterator[Customer]:
    """The buyer as first written down, and as it stands since its limit was last reviewed."""
    since = first - timedelta(days=40)
    insured = buyer.part in _INSURED or (buyer.part is Part.ORDINARY and buyer.place % 5 == 0)
    room = terms.days // max(terms.every, 7) + 3
    # Rounded to the nearest ten thousand dollars, as credit committees do.
    limit = Money((room * terms.size // 10_000 + 1) * 10_000 * UNITS[terms.currency], terms.currency)
    then = Customer(
        buyer.id,
        buyer.name,
        since,
        buyer.name_local,
        buyer.land.code,
        (("company_number", buyer.number),) if buyer.number else (),
        buyer.industry,
        since,
        terms.currency,
        f"OA {terms.days} @BL",
        email=buyer.email,
    )
    yield then
    if buyer.part is not Part.NO_LIMIT:
        reviewed = max(since, day - timedelta(days=300 + buyer.place % 60))
        cover = Money(limit.minor * 6 // 10, limit.currency) if insured else None
        yield replace(then, learnt_on=reviewed, limit=limit, insured_limit=cover, tags=_TAGS.get(buyer.part, ()))
