"""Whose money is a task to match although nobody would be called."""

import pytest

from credit.assess import assess_book
from credit.ladder import Action, Sender, Tone
from credit.treatment import NextStep
from credit.worklist import Lane, Task, worklist
from tests.credit.little_book import TODAY, little_book, money, published, queue


def test_a_deposit_stops_nobody_from_asking_for_what_is_overdue() -> None:
    """60,000 came for an order; 50,000 are overdue on an invoice."""
    found = queue("invoice C1 I1 -70 50000USD \n order C1 O2 -10 200000USD \n receipt C1 R1 -9 60000USD order_id=O2").placed["C1"]
    assert isinstance(found, Task)
    assert found.step.action is not Action.APPLY
    assert found.value_per_day
    assert found.value_per_day.minor > 0


def test_money_in_another_currency_that_is_worth_the_debt_is_a_task_and_no_wait_for_nobody() -> None:
    book = little_book("invoice C1 I1 -70 9000USD \n receipt C1 R1 -9 8000EUR", rates=published(USD="1.25"))
    found = worklist(assess_book(book, TODAY)).placed["C1"]
    assert isinstance(found, Task)
    assert found.step.reason is not None
    assert (found.step.action, found.step.reason.facts["amount"]) == (Action.APPLY, money("8000EUR"))
    assert found.step == NextStep(Action.APPLY, "note", Sender.COLLECTOR, Tone.SERVICE, TODAY, found.step.reason)


def test_the_deposit_of_an_order_is_not_what_is_to_be_matched() -> None:
    """The dirhams are for the order, to the last of them."""
    text = """
        invoice  C1  I1  -70  9000USD
        order    C1  O1  -10  9000AED
        receipt  C1  R0   -9   900AED  order_id=O1
        receipt  C1  R1   -9  8000EUR
    """
    found = worklist(assess_book(little_book(text, rates=published(USD="1.25", AED="4")), TODAY)).placed["C1"]
    assert isinstance(found, Task)
    assert found.step.reason is not None
    assert (found.step.action, found.step.reason.facts["amount"]) == (Action.APPLY, money("8000EUR"))


@pytest.mark.parametrize(
    "text",
    [
        "invoice C1 I1 -70 9000USD \n receipt C1 R1 -9 7000EUR",  # 8,750 USD: less than what is overdue
        "invoice C1 I1 -70 9000USD \n receipt C1 R1 -9 8000CHF",  # worth nobody knows what
    ],
)
def test_money_in_another_currency_that_does_not_cover_it_stops_no_collection(text: str) -> None:
    found = worklist(assess_book(little_book(text, rates=published(USD="1.25")), TODAY)).placed["C1"]
    assert isinstance(found, Task)
    assert found.step.action is not Action.APPLY


def test_a_rest_that_is_worth_nothing_in_the_base_currency_takes_no_queue_down() -> None:
    """Two won are no cent; nothing came in that could cover them."""
    book = little_book("invoice C1 I1 -70 2KRW \n pin C1 N1 -1 until=+9 reason=boss", rates=published(USD="1.25", KRW="1700"))
    found = worklist(assess_book(book, TODAY)).placed["C1"]
    assert isinstance(found, Task)


@pytest.mark.parametrize(
    "text",
    [
        "invoice C1 I1 +20 20000USD \n receipt C1 R1 -1 10000USD",  # as big as the policy's
        "invoice C1 I1 +20 500JPY \n receipt C1 R1 -1 1JPY",  # worth nobody knows what: there is no rate
    ],
)
def test_big_money_and_money_of_unknown_worth_are_matched_before_anything_is_overdue(text: str) -> None:
    found = queue(text).placed["C1"]
    assert isinstance(found, Task)
    assert (found.lane, found.step.action) == (Lane.EVENT, Action.APPLY)


@pytest.mark.parametrize(
    "text",
    [
        "invoice C1 I1 +20 20000USD \n receipt C1 R1 -1 9999.99USD",
        "invoice C1 I1 -1 100USD \n receipt C1 R1 -1 100USD",  # late by a day of grace: nobody would call, and nothing is spared
    ],
)
def test_small_money_stands_in_for_no_call_that_nobody_would_make(text: str) -> None:
    assert queue(text).placed["C1"] is None
