"""The chance that a contact changes the outcome: learnt from late invoices paid with and without one, shrunk to the prior."""

from decimal import Decimal

import pytest

from credit.policy import DEFAULT_POLICY, Policy
from credit.response import Response, response
from tests.credit.little_book import TODAY, assessed, day


def learnt(text: str, policy: Policy = DEFAULT_POLICY, since: str = "2020-01-01") -> Response:
    """As a house learns it that writes its contacts down since that day."""
    return response(assessed(text, policy), policy, day(since))


def late(number: int, due: int, paid: int) -> str:
    return f"invoice C1 I{number} {due} 100USD\nreceipt C1 R{number} {paid} 100USD for=I{number}\n"


def test_without_a_late_invoice_the_prior_stands() -> None:
    found = learnt("invoice C1 I1 -9 100USD")
    assert (found, found.latest) == (Response(Decimal("0.50"), 0, 0), "")


def test_a_buyer_that_pays_late_by_itself_gains_little_from_a_call() -> None:
    """Ten of ten paid without a word: (10 - 10 + 10 x .5) / 20 = .25."""
    assert learnt("".join(late(n, -100 - n, -80 - n) for n in range(10))) == Response(Decimal("0.25"), 10, 10)


def test_a_buyer_that_moves_only_when_it_is_spoken_to_gains_much() -> None:
    """Both of two after a call: (2 + 5) / 12 = .583."""
    assert learnt(late(1, -100, -80) + late(2, -60, -40) + "call C1 K1 -90 spoke\ncall C1 K2 -40 spoke") == Response(
        Decimal("0.58"), 2, 0
    )


@pytest.mark.parametrize(
    ("contact", "alone"),
    [
        ("call C1 K1 -100 spoke", 1),  # on the due date: nothing was late yet
        ("call C1 K1 -99 spoke", 0),
        ("call C1 K1 -80 spoke", 0),  # on the day it was paid
        ("call C1 K1 -79 spoke", 1),
        ("note C1 K1 -90", 1),  # nobody was spoken to
        ("email C1 K1 -90", 0),  # sent, and nothing came back
        ("email C1 K1 -90 bounced", 1),
        ("call C1 K1 -90 no_answer", 1),
        ("call C1 K1 -90 voicemail", 1),
    ],
)
def test_a_contact_counts_between_the_due_date_and_the_payment(contact: str, alone: int) -> None:
    assert learnt(late(1, -100, -80) + contact).alone == alone


@pytest.mark.parametrize(("paid", "cases"), [(-93, 0), (-92, 1)])
def test_within_grace_is_not_late(paid: int, cases: int) -> None:
    """Seven days of grace after the due date 100 days ago."""
    assert learnt(late(1, -100, paid)).cases == cases


@pytest.mark.parametrize(("paid", "cases"), [("2022-06-12", 0), ("2022-06-13", 1)])
def test_only_the_last_two_years_count(paid: str, cases: int) -> None:
    """TODAY is 2024-06-12."""
    assert learnt(f"invoice C1 I1 2022-01-01 100USD\nreceipt C1 R1 {paid} 100USD for=I1").cases == cases


def test_prior_weight_and_months_are_policy() -> None:
    policy = Policy.of({"valuing": {"response": "0.8", "response_weight": 2, "response_months": 1}})
    text = late(1, -50, -20) + late(2, -150, -100)
    assert learnt(text, policy) == Response(Decimal("0.53"), 1, 1)  # (1 - 1 + 2 x .8) / 3; the other is older than a month


@pytest.mark.parametrize(("since", "cases"), [("-101", 1), ("-100", 1), ("-99", 0)])
def test_what_fell_due_before_contacts_were_written_down_says_nothing_of_them(since: str, cases: int) -> None:
    """Somebody may have called between the due date and the payment; nobody would know."""
    assert learnt(late(1, -100, -80), since=since) == Response(Decimal("0.45") if cases else Decimal("0.50"), cases, cases)


def test_a_house_that_writes_no_contact_down_keeps_the_prior() -> None:
    text = "".join(late(n, -100 - n, -80 - n) for n in range(10))
    assert response(assessed(text), DEFAULT_POLICY, None) == Response(Decimal("0.50"), 0, 0)
    assert response(assessed(text), DEFAULT_POLICY, TODAY) == Response(Decimal("0.50"), 0, 0)
