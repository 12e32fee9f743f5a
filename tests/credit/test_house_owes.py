"""What a buyer waits for in vain: the answer to its dispute, and a word about the promise it broke."""

from datetime import timedelta

import pytest

from credit.ladder import Action
from credit.policy import Policy
from credit.worklist import Held, Lane, Task
from tests.credit.little_book import TODAY, day, queue

OWES = "invoice C1 I1 -84 9000USD \n invoice C1 I2 -80 100USD \n"
PETITION = "event C1 E1 -1 winding_up_petition \n"


def place(text: str, on: str = "0", policy: Policy | None = None) -> Task | Held | None:
    found = queue(text, policy or Policy(), on=day(on))
    return found.placed["C1"]


def test_a_disputed_buyer_comes_back_on_the_day_the_answer_is_owed() -> None:
    """Agreed to be answered by day -10: held until the day before it, then it is the house's turn."""
    text = OWES + "dispute C1 D1 -40 quality settle_by=-10"
    assert place(text, "-11") == Held("C1", "disputed", day("-10"))
    for on, code in (("-10", "clock_dispute"), ("-9", "clock_dispute_missed"), ("0", "clock_dispute_missed")):
        task = place(text, on)
        assert isinstance(task, Task)
        assert (task.lane, task.step.action, task.step.channel) == (Lane.EVENT, Action.ANSWER_DISPUTE, "note")
        assert task.step.due_on == day(on), "nobody can do it earlier than today"
        assert [(reason.code, reason.facts["dispute"]) for reason in task.reasons] == [(code, "D1")]
        assert task.step.reason == task.reasons[0]


def test_where_no_day_was_agreed_the_policy_says_it() -> None:
    """30 days after day -40 are day -10; with 20 days it is day -20."""
    text = OWES + "dispute C1 D1 -40 quality"
    assert place(text, "-11") == Held("C1", "disputed", day("-10"))
    assert isinstance(place(text, "-10"), Task)
    shorter = Policy.of({"disputing": {"answer_days": 20}})
    assert place(text, "-21", shorter) == Held("C1", "disputed", day("-20"))
    assert isinstance(place(text, "-20", shorter), Task)


def test_the_first_answer_that_is_owed_brings_the_buyer_back() -> None:
    """I1 is to be answered by day +9, I2 by day +5; what is not late yet brings nobody back."""
    two = OWES + "dispute C1 D1 -5 quality for=I1 settle_by=+9 \n dispute C1 D2 -3 price for=I2 settle_by=+5"
    assert place(two) == Held("C1", "disputed", day("+5"))
    later = (
        OWES + "invoice C1 I3 +20 900USD \n dispute C1 D1 -5 quality for=I1,I2 settle_by=+9 \n "
        "dispute C1 D3 -3 price for=I3 settle_by=+1"
    )
    assert place(later) == Held("C1", "disputed", day("+9"))


def test_an_answered_dispute_owes_nothing() -> None:
    text = OWES + "dispute C1 D1 -40 quality settle_by=-10 closed=-5"
    task = place(text)
    assert isinstance(task, Task)
    assert task.step.action is not Action.ANSWER_DISPUTE


def test_who_was_put_aside_stays_aside() -> None:
    text = OWES + "dispute C1 D1 -40 quality settle_by=-10 \n hold C1 H1 -3 talks until=+9"
    assert place(text) == Held("C1", "snoozed", day("+9"), "talks", 1)


def test_a_petition_comes_before_the_answer_and_tells_it_beside() -> None:
    task = place(OWES + PETITION + "dispute C1 D1 -40 quality settle_by=-10")
    assert isinstance(task, Task)
    assert task.step.action is not Action.ANSWER_DISPUTE
    codes = [reason.code for reason in task.reasons]
    assert codes[:2] == ["clock_dispute_missed", "alert_winding_up_petition"]
    assert "gate_passed_until" not in codes


BROKEN = "invoice C1 I1 -20 900USD \n promise C1 P1 -15 900USD by=-9 for=I1 \n"
"""Promised for Monday 2024-06-03: Tuesday to Thursday are tolerance, and from Friday, day -5, on it is broken."""


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("", True),
        ("email C1 K1 -5", True),  # of the day on which it broke
        ("email C1 K1 -2", True),  # nobody was reached
        ("call C1 K1 -2 no_answer", True),
        ("call C1 K1 -6 spoke", True),  # before it broke
        ("call C1 K1 -5 spoke", False),
        ("call C1 K1 -2 spoke", False),
        ("email C1 K1 -2 replied", False),
        ("call C1 K1 -3 spoke \n email C1 K2 -2", False),
    ],
)
def test_a_broken_promise_is_an_event_until_somebody_was_spoken_to(said: str, stands: bool) -> None:
    found = place(BROKEN + said)
    told = isinstance(found, Task) and "alert_broken_promise" in [reason.code for reason in found.reasons]
    assert told is stands
    if stands:
        assert isinstance(found, Task)
        assert found.lane is Lane.EVENT


def test_it_breaks_on_its_day_and_not_before() -> None:
    eve = queue(BROKEN, on=day("-6")).placed["C1"]
    assert isinstance(eve, Held)
    assert eve.until == TODAY - timedelta(days=5)
    broke = queue(BROKEN, on=day("-5")).placed["C1"]
    assert isinstance(broke, Task)
    assert broke.reasons[0].code == "alert_broken_promise"


def test_what_was_sent_still_speaks_of_other_events() -> None:
    """An order taken on day -3 while 900 stood twelve days over: a mail of that day or later is a word about it."""
    text = "invoice C1 I1 -20 900USD \n order C1 O1 -3 500USD \n"
    for said, stands in (("", True), ("email C1 K1 -2", False)):
        found = place(text + said)
        told = isinstance(found, Task) and "alert_order_while_overdue" in [reason.code for reason in found.reasons]
        assert told is stands
