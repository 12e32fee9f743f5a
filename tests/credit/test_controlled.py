"""The control group in the queue: who is drawn is left alone and seen, and what it taught stands in every row."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.control_group import drawn_until
from credit.controlling import Controlling
from credit.policy import DEFAULT_POLICY
from credit.worklist import Held, Task, Worklist, worklist
from tests.credit.little_book import TODAY, day, facts, little_book

HALF = Controlling(since=day("-28"), percent=50)
POLICY = replace(DEFAULT_POLICY, control=HALF)
IDS = [f"C{number}" for number in range(60)]
ALONE = next(id for id in IDS if drawn_until(id, TODAY, HALF))
WORKED = next(id for id in IDS if not drawn_until(id, TODAY, HALF))


def book(text: str) -> Book:
    return little_book(text, POLICY)


def look(text: str) -> Worklist:
    return worklist(assess_book(book(text), TODAY))


def stands(text: str, id: str = ALONE) -> Task | Held | None:
    return look(text.format(id=id)).placed[id]


def test_who_is_drawn_is_held_until_the_period_ends_and_the_others_are_worked() -> None:
    held = stands("invoice {id} I1 -20 900USD")
    assert isinstance(held, Held)
    assert (held.reason, held.until) == ("control_group", day("+28"))  # the second period ends on day +27
    assert isinstance(stands("invoice {id} I1 -20 900USD", WORKED), Task)


@pytest.mark.parametrize(
    "text",
    [
        "invoice {id} I1 -20 1000.01USD",
        "invoice {id} I1 -20 100USD\ninvoice {id} I2 -20 900.01USD",
        "invoice {id} I1 -100 900USD",  # doubtful
        "invoice {id} I1 -20 900USD\npin {id} N1 -1 until=+9 reason=boss",
        "invoice {id} I1 -20 900USD\npromise {id} P1 -9 900USD by=-6 for=I1",  # broken: an event of the day
        "invoice {id} I1 -20 100USD\ninvoice {id} I2 -20 5AED",  # no rate
    ],
)
def test_dearer_and_older_debts_and_whatever_a_person_or_the_day_asks_for_are_worked(text: str) -> None:
    assert isinstance(stands(text), Task)


def test_who_is_drawn_and_has_a_clock_that_presses_is_worked_without_a_word_of_the_lot() -> None:
    task = stands("buyer {id} insured=500USD\ninvoice {id} I1 -55 500USD")
    assert isinstance(task, Task)
    assert not {reason.code for reason in task.reasons} & {"gate_passed", "gate_passed_until"}


def test_another_gate_says_its_own_reason() -> None:
    held = stands("invoice {id} I1 -20 900USD\nhold {id} H1 -1 talks until=+5")
    assert isinstance(held, Held)
    assert held.reason == "snoozed"


PAST = Controlling(since=day("-56"), percent=50)


def taught_book() -> Book:
    """Sixty buyers, 14 days late when the first period began, that all paid on the last day of the second."""
    lines = [f"invoice {id} I1 -70 100USD\nreceipt {id} R1 -1 100USD for=I1" for id in IDS]
    text = "\n".join([*lines, "invoice D1 J1 -20 9000USD"])
    return little_book(text, replace(DEFAULT_POLICY, control=PAST))


def test_what_the_group_taught_stands_in_place_of_the_prior_and_is_said_in_each_row() -> None:
    """Each is in both periods: nobody paid in the first, everybody on the last day of the second (day -1).

    So the share of each group that paid is that of its cases in the second period.
    """
    work = worklist(assess_book(taught_book(), TODAY))
    controlled = work.lessons.controlled
    assert controlled is not None
    first, second = (sum(drawn_until(id, day(at), PAST) is not None for id in IDS) for at in ("-56", "-28"))
    assert (controlled.alone.cases, controlled.alone.paid) == (first + second, second)
    row = work.placed["D1"]
    assert isinstance(row, Task)
    chance = round((first + 10 * Decimal("0.5")) / (first + second + 10), 2)
    line = next(reason for reason in row.reasons if reason.code == "waiting_item")
    assert line.facts["response"] == chance
    told = next(reason for reason in row.reasons if reason.code == "response_control")
    assert (told.facts["cases"], told.facts["alone"], told.facts["on"]) == (first + second, second, day("-1"))


def test_a_change_of_today_keeps_the_trial_and_one_of_the_past_does_not() -> None:
    first = taught_book()
    seen = assess_book(first, TODAY)
    work = worklist(seen)
    today = first.after(Change("found", facts("call D1 K1 0 spoke\n")))
    kept = worklist(assess_book(today, TODAY, seen), work)
    assert kept.lessons.controlled is work.lessons.controlled
    assert kept == worklist(assess_book(today, TODAY))
    gone = f"receipt {IDS[0]} R0 -50 100USD for=I1 learnt=-50\n"
    past = first.after(Change("found", facts(gone)))
    other = worklist(assess_book(past, TODAY, seen), work)
    assert other.lessons.controlled != work.lessons.controlled
    assert other == worklist(assess_book(past, TODAY))


def test_a_buyer_that_comes_or_goes_is_counted_anew() -> None:
    first = taught_book()
    seen = assess_book(first, TODAY)
    work = worklist(seen)
    more = first.after(Change("found", facts("invoice E1 K1 -70 100USD\n")))
    found = worklist(assess_book(more, TODAY, seen), work).lessons.controlled
    assert found == worklist(assess_book(more, TODAY)).lessons.controlled
    assert found != work.lessons.controlled


def test_while_nobody_was_left_alone_nothing_is_compared() -> None:
    """One buyer that is not drawn in the period that is over: a case of the others, and the prior stands."""
    id = next(id for id in IDS if not drawn_until(id, day("-28"), HALF) and not drawn_until(id, TODAY, HALF))
    work = look(f"invoice {id} I1 -50 900USD")
    assert work.lessons.controlled is not None
    assert (work.lessons.controlled.alone.cases, work.lessons.controlled.spoken.cases) == (0, 1)
    row = work.placed[id]
    assert isinstance(row, Task)
    assert not [reason for reason in row.reasons if reason.code == "response_control"]
    assert row.reasons[0].facts["response"] == DEFAULT_POLICY.valuing.response
