"""The queue by the book's own history of risk: what it taught by the evening before, and a row whose factors sum to its value."""

from decimal import Decimal

import pytest

from credit.assess import Assessed, assess_book
from credit.book import Book
from credit.change import Change
from credit.foresight.forecast import forecast_buyer
from credit.foresight.ranking import own_history, own_risks
from credit.money import Money
from credit.policy import Policy
from credit.worklist import Task, worklist
from tests.credit.little_book import TODAY, facts, little_book

OWN = Policy.of({"valuing": {"own_history": 100}})
HOUSE = "".join(f"invoice D{n} J{n}a -120 900USD issued=-150\nreceipt D{n} R{n} -20 900USD for=J{n}a\n" for n in range(40))
"""Forty buyers, of each an invoice that was open 90, 60 and 30 days ago and was paid a hundred days late."""
OWES = "invoice C1 I1 -20 9000USD\n"


def book(text: str, policy: Policy = OWN) -> Book:
    return little_book(text, policy, home="")


def look(text: str, policy: Policy = OWN) -> Assessed:
    return assess_book(book(text, policy), TODAY)


def test_a_row_is_what_is_at_risk_times_the_usual_loss_times_own_risk_times_response() -> None:
    work = worklist(look(OWES + HOUSE))
    row = work.placed["C1"]
    assert isinstance(row, Task)
    line = next(reason for reason in row.reasons if reason.code == "waiting_foreseen")
    assert line.facts["percent"] == Decimal("0.23")
    factors = Decimal("0.0023") * Decimal(str(line.facts["times"])) * Decimal(str(line.facts["response"]))
    assert line.amount == Money.of("9000", "USD").times(factors)
    assert row.value_per_day == Money(sum(reason.amount.minor for reason in row.reasons if reason.amount), "USD")


def test_own_risk_is_that_of_the_forecast() -> None:
    seen = look(OWES + HOUSE)
    learnt = worklist(seen).learnt
    assert learnt is not None
    (one,) = forecast_buyer(seen.of("C1"), learnt)
    told = own_risks(seen.of("C1"), learnt)["I1"]
    assert (told.percent, told.further) == (round(100 * one.outlook.late_month), round(one.outlook.days))
    assert told.times == round(Decimal(learnt.moved(one.outlook)), 2)


@pytest.mark.parametrize(("text", "policy"), [(OWES, OWN), (OWES + HOUSE, Policy.of({}))])
def test_a_short_history_or_a_policy_that_does_not_ask_leaves_age_and_grade(text: str, policy: Policy) -> None:
    work = worklist(look(text, policy))
    assert work.learnt is None
    assert {task.reasons[0].code for task in work.tasks} == {"waiting_item"}


def test_what_is_entered_today_leaves_the_history_and_a_receipt_of_last_week_does_not() -> None:
    first = book(OWES + HOUSE)
    seen = assess_book(first, TODAY)
    work = worklist(seen)
    today = first.after(Change("found", facts("call C1 K1 0 spoke\ninvoice C1 I2 -5 100USD issued=-20 learnt=0\n")))
    again = assess_book(today, TODAY, seen)
    kept = worklist(again, work)
    assert kept.learnt is work.learnt
    assert kept == worklist(assess_book(today, TODAY))
    told = first.after(Change("found", facts("receipt C1 R9 -7 9000USD for=I1 learnt=-7\n")))
    other = worklist(assess_book(told, TODAY, seen), work)
    assert other.learnt is not work.learnt
    assert other.tasks == worklist(assess_book(told, TODAY)).tasks


def test_a_buyer_that_is_new_today_has_no_history_and_one_of_old_brings_its_own() -> None:
    seen = look(HOUSE)
    learnt = own_history(seen, 1)
    assert own_history(look(HOUSE + "buyer E1\n"), 1, seen, learnt, ["E1"]) is learnt
    assert own_history(look(HOUSE + "invoice E1 Y1 -30 100USD issued=-60\n"), 1, seen, learnt, ["E1"]) is not learnt
