"""An account keeps every version of every fact; the version learnt last is current."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.account import Account, Fact, fact_key, version_key
from credit.money import Money
from tests.credit.any_facts import any_facts, calm
from tests.credit.little_book import TODAY, day, facts


def account(text: str) -> Account:
    return Account.of("C1", facts(text))


CORRECTED = """
    invoice  C1  I1  +10  1000USD  issued=-50
    invoice  C1  I1  +10   900USD  issued=-50  learnt=-20
    invoice  C1  I2  +20   500USD  issued=-40
"""


def test_the_version_learnt_last_is_current_and_the_earlier_one_is_kept() -> None:
    looked_at = account(CORRECTED)
    assert [(invoice.id, invoice.amount) for invoice in looked_at.invoices] == [
        ("I1", Money.of(900, "USD")),
        ("I2", Money.of(500, "USD")),
    ]
    assert len(looked_at.versions) == 3
    assert looked_at.current()[("invoice", "I1")] == looked_at.invoices[0]


@pytest.mark.parametrize(
    ("known_on", "amounts"), [("-51", []), ("-50", [1000]), ("-40", [1000, 500]), ("-21", [1000, 500]), ("-20", [900, 500])]
)
def test_as_known_on_leaves_out_what_was_learnt_later(known_on: str, amounts: list[int]) -> None:
    known = account(CORRECTED).as_known_on(day(known_on))
    assert [invoice.amount for invoice in known.invoices] == [Money.of(amount, "USD") for amount in amounts]


def test_as_known_on_is_the_same_object_once_everything_is_learnt() -> None:
    looked_at = account(CORRECTED)
    assert looked_at.last_learnt == day("-20")
    assert looked_at.as_known_on(day("-20")) is looked_at
    assert looked_at.as_known_on(day("-21")) is not looked_at


def test_each_kind_stands_in_its_own_order() -> None:
    looked_at = account(
        """
        invoice  C1  I2    0  2USD   issued=-30
        invoice  C1  I1   -5  1USD   issued=-10
        receipt  C1  R2   -4  1USD
        receipt  C1  R1   -6  1USD
        report   C1  B1   -9  old
        report   C1  B2   -2  new
        event    C1  E2   -7  judgment
        event    C1  E1   -8  judgment
        """
    )
    assert [invoice.id for invoice in looked_at.invoices] == ["I1", "I2"]  # oldest due date first
    assert [receipt.id for receipt in looked_at.receipts] == ["R1", "R2"]
    assert [report.id for report in looked_at.reports] == ["B2", "B1"]  # the latest first
    assert [event.id for event in looked_at.events] == ["E1", "E2"]


def test_a_buyer_nobody_described_has_its_number_for_a_name() -> None:
    assert account("receipt C1 R1 0 1USD").customer.name == "C1"
    assert account("buyer C1 name=Haldon").customer.name == "Haldon"


def test_an_account_without_facts_is_false() -> None:
    assert not Account("C1")
    assert account("note C1 N1 0")


def test_facts_of_two_kinds_may_share_a_number() -> None:
    order, invoice = facts("order C1 1 -90 5USD \n invoice C1 1 0 5USD issued=-60")
    assert fact_key(order) != fact_key(invoice)
    assert version_key(invoice) == ("invoice", "1", day("-60"))


def test_succeeded_puts_replaces_and_drops_one_version() -> None:
    old, corrected, _ = facts(CORRECTED)
    (said_anew,) = facts("invoice C1 I1 +10 950USD issued=-50 learnt=-20")
    after = account(CORRECTED).succeeded([said_anew], [version_key(old)])
    assert [fact for fact in after.versions if fact.id == "I1"] == [said_anew]
    assert account(CORRECTED).succeeded([], [version_key(corrected)]).invoices[0].amount == Money.of(1000, "USD")


@calm
@given(st.lists(any_facts(), max_size=15, unique_by=version_key))
def test_the_order_of_telling_does_not_matter(told: list[Fact]) -> None:
    assert Account.of("C1", told) == Account.of("C1", reversed(told))


@calm
@given(st.lists(any_facts(), max_size=15, unique_by=version_key), st.integers(-130, 30), st.integers(-130, 30))
def test_the_earlier_of_two_days_decides_what_is_known(told: list[Fact], one: int, other: int) -> None:
    looked_at = Account.of("C1", told)
    first, second = date.fromordinal(TODAY.toordinal() + one), date.fromordinal(TODAY.toordinal() + other)
    assert looked_at.as_known_on(first).as_known_on(second) == looked_at.as_known_on(min(first, second))


def test_the_latest_opinion_speaks_and_not_the_latest_fetching() -> None:
    looked_at = account(
        """
        report  C1  march     -9  bureau   as_of=-80
        report  C1  april    -20  bureau   as_of=-50
        report  C1  undated  -60  gazette            # as old as the day it was learnt
        report  C1  again    -19  bureau   as_of=-50 # the same opinion, fetched a day later
        """
    )
    assert [report.id for report in looked_at.reports] == ["again", "april", "undated", "march"]
    assert [report.age(TODAY) for report in looked_at.reports] == [50, 50, 60, 80]


def test_a_report_of_an_earlier_day_is_never_younger_than_that_day() -> None:
    """Asked for an earlier day, a provider is fetched from today; what it says was learnt on the day asked for."""
    (found,) = account("report C1 B1 0 gazette learnt=-300").reports
    assert found.age(day("-290")) == 10
