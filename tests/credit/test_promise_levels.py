"""Promises after SAP FSCM: states, levels, and what is withdrawn (TRADE.md 1.1, 4.5). What keeps one stands in
`test_promises`."""

from datetime import date

import pytest

from credit.calendar import add_bank_days
from credit.payment_record import Share, kept_rate
from credit.promises import PromiseState, judged
from credit.thresholds import Promising
from tests.credit.little_book import TODAY, assessed, day, little_book, money

RUNNING, KEPT, PARTLY, BROKEN, WITHDRAWN, _MISDATED, NOTHING = PromiseState

OWED = "invoice C1 I1 -60 1000USD \n invoice C1 I2 -50 500USD \n"


def states(text: str, on: date = TODAY) -> dict[str, PromiseState]:
    return {entry.promise.id: entry.state for entry in judged(little_book(OWED + text).account("C1"), on, Promising())}


def levels(text: str, on: date = TODAY) -> dict[str, int]:
    return {entry.promise.id: entry.level for entry in judged(little_book(OWED + text).account("C1"), on, Promising())}


def test_a_first_promise_has_level_one() -> None:
    assert levels("promise C1 P1 -9 1000USD by=+3 for=I1") == {"P1": 1}


@pytest.mark.parametrize(
    "first",
    [
        "promise C1 P1 -30 1000USD by=+9  for=I1",  # open when the next was given
        "promise C1 P1 -30 1000USD by=-20 for=I1 \n receipt C1 R1 -21 500USD for=I1",  # kept in part
        "promise C1 P1 -30 1000USD by=-20 for=I1",  # broken
    ],
)
def test_sap_a_new_promise_after_an_open_a_partly_kept_or_a_broken_one_is_a_level_higher(first: str) -> None:
    assert levels(first + "\n promise C1 P2 -9 1000USD by=+3 for=I1") == {"P1": 1, "P2": 2}


def test_sap_a_promise_withdrawn_and_given_again_has_level_two() -> None:
    text = "promise C1 P1 -30 1000USD by=+9 for=I1 withdrawn_on=-20 \n promise C1 P2 -9 1000USD by=+3 for=I1"
    assert levels(text) == {"P1": 1, "P2": 2}


def test_sap_after_a_part_that_was_promised_and_kept_the_rest_is_level_one_still() -> None:
    """Of 1,000 the buyer promises 400 and pays them; then it promises the remaining 600."""
    text = """
        promise  C1  P1  -30  400USD  by=-20  for=I1
        receipt  C1  R1  -21  400USD  for=I1
        promise  C1  P2   -9  600USD  by=+3   for=I1
    """
    assert states(text) == {"P1": KEPT, "P2": RUNNING}
    assert levels(text) == {"P1": 1, "P2": 1}


def test_each_word_not_kept_adds_a_level() -> None:
    text = "promise C1 P1 -40 9USD by=-35 for=I1 \n promise C1 P2 -25 9USD by=-20 for=I1 \n promise C1 P3 -5 9USD by=+3 for=I1"
    assert levels(text) == {"P1": 1, "P2": 2, "P3": 3}
    assert levels(text.replace("for=I1", "for=I2", 1)) == {"P1": 1, "P2": 1, "P3": 2}  # the first was for another invoice
    assert levels(text.replace("for=I1", "", 1)) == {"P1": 1, "P2": 1, "P3": 2}  # ... or for none in particular


@pytest.mark.parametrize(("paid", "expected"), [("-21", 1), ("-9", 1), ("-8", 2)])
def test_money_that_came_after_the_new_word_was_given_had_not_kept_the_old_one(paid: str, expected: int) -> None:
    text = f"promise C1 P1 -30 400USD by=-5 for=I1 \n receipt C1 R1 {paid} 400USD for=I1"
    assert levels(text + "\n promise C1 P2 -9 600USD by=+3 for=I1")["P2"] == expected


def test_the_latest_money_it_needed_is_what_kept_it() -> None:
    paid = "\n receipt C1 R1 -21 200USD for=I1 \n receipt C1 R2 -8 200USD for=I1 \n promise C1 P2 -9 600USD by=+3 for=I1"
    assert levels("promise C1 P1 -30 400USD by=-5 for=I1" + paid)["P2"] == 2


def test_promises_for_no_invoice_follow_one_another_since_the_last_that_was_kept() -> None:
    broken = "promise C1 P1 -40 9USD by=-35 \n promise C1 P2 -25 9USD by=-20 \n"
    assert levels(broken + "promise C1 P3 -5 9USD by=+3") == {"P1": 1, "P2": 2, "P3": 3}
    kept = broken + "receipt C1 R1 -24 9USD \n promise C1 P3 -5 9USD by=+3"  # keeps the second
    assert levels(kept) == {"P1": 1, "P2": 2, "P3": 1}
    assert levels("promise C1 P1 -5 9USD by=+3 \n promise C1 P2 -4 9USD by=+9") == {"P1": 1, "P2": 1}  # side by side


@pytest.mark.parametrize(("agreed", "expected"), [("-31", 1), ("-30", 1), ("-29", 2)])
def test_instalments_of_an_agreed_plan_stand_side_by_side(agreed: str, expected: int) -> None:
    plan = f"call C1 K1 {agreed} plan_agreed \n promise C1 P1 -30 500USD by=-9 for=I1 \n promise C1 P2 -12 500USD by=+9 for=I1"
    assert levels(plan)["P2"] == expected
    assert levels(plan.replace("plan_agreed", "spoke"))["P2"] == 2


