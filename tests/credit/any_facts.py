"""Arbitrary facts and changes for the properties that must hold of every book.

Numbers and days are drawn from small sets, so that versions collide, receipts meet invoices and buyers share nothing.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from credit.account import Account, Fact
from credit.activity import Acknowledgement, Channel, Contact, Dispute, Hold, Outcome, Promise
from credit.assignment import Assignment
from credit.book import Book
from credit.change import Change, Drop
from credit.check import Check, Searched
from credit.customer import Customer
from credit.decision import ClassOverride, Leniency, LeniencyReason, OrderRelease, Pin
from credit.dispatch import Dispatch, DispatchState
from credit.five_classes import DebtClass
from credit.identity import Identification
from credit.invoice import Invoice, Order
from credit.invoicing import in_instalments
from credit.money import Money
from credit.proposal import Decision, Proposal
from credit.receipt import Receipt
from credit.report import CreditReport, EventKind, Finding, Match, RiskEvent
from credit.security import Security, SecurityForm
from credit.shipment import Papers, Shipment
from credit.term_words import Baseline
from credit.terms import parse
from tests.credit.little_book import TODAY

__all__ = ["any_book", "any_change", "any_facts", "any_instalments", "book_of", "calm", "days", "happened_facts"]

calm = settings(deadline=None, max_examples=60)
"""No clock decides whether a property holds."""

BUYERS = st.sampled_from(["C1", "C2"])
NUMBERS = st.sampled_from(["1", "2", "3"])
INVOICES = st.lists(NUMBERS, max_size=3).map(tuple)
MONEY = st.builds(Money, st.integers(-500_000, 2_000_000), st.sampled_from(["USD", "EUR"]))
OWED = st.builds(Money, st.integers(1, 2_000_000), st.sampled_from(["USD", "EUR"]))
SHARES = st.just(()) | st.lists(st.tuples(NUMBERS, OWED), max_size=2).map(tuple)
"""What a person set of a receipt against an invoice; mostly nobody did."""


def days(least: int, most: int) -> st.SearchStrategy[date]:
    """Days from `TODAY` between the two."""
    return st.integers(least, most).map(lambda count: TODAY + timedelta(days=count))


NEAR = days(-120, 20)
DUE = days(-300, 60)
FEW = st.sampled_from([-40, -10, 10]).map(lambda count: TODAY + timedelta(days=count))
"""Days of learning; few, so that one version is said twice with different content."""


def any_customers(learnt: st.SearchStrategy[date]) -> st.SearchStrategy[Fact]:
    """A buyer as known from one of the given days."""
    limits = st.none() | OWED
    return BUYERS.flatmap(
        lambda buyer: st.builds(Customer, st.just(buyer), st.just(buyer), learnt, limit=limits, insured_limit=limits)
    )


def any_decisions(learnt: st.SearchStrategy[date], on: st.SearchStrategy[date]) -> st.SearchStrategy[Fact]:
    """One decision of a person, security or acknowledgement, of one of the given days."""
    until = days(-30, 60)
    acts = NUMBERS, BUYERS, on, learnt
    return st.one_of(
        st.builds(Leniency, *acts, st.sampled_from(LeniencyReason), until, OWED, st.just(("accounts seen",))),
        st.builds(ClassOverride, *acts, st.sampled_from(DebtClass), until, st.just("told")),
        st.builds(Pin, *acts, until, st.just("boss"), st.booleans()),
        st.builds(Assignment, *acts, st.sampled_from(["anna", "ben"]), st.none() | until, ended_on=st.none() | until),
        st.builds(
            Proposal,
            *acts,
            st.sampled_from(Decision),
            st.none() | OWED,
            until,
            st.just("anna"),
            closed_on=st.none() | until,
            agreed=st.booleans(),
        ),
        st.builds(OrderRelease, *acts, st.just(("overdue_days",)), until, st.just("boss")),
        st.builds(Security, *acts, st.sampled_from(SecurityForm), OWED, st.none() | until, ship_by=st.none() | until),
        st.builds(Acknowledgement, st.sampled_from(["broken_promise:C1:1", "limit_exceeded:C1:2024-06-02"]), BUYERS, on, learnt),
    )


def any_reports(learnt: st.SearchStrategy[date]) -> st.SearchStrategy[Fact]:
    """One report of a provider, fetched on the day it is learnt."""
    findings = st.sampled_from(["5", "50", "95"]).map(
        lambda points: (Finding("financial_strength.rating_provider", Decimal(points)),)
    )

    def fetched(day: date) -> st.SearchStrategy[Fact]:
        at = datetime.combine(day, time(9), UTC)
        return st.builds(CreditReport, NUMBERS, BUYERS, st.just("bureau"), st.just(at), st.just(day), st.none() | NEAR, findings)

    return learnt.flatmap(fetched)


TERMS = st.sampled_from(
    ["30% TT @order; 70% TT @BL", "20% TT @order; 30% OA 30 @delivery; rest OA 60 @BL", "2/10 net 30", "TT @order", "OA 60 @BL"]
).map(parse)


@st.composite
def any_instalments(draw: st.DrawFn, learnt: st.SearchStrategy[date], on: st.SearchStrategy[date]) -> Invoice:
    """One of the instalments of an invoice on terms, whichever of its events have happened."""
    events = tuple((event, draw(NEAR)) for event in (Baseline.ORDER, Baseline.DELIVERY) if draw(st.booleans()))
    expected = ((Baseline.BL, draw(NEAR)),) if draw(st.booleans()) else ()
    whole = Invoice(
        draw(NUMBERS), draw(BUYERS), draw(OWED), draw(on), date.min, draw(learnt),
        shipped_on=draw(st.none() | NEAR), happened=events, expected=expected,
    )  # fmt: skip
    return draw(st.sampled_from(in_instalments(whole, draw(TERMS))))


def any_facts(learnt: st.SearchStrategy[date] = FEW) -> st.SearchStrategy[Fact]:
    """One fact of any kind, learnt on one of the given days."""
    return st.one_of(any_customers(learnt), any_reports(learnt), any_decisions(learnt, NEAR), *_happened(learnt, NEAR))


def happened_facts(
    learnt: st.SearchStrategy[date], on: st.SearchStrategy[date], due: st.SearchStrategy[date] = DUE
) -> st.SearchStrategy[Fact]:
    """One fact that happened on one of the days `on`: sold, paid, said, published or decided; what is owed by then on `due`."""
    return st.one_of(any_decisions(learnt, on), *_happened(learnt, on, due))


def _happened(
    learnt: st.SearchStrategy[date], on: st.SearchStrategy[date], due: st.SearchStrategy[date] = DUE
) -> tuple[st.SearchStrategy[Fact], ...]:
    ahead = days(-60, 40) if due is DUE else due
    return (
        st.builds(Invoice, NUMBERS, BUYERS, MONEY, on, due, learnt),
        any_instalments(learnt, on),
        st.builds(Order, NUMBERS, BUYERS, OWED, on, learnt),
        st.builds(Receipt, NUMBERS, BUYERS, MONEY, on, learnt, INVOICES, shares=SHARES),
        st.builds(Contact, NUMBERS, BUYERS, on, learnt, st.sampled_from(Channel), st.sampled_from(Outcome)),
        st.builds(Shipment, NUMBERS, BUYERS, on, learnt, OWED, st.sampled_from(Papers), INVOICES, eta=st.none() | ahead),
        st.builds(Promise, NUMBERS, BUYERS, on, learnt, OWED, ahead, INVOICES),
        st.builds(Dispute, NUMBERS, BUYERS, on, learnt, st.just("quality"), INVOICES, st.none() | NEAR),
        st.builds(Hold, NUMBERS, BUYERS, on, learnt, ahead, st.just("talks")),
        st.builds(
            RiskEvent, NUMBERS, BUYERS, st.sampled_from(EventKind), on, learnt, st.just("gazette"), match=st.sampled_from(Match)
        ),
        st.builds(Check, NUMBERS, BUYERS, st.just("gazette"), st.sampled_from(Searched), on, learnt, found=st.integers(0, 2)),
        st.builds(Identification, NUMBERS, BUYERS, on, learnt, st.just("register"), st.just("Nord Ltd"), st.booleans()),
        st.builds(
            Dispatch,
            NUMBERS,
            BUYERS,
            on,
            learnt,
            st.just("reminder"),
            st.sampled_from(["a", "b"]),
            st.just("ap@nord.example"),
            st.just("Overdue"),
            st.sampled_from(DispatchState),
            INVOICES,
        ),
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
