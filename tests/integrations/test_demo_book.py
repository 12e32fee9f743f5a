"""The invented book: the same from the same seed, and with a face for every class, lane and gate of the desk."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from credit.account import Fact, version_key
from credit.assess import Assessed, assess_book
from credit.book import EMPTY_BOOK
from credit.change import Change
from credit.customer import Customer
from credit.five_classes import DebtClass
from credit.invoice import Invoice
from credit.rates import Rates, Series
from credit.worklist import Lane, worklist
from integrations.demo_book import DEMO_DAY, book_facts, demo_facts

ROOT = Path(__file__).parents[2]
RATES = Rates(
    "EUR",
    {code: Series((date(2026, 1, 1),), (Decimal(rate),)) for code, rate in {"USD": "1.1", "GBP": "0.85", "JPY": "165"}.items()},
)
"""Round rates: the book's own sizes need no better."""


@pytest.fixture(scope="module")
def assessed() -> Assessed:
    book = replace(EMPTY_BOOK, rates=RATES).after(Change("demo", demo_facts()))
    return assess_book(book, DEMO_DAY)


def fingerprint(facts: tuple[Fact, ...]) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def test_every_class_and_every_lane_has_a_face(assessed: Assessed) -> None:
    assert {entry.debt_class.value for entry in assessed.by_id.values()} == set(DebtClass)
    assert {task.lane for task in worklist(assessed).tasks} == set(Lane)


def test_who_is_left_alone_is_left_alone_for_several_reasons(assessed: Assessed) -> None:
    found = worklist(assessed)
    assert {"snoozed", "promise_running", "disputed"} <= {entry.reason for entry in found.held}
    assert "apply" in {task.step.action for task in found.tasks}, "money that covers what is overdue is matched"


def test_alerts_of_the_cases_ring(assessed: Assessed) -> None:
    ringing = {alert.kind for entry in assessed.by_id.values() for alert in entry.alerts}
    assert {"winding_up_petition", "order_while_overdue", "broken_promise", "unreachable", "limit_exceeded"} <= ringing


def test_the_old_friend_has_eleven_years_and_no_notice_yet(assessed: Assessed) -> None:
    friend = assessed.by_id["B001"].account
    assert friend.customer.since is not None
    assert (DEMO_DAY - friend.customer.since).days > 10 * 365
    assert friend.events == ()
    assert assessed.by_id["B001"].debt_class.value is DebtClass.IN_COLLECTION


def test_same_seed_same_book_and_another_seed_another() -> None:
    assert fingerprint(demo_facts()) == fingerprint(demo_facts())
    assert fingerprint(demo_facts()) != fingerprint(demo_facts(seed=1))


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_book_does_not_hang_on_the_order_of_sets(hash_seed: str) -> None:
    told = "from integrations.demo_book import demo_facts; print(repr(demo_facts()))"
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, "-c", told], env=environment, cwd=ROOT, capture_output=True, check=True)
    assert hashlib.sha256(run.stdout.rstrip(b"\r\n")).hexdigest() == fingerprint(demo_facts())


def test_another_day_moves_the_book_with_it() -> None:
    """Ages are told backward from the day, so the oldest unpaid item of a case is as old on any day."""
    days = (DEMO_DAY, DEMO_DAY + timedelta(days=100))
    books = [EMPTY_BOOK.after(Change("demo", demo_facts(day))) for day in days]
    worst = [assess_book(book, day).by_id["B013"].worst_dpd for book, day in zip(books, days, strict=True)]
    assert worst == [125, 125]


@pytest.mark.parametrize("facts", [demo_facts(), book_facts(1_000)], ids=["demo", "measured"])
def test_no_version_stands_twice_and_nothing_is_learnt_after_the_day(facts: tuple[Fact, ...]) -> None:
    versions = Counter((fact.customer_id, *version_key(fact)) for fact in facts)
    assert max(versions.values()) == 1
    assert max(fact.learnt_on for fact in facts) <= DEMO_DAY


def test_names_are_told_apart_and_written_twice() -> None:
    buyers = {fact.id: fact for fact in book_facts(10_000) if isinstance(fact, Customer)}
    assert len({buyer.name for buyer in buyers.values()}) == len(buyers) == 10_000 // 20
    assert all(buyer.name_local for buyer in buyers.values())


def test_measured_book_has_exactly_its_invoices_and_long_tails() -> None:
    """5 % of 10,000 invoices lie with three buyers: 300 + 125 + 75."""
    counts = Counter(fact.customer_id for fact in book_facts(10_000) if isinstance(fact, Invoice))
    assert sum(counts.values()) == 10_000
    assert [count for _, count in counts.most_common(4)] == [300, 125, 75, 20]