def test_an_instalment_that_was_not_paid_counts_although_a_plan_was_agreed() -> None:
    plan = "call C1 K1 -31 plan_agreed \n promise C1 P1 -30 500USD by=-20 for=I1 \n promise C1 P2 -9 500USD by=+9 for=I1"
    assert levels(plan)["P2"] == 2


def test_one_that_still_had_its_last_day_was_open_when_the_other_was_given() -> None:
    """Promised for -14, a Wednesday: Monday the 3rd, nine days ago, is the third bank day of tolerance."""
    last = add_bank_days(day("-14"), 3, "")
    plan = f"call C1 K1 -31 plan_agreed \n promise C1 P1 -30 500USD by=-14 for=I1 \n promise C1 P2 {last} 500USD by=+9 for=I1"
    assert levels(plan)["P2"] == 1
    late = date.fromordinal(last.toordinal() + 1)
    assert levels(plan.replace(f"P2 {last}", f"P2 {late}"))["P2"] == 2


def test_of_two_of_one_day_the_one_taken_back_was_given_first() -> None:
    """Their numbers tell nothing of the order: Z was replaced by A on the day it was given."""
    assert levels("promise C1 Z -3 9USD by=+2 for=I1 withdrawn_on=-3 \n promise C1 A -3 9USD by=+5 for=I1") == {"Z": 1, "A": 2}


def test_what_was_taken_back_in_time_is_neither_kept_nor_broken() -> None:
    text = "promise C1 P1 -30 1000USD by=-20 for=I1 withdrawn_on={} \n receipt C1 R1 -21 1000USD for=I1"
    assert states(text.format(-25)) == {"P1": WITHDRAWN}
    assert states(text.format("+1")) == {"P1": KEPT}  # not taken back yet


def test_a_broken_word_is_not_mended_by_taking_it_back_later() -> None:
    """Promised for Thursday the 23rd of May; Tuesday the 28th is the third bank day of tolerance."""
    text = "promise C1 P1 2024-05-20 1000USD by=2024-05-23 for=I1 withdrawn_on="
    assert states(text + "2024-05-28") == {"P1": WITHDRAWN}
    assert states(text + "2024-05-29") == {"P1": BROKEN}
    assert states(text + "0", on=TODAY) == {"P1": BROKEN}


def test_one_taken_back_today_no_longer_runs() -> None:
    assert states("promise C1 P1 -3 1000USD by=+9 for=I1 withdrawn_on=0") == {"P1": WITHDRAWN}


def test_money_is_free_for_the_next_promise_once_one_is_taken_back() -> None:
    text = "promise C1 P1 -30 500USD by=-20 withdrawn_on=-25 \n promise C1 P2 -29 500USD by=-20 \n receipt C1 R1 -21 500USD"
    assert states(text) == {"P1": WITHDRAWN, "P2": KEPT}
    (first, _) = judged(little_book(OWED + text).account("C1"), TODAY, Promising())
    assert first.paid == money("0USD")


def test_the_kept_rate_leaves_out_what_was_taken_back_and_what_runs() -> None:
    text = """
        promise  C1  P1  -40  10USD  by=-35  for=I1
        receipt  C1  R1  -36  10USD  for=I1
        promise  C1  P2  -30  10USD  by=-25  for=I1
        promise  C1  P3  -20  10USD  by=-5   for=I1  withdrawn_on=-15
        promise  C1  P4   -2  10USD  by=+5   for=I1
    """
    entries = judged(little_book(OWED + text).account("C1"), TODAY, Promising())
    assert [entry.state for entry in entries] == [KEPT, BROKEN, WITHDRAWN, RUNNING]
    assert kept_rate(entries) == Share(1, 2)


def test_a_promise_never_closes_a_dispute_and_a_dispute_erases_no_promise() -> None:
    text = OWED + "dispute C1 D1 -9 quality for=I1 \n promise C1 P1 -5 1000USD by=+5 for=I1 \n receipt C1 R1 -1 400USD for=I1"
    found = assessed(text)
    assert [dispute.id for dispute in found.disputes] == ["D1"]
    assert [(entry.state, entry.paid) for entry in found.promises] == [(RUNNING, money("400USD"))]
    broken = assessed(OWED + "promise C1 P1 -20 1000USD by=-15 for=I1 \n dispute C1 D1 -12 quality for=I1")
    assert [entry.state for entry in broken.promises] == [BROKEN]
    assert [dispute.id for dispute in broken.disputes] == ["D1"]


def test_a_plan_agreed_later_makes_no_earlier_promise_an_instalment() -> None:
    """Nothing that is said after the second word was given changes its level."""
    text = "promise C1 P1 -30 500USD by=+2 for=I1 \n promise C1 P2 -9 500USD by=+9 for=I1"
    assert levels(text + "\n call C1 K1 -5 plan_agreed") == levels(text) == {"P1": 1, "P2": 2}


@pytest.mark.parametrize("amount", ["0USD", "-100USD"])
def test_a_word_over_nothing_is_neither_kept_nor_broken_and_takes_no_money(amount: str) -> None:
    """A file may hold such a row. It is no kept word: one broken of one judged is no word kept."""
    text = f"promise C1 P1 -30 {amount} by=-25 for=I1 \n promise C1 P2 -29 1000USD by=-25 for=I1"
    assert states(text) == {"P1": NOTHING, "P2": BROKEN}
    assert levels(text) == {"P1": 1, "P2": 1}
    assert kept_rate(judged(little_book(OWED + text).account("C1"), TODAY, Promising())) == Share(0, 1)
    paid = text + " \n receipt C1 R1 -27 1000USD for=I1"
    assert states(paid) == {"P1": NOTHING, "P2": KEPT}
