"""What a row of the queue tells, fact by fact, and how rows of one lane are ordered."""

from dataclasses import replace

import pytest

from credit.actions import Hand, pin
from credit.assess import assess_book
from credit.worklist import Lane, Task, Worklist, worklist
from tests.credit.little_book import LONG_AGO, TODAY, day, little_book, money


def looked(text: str) -> Worklist:
    return worklist(assess_book(little_book(text), TODAY))


def row(text: str, id: str = "C1") -> Task:
    return next(task for task in looked(text).tasks if task.customer_id == id)


def test_an_event_is_told_with_its_evidence_and_the_row_keeps_its_clocks() -> None:
    task = row("buyer C1 insured=500USD\ninvoice C1 I1 -55 500USD\npromise C1 P1 -12 500USD by=-7 for=I1")
    told = next(reason for reason in task.reasons if reason.code == "alert_broken_promise")
    assert told.facts["amount"] == money("500USD")
    assert "insurer_notice" in {clock.kind.value for clock in task.clocks}


def test_a_push_tells_who_until_when_and_why() -> None:
    book = little_book("invoice C1 I1 -21 4000USD")
    book = book.after(pin(book, Hand("mara", TODAY, "m1"), "C1", day("+2"), "on holiday", last=True))
    told = worklist(assess_book(book, TODAY)).tasks[0].reasons[0]
    assert dict(told.facts) == {
        "reason": "on holiday", "until": day("+2"), "who": "mara", "on": TODAY, "pin": "m1", "source": "desk"
    }  # fmt: skip


def test_a_key_account_tells_whose_it_is_and_since_when_that_is_known() -> None:
    told = next(r for r in row("buyer C1 owner=Lin\ninvoice C1 I1 -21 4000USD").reasons if r.code == "key_account")
    assert dict(told.facts) == {"owner": "Lin", "on": LONG_AGO, "buyer": "C1", "source": "desk"}


def test_what_does_not_wait_says_until_when_it_would_have_been_left_alone() -> None:
    held = "hold C1 H1 -1 talks until=+5\ninvoice C1 I1 -21 4000USD\nevent C1 E1 -9 winding_up_petition"
    told = next(r for r in row(held).reasons if r.code == "gate_passed_until")
    assert told.facts["until"] == day("+5")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("call C1 K1 -1 spoke", "recently_contacted"),
        ("buyer C1 country=PH", "day_off"),  # 12 June is the Philippines' Independence Day
    ],
)
def test_rest_after_a_contact_and_a_day_off_are_passed_without_a_word(text: str, held: str) -> None:
    owes = f"invoice C1 I1 -21 4000USD\n{text}\n"
    assert [entry.reason for entry in looked(owes).held] == [held]
    codes = {r.code for r in row(owes + "event C1 E1 -9 winding_up_petition").reasons}
    assert not codes & {"gate_passed", "gate_passed_until"}


def test_rest_after_a_contact_is_passed_by_a_clock_without_a_word() -> None:
    """The insurer is to be told within five days."""
    task = row("buyer C1 insured=500USD \n invoice C1 I1 -55 500USD \n call C1 K1 -1 spoke")
    assert task.lane is Lane.CLOCK
    assert not {r.code for r in task.reasons} & {"gate_passed", "gate_passed_until"}


def test_warnings_of_one_day_stand_by_what_is_overdue() -> None:
    small, large = (
        "promise {0} P1 -12 {1}USD by=-7\ninvoice {0} I1 -21 {1}USD".format(*pair) for pair in (("A", 500), ("B", 900))
    )
    assert [(task.customer_id, task.lane) for task in looked(f"{small}\n{large}").tasks] == [("B", Lane.EVENT), ("A", Lane.EVENT)]


def test_a_warning_spoken_of_on_its_own_day_asks_for_nothing_more() -> None:
    """The promise for day -7 was broken on day -1 (three bank days and a weekend lie between): a call of that day saw it."""
    text = "promise C1 P1 -12 500USD by=-7\ninvoice C1 I1 -21 500USD\ncall C1 K1 {} spoke"
    before, after = looked(text.format("-6")), looked(text.format("-1"))
    assert [task.lane for task in before.tasks] == [Lane.EVENT]
    assert Lane.EVENT not in [task.lane for task in after.tasks]


def test_a_clock_whose_stake_has_no_rate_still_stands_in_its_lane() -> None:
    book = little_book("buyer C1 insured=500AED\ninvoice C1 I1 -55 500AED")
    task = worklist(assess_book(replace(book, base="USD"), TODAY)).tasks[0]
    assert (task.lane, task.urgency[-1], task.value_per_day) == (Lane.CLOCK, 0, None)


def test_of_two_critical_events_the_one_with_a_cent_overdue_comes_first() -> None:
    found = looked("event A E1 -1 winding_up_petition \n event B E1 -1 winding_up_petition \n invoice B I1 -20 0.01USD")
    assert [task.customer_id for task in found.tasks] == ["B", "A"]
