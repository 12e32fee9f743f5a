"""The queue by the book's own history of risk: what it taught by the evening before, and a row whose factors sum to its value."""

from datetime import timedelta
from decimal import Decimal

import pytest

from credit.assess import Assessed, assess_book
from credit.book import Book
from credit.change import Change
from credit.foresight.forecast import forecast_buyer
from credit.foresight.ranking import OwnHistory, own_history, own_risks
from credit.money import Money
from credit.policy import Policy
from credit.worklist import Task, worklist
from tests.credit.little_book import TODAY, facts, little_book

OWN = Policy.of({"valuing": {"own_history": 100}})
HOUSE = "".join(f"invoice D{n} J{n}a -120 900USD issued=-150\nreceipt D{n} R{n} -20 900USD for=J{n}a\n" for n in range(40))
"""Forty buyers, of each an invoice that was open 90, 60 and 30 days ago and was paid a hundred days late."""
OWES = "invoice C1 I1 -20 9000USD\n"
TRIED = 120
"""Each of the forty on three earlier days."""


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
    learnt = worklist(seen).lessons.own.learnt
    assert learnt is not None
    (one,) = forecast_buyer(seen.of("C1"), learnt)
    told = own_risks(seen.of("C1"), learnt)["I1"]
    assert (told.percent, told.further) == (round(100 * one.outlook.late_month), round(one.outlook.days))
    assert told.times == round(Decimal(learnt.moved(one.outlook)), 2)


@pytest.mark.parametrize(("text", "policy"), [(OWES, OWN), (OWES + HOUSE, Policy.of({"valuing": {"own_history": 0}}))])
def test_a_short_history_or_a_policy_that_does_not_ask_leaves_age_and_grade(text: str, policy: Policy) -> None:
    work = worklist(look(text, policy))
    assert work.lessons.own.learnt is None
    assert {task.reasons[0].code for task in work.tasks} == {"waiting_item"}


def test_what_is_entered_today_leaves_the_history_and_a_receipt_of_last_week_does_not() -> None:
    first = book(OWES + HOUSE)
    seen = assess_book(first, TODAY)
    work = worklist(seen)
    today = first.after(Change("found", facts("call C1 K1 0 spoke\ninvoice C1 I2 -5 100USD issued=-20 learnt=0\n")))
    again = assess_book(today, TODAY, seen)
    kept = worklist(again, work)
    assert kept.lessons.own.learnt is work.lessons.own.learnt
    assert kept == worklist(assess_book(today, TODAY))
    told = first.after(Change("found", facts("receipt C1 R9 -7 9000USD for=I1 learnt=-7\n")))
    other = worklist(assess_book(told, TODAY, seen), work)
    assert other.lessons.own.learnt is not work.lessons.own.learnt
    assert other.tasks == worklist(assess_book(told, TODAY)).tasks


def test_a_buyer_that_is_new_today_has_no_history_and_one_of_old_brings_its_own() -> None:
    seen = look(HOUSE)
    kept = own_history(seen)
    assert own_history(look(HOUSE + "buyer E1\n"), seen, kept, ["E1"]) is kept
    assert own_history(look(HOUSE + "invoice E1 Y1 -30 100USD issued=-60\n"), seen, kept, ["E1"]) is not kept


@pytest.mark.parametrize(("least", "counts"), [(TRIED, True), (TRIED + 1, False)])
def test_it_counts_from_so_many_tried_invoices_on_and_says_how_many_there_are(least: int, counts: bool) -> None:
    own = own_history(look(HOUSE, Policy.of({"valuing": {"own_history": least}})))
    assert (own.learnt is not None, own.tried, own.due) == (counts, TRIED, False)


def test_what_is_learnt_later_is_due_and_age_and_grade_stand_meanwhile() -> None:
    seen = look(OWES + HOUSE)
    due = own_history(seen, later=True)
    assert due == OwnHistory(due=True)
    assert own_history(seen, seen, due, later=True) == due, "nothing moved, and it is still to be learnt"
    assert own_history(seen, seen, due) == own_history(seen)


def test_what_was_learnt_of_the_day_stands_until_it_is_learnt_anew() -> None:
    """A receipt of last week was entered: what the evening before taught is due again, and no row goes back to age and grade."""
    seen = look(OWES + HOUSE)
    kept = own_history(seen)
    told = look(OWES + HOUSE + "receipt C1 R9 -7 9000USD for=I1 learnt=-7\n")
    assert own_history(told, seen, kept, ["C1"], later=True) == OwnHistory(kept.learnt, TRIED, due=True)
    next_day = assess_book(book(OWES + HOUSE), TODAY + timedelta(days=1))
    assert own_history(next_day, seen, kept, later=True) == OwnHistory(due=True), "no day stands on what another taught"


def test_a_policy_that_asks_no_more_is_heard_at_once() -> None:
    seen = look(OWES + HOUSE)
    none = look(OWES + HOUSE, Policy.of({"valuing": {"own_history": 0}}))
    assert own_history(none, seen, own_history(seen)) == OwnHistory()
