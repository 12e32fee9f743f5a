"""Arbitrary facts and changes for the properties that must hold of every book.

Numbers and days are drawn from small sets, so that versions collide, receipts meet invoices and buyers share nothing.
"""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from credit.account import Account, Fact
from credit.activity import Channel, Contact, Dispute, Hold, Outcome, Promise
from credit.book import Book
from credit.change import Change, Drop
from credit.customer import Customer
from credit.invoice import Invoice, Order
from credit.money import Money
from credit.receipt import Receipt
from credit.report import EventKind, RiskEvent
from tests.credit.little_book import TODAY

__all__ = ["any_book", "any_change", "any_facts", "book_of", "calm", "days"]

calm = settings(deadline=None, max_examples=60)
"""No clock decides whether a property holds."""

BUYERS = st.sampled_from(["C1", "C2"])
NUMBERS = st.sampled_from(["1", "2", "3"])
INVOICES = st.lists(NUMBERS, max_size=3).map(tuple)
MONEY = st.builds(Money, st.integers(-500_000, 2_000_000), st.sampled_from(["USD", "EUR"]))
OWED = st.builds(Money, st.integers(1, 2_000_000), st.sampled_from(["USD", "EUR"]))


def days(least: int, most: int) -> st.SearchStrategy[date]:
    """Days from `TODAY` between the two."""
    return st.integers(least, most).map(lambda count: TODAY + timedelta(days=count))


NEAR = days(-120, 20)
FEW = st.sampled_from([-40, -10, 10]).map(lambda count: TODAY + timedelta(days=count))
"""Days of learning; few, so that one version is said twice with different content."""


def any_customers(learnt: st.SearchStrategy[date]) -> st.SearchStrategy[Fact]:
    """A buyer as known from one of the given days."""
    limits = st.none() | OWED
    return BUYERS.flatmap(
        lambda buyer: st.builds(Customer, st.just(buyer), st.just(buyer), learnt, limit=limits, insured_limit=limits)
    )


def any_facts(learnt: st.SearchStrategy[date] = FEW) -> st.SearchStrategy[Fact]:
    """One fact of any kind, learnt on one of the given days."""
    ahead = days(-60, 40)
    return st.one_of(
        any_customers(learnt),
        st.builds(Invoice, NUMBERS, BUYERS, MONEY, NEAR, days(-300, 60), learnt),
        st.builds(Order, NUMBERS, BUYERS, OWED, NEAR, learnt),
        st.builds(Receipt, NUMBERS, BUYERS, MONEY, NEAR, learnt, INVOICES),
        st.builds(Contact, NUMBERS, BUYERS, NEAR, learnt, st.sampled_from(Channel), st.sampled_from(Outcome)),
        st.builds(Promise, NUMBERS, BUYERS, NEAR, learnt, OWED, ahead, INVOICES),
        st.builds(Dispute, NUMBERS, BUYERS, NEAR, learnt, st.just("quality"), INVOICES, st.none() | NEAR),
        st.builds(Hold, NUMBERS, BUYERS, NEAR, learnt, ahead, st.just("talks")),
        st.builds(RiskEvent, NUMBERS, BUYERS, st.sampled_from(EventKind), NEAR, learnt, st.just("gazette")),
    )


def book_of(facts: list[Fact]) -> Book:
    """The book that holds these facts; of one version told twice the later telling."""
    by_buyer: dict[str, list[Fact]] = {}
    for fact in facts:
        by_buyer.setdefault(fact.customer_id, []).append(fact)
    told = {id: {(fact.kind, fact.id, fact.learnt_on): fact for fact in own} for id, own in by_buyer.items()}
    return Book({id: Account.of(id, own.values()) for id, own in told.items()})


def any_book(learnt: st.SearchStrategy[date] = FEW) -> st.SearchStrategy[Book]:
    """A book of up to two buyers."""
    return st.lists(any_facts(learnt), max_size=20).map(book_of)


@st.composite
def any_change(draw: st.DrawFn, book: Book) -> Change:
    """A change against `book`: new facts, versions said anew, versions taken out that stand there, and some that do not."""
    standing = [fact for account in book.accounts.values() for fact in account.versions]
    known = st.sampled_from(standing) if standing else any_facts()
    put = draw(st.lists(any_facts(), max_size=6))
    put += draw(st.lists(known, max_size=1))
    put += draw(st.lists(st.sampled_from(put), max_size=1)) if put else []  # one version twice in one change
    gone = draw(st.lists(known, max_size=6)) + draw(st.lists(any_facts(), max_size=2))
    return Change("any", tuple(put), tuple(Drop(f.customer_id, f.kind, f.id, f.learnt_on) for f in gone))
