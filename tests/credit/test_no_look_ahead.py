"""Nothing looks ahead: what is told of a day rests on what had been learnt and had happened by its end, and on nothing else.

Every answer of the trade is a look: a function of a book and a day. A room that answers something new adds a line to `LOOKS`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from credit.account import Account, Fact
from credit.assess import assess_book
from credit.assessment import Assessment
from credit.book import Book
from credit.change import Change
from credit.clocks.limitation import limitation
from credit.clocks.running import every_clock
from credit.clocks.safe import safe_reports
from credit.dossier import dossier
from credit.foresight.forecast import forecast_book, learn_book
from credit.invoice import Invoice
from credit.money import Money
from credit.monthly import month_series
from credit.movers import getting_better, getting_worse
from credit.orders.advice import usual_order
from credit.orders.check import check_order
from credit.payment_measures import payment_measures
from credit.policy import Policy
from credit.rating.history import grade_history
from credit.worklist import worklist
from tests.credit.any_facts import any_book, any_facts, calm, days, happened_facts
from tests.credit.little_book import TODAY, little_book, published

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
"""A book that fails is shown with its policy, and the policy is long."""

RATES = published(USD="1.25")
Look = Callable[[Book, date], object]


def _assessments(book: Book, on: date) -> dict[str, Assessment]:
    return dict(assess_book(book, on).by_id)


def _queue(book: Book, on: date) -> object:
    found = worklist(assess_book(book, on))
    return found.tasks, found.held


def _queue_by_history(book: Book, on: date) -> object:
    """A look tells more of a house that learns from a single invoice."""
    return _queue(replace(book, policy=Policy.of({"valuing": {"own_history": 1}})), on)


def _checks(book: Book, on: date) -> object:
    found = assess_book(book, on).by_id
    return {id: check_order(entry, Money.of("5000", "USD"), book) for id, entry in found.items()}


def _forecasts(book: Book, on: date) -> object:
    found = assess_book(book, on)
    return forecast_book(found, learn_book(found))


def _months(book: Book, on: date) -> object:
    return month_series(book.accounts.values(), on, {"USD": Decimal(1), "EUR": Decimal("1.25")})


def _measures(book: Book, on: date) -> object:
    entries = assess_book(book, on).by_id.values()
    paying = [(payment_measures(entry, book.policy), usual_order(entry, book.rates)) for entry in entries]
    return paying, tuple(getting_better(entries, book)), tuple(getting_worse(entries))


def _grades(book: Book, on: date) -> object:
    """Of buyers known by then; nobody asks for the history of another."""
    return {id: grade_history(book.accounts[id], on, book, 3) for id in assess_book(book, on).by_id}


def _clocks(book: Book, on: date) -> object:
    found = assess_book(book, on).by_id.values()
    return {
        entry.id: (
            every_clock(entry.watch, entry.promises, entry.leniency, book.policy),
            [limitation(entry.watch, item) for item in entry.ledger.open],
            safe_reports(entry.account, entry.ledger, book.policy.clocks, book.home),
            dossier(entry.account, entry.ledger.open, on, book.rates, book.policy.dossier, book.home),
        )
        for entry in found
    }


LOOKS: dict[str, Look] = {
    "assessments": _assessments,
    "queue": _queue,
    "queue by own history": _queue_by_history,
    "order checks": _checks,
    "forecasts": _forecasts,
    "months": _months,
    "measures": _measures,
    "grades": _grades,
    "clocks": _clocks,
}
"""Every answer that is told of a day, by name."""


def _with_rates(book: Book) -> Book:
    return replace(book, rates=RATES)


BOOKS = any_book(days(-90, 0)).map(_with_rates)
"""Books of which everything is learnt by `TODAY`."""
LATER = st.lists(any_facts(days(1, 90)), min_size=1, max_size=8)
"""Facts of any day, learnt after `TODAY`: corrections of what is known, and what nobody knew."""
AHEAD = st.lists(happened_facts(days(-90, 0), days(1, 20)), min_size=1, max_size=8)
"""Facts known by `TODAY` of what is still to come."""


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@calm
@given(BOOKS, LATER)
def test_what_is_learnt_later_changes_no_earlier_answer(look: Look, book: Book, later: list[Fact]) -> None:
    assert look(book.after(Change("later", tuple(later))), TODAY) == look(book, TODAY)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@calm
@given(any_book().map(_with_rates), days(-60, 20))
def test_any_day_is_answered_from_the_book_as_it_was_known_then(look: Look, book: Book, on: date) -> None:
    assert look(book, on) == look(book.as_known_on(on), on)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@calm
@given(BOOKS, AHEAD)
def test_what_is_still_to_come_changes_no_answer_of_today(look: Look, book: Book, ahead: list[Fact]) -> None:
    """Numbered of their own, so that none corrects what is known; a buyer nobody heard of is one more buyer, and is left out."""
    known = [_renumbered(fact) for fact in ahead if fact.customer_id in book.accounts]
    assert _bare(look(book.after(Change("ahead", tuple(known))), TODAY)) == _bare(look(book, TODAY))


def _renumbered(fact: Fact) -> Fact:
    if isinstance(fact, Invoice) and fact.instalment_of:
        fact = replace(fact, instalment_of=f"ahead {fact.instalment_of}")
    return replace(fact, id=f"ahead {fact.id}")


def _bare(told: object) -> object:
    """An answer without the account it was read from, which does hold what is to come."""
    if isinstance(told, dict):
        return {id: _bare(entry) for id, entry in told.items()}
    return {**told.whole(), "account": Account("")} if isinstance(told, Assessment) else told


@pytest.mark.parametrize("kind", get_args(Fact))
def test_facts_of_every_kind_are_drawn(kind: type[Fact]) -> None:
    assert isinstance(find(any_facts(), lambda fact: isinstance(fact, kind)), kind)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_look_sees_something(look: Look) -> None:
    """A look that answers the same of an empty book would pass every test above."""
    overdue = little_book("buyer C1 \n invoice C1 I1 -45 9000USD \n event C1 E1 -9 winding_up_petition")
    assert look(overdue, TODAY) != look(Book(), TODAY)
