"""Whose money is a task to match although nobody would be called."""

import pytest

from credit.ladder import Action
from credit.worklist import Lane, Task
from tests.credit.little_book import queue


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
