"""Figures of the process: each so many of so many, counted by hand (TRADE.md 4.7)."""

from decimal import Decimal

import pytest

from credit.assess import assess_book
from credit.payment_record import Share
from credit.process import Process, process
from tests.credit.little_book import TODAY, little_book

OWES = "invoice C1 I1 -20 900USD \n"


def figures(text: str, months: int = 12) -> Process:
    return process(assess_book(little_book(text), TODAY).by_id.values(), TODAY, months)


@pytest.mark.parametrize(
    ("name", "text", "count", "of"),
    [
        ("contact_rate", OWES, 0, 0),
        ("contact_rate", OWES + "call C1 K1 -3 spoke \n call C1 K2 -2 no_answer \n email C1 K3 -1", 1, 2),  # K3 says nothing
        ("contact_rate", OWES + "call C1 K1 -3 spoke \n note C1 K2 -2 spoke \n letter C1 K3 -1 handed_over", 1, 1),
        ("contact_rate", "call C1 K1 2023-06-12 spoke \n call C1 K2 2023-06-13 spoke", 1, 1),  # a year ago to the day is before
        ("promise_rate", OWES + "call C1 K1 -9 spoke \n call C1 K2 -3 spoke \n promise C1 P1 -3 90USD by=+3 for=I1", 1, 2),
        ("promise_kept_rate", OWES + "promise C1 P1 -19 90USD by=-15 for=I1", 0, 1),
        ("promise_kept_rate", OWES + "promise C1 P1 -19 90USD by=-15 for=I1 \n receipt C1 R1 -16 90USD for=I1", 1, 1),
        (
            "promise_kept_rate",
            OWES + "promise C1 P1 -19 900USD by=-15 for=I1 \n receipt C1 R1 -16 500USD for=I1",
            0,
            1,
        ),  # in part
        ("promise_kept_rate", OWES + "promise C1 P1 -1 90USD by=+3 for=I1", 0, 0),
        ("liquidation_rate", OWES + "invoice C1 I2 -30 90USD \n receipt C1 R2 -3 90USD for=I2", 1, 2),
        ("liquidation_rate", OWES + "invoice C1 I2 -30 90USD \n receipt C1 R2 -30 90USD for=I2", 0, 1),  # never overdue
        ("first_contact_resolution", OWES + "call C1 K1 -3 spoke", 0, 0),  # not decided
        ("first_contact_resolution", OWES + "call C1 K1 -9 spoke \n call C1 K2 -3 spoke", 0, 1),
        ("first_contact_resolution", OWES + "call C1 K1 -9 spoke \n receipt C1 R1 -3 900USD for=I1", 1, 1),
        ("first_contact_resolution", OWES + "call C1 K1 -9 spoke \n call C1 K2 -8 spoke \n receipt C1 R1 -3 900USD for=I1", 0, 1),
        ("first_contact_resolution", OWES + "call C1 K1 -9 spoke for=I2 \n receipt C1 R1 -3 900USD for=I1", 0, 0),
        ("first_contact_resolution", OWES + "receipt C1 R1 -3 900USD for=I1", 0, 0),  # nobody had to ask
        ("qualified_overdue", OWES + "invoice C1 I2 -9 90USD \n dispute C1 D1 -3 price for=I2", 1, 2),
        ("qualified_overdue", OWES + "promise C1 P1 -1 900USD by=+3 for=I1", 1, 1),
        ("qualified_overdue", OWES + "call C1 K1 -3 spoke", 1, 1),
        ("qualified_overdue", OWES + "call C1 K1 -3 no_answer", 0, 1),
        ("qualified_overdue", OWES + "call C1 K1 -20 spoke", 0, 1),  # on its last day it was not overdue
        ("override_rate", OWES + "invoice D1 J1 -20 90USD \n class C1 V1 -9 bad until=+9 reason=told", 1, 2),
        ("override_rate", OWES + "pin C1 N1 -1 until=+9 reason=boss", 1, 1),
        ("override_rate", "invoice C1 I1 +9 90USD \n pin C1 N1 -1 until=+9 reason=boss", 0, 0),
    ],
)
def test_a_share_of_the_process(name: str, text: str, count: int, of: int) -> None:
    assert getattr(figures(text), name) == Share(count, of)


def test_only_the_months_asked_for_count() -> None:
    text = OWES + "call C1 K1 -100 spoke \n call C1 K2 -9 spoke"
    assert figures(text).contact_rate == Share(2, 2)
    assert figures(text, months=1).contact_rate == Share(1, 1)


def test_how_long_disputes_took() -> None:
    """Five and ten days; one still stands, one was closed more than a year ago."""
    text = (
        OWES
        + """
        dispute  C1  D1  -20  price  closed=-15
        dispute  C1  D2  -20  price  closed=-10
        dispute  C1  D3  -20  price
        dispute  C1  D4  -400  price  closed=-390
    """
    )
    found = figures(text)
    assert (found.disputes_closed, found.dispute_days, found.dispute_cycle) == (2, 15, Decimal("7.5"))
    assert figures(OWES).dispute_cycle is None


def test_clocks_with_money_at_stake_that_ran_out_are_counted() -> None:
    late = "buyer C1 insured=9000USD \n invoice C1 I1 -70 900USD"
    assert figures(OWES).clocks_missed == 0
    entry = assess_book(little_book(late), TODAY).of("C1")
    missed = {clock.kind for clock in entry.clocks if clock.due_on < TODAY and clock.stake}
    assert missed
    assert figures(late).clocks_missed == len(missed)
