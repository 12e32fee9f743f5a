"""What becomes of a debt that a contact costs more than it brings: it is written to, and left alone where a mail costs more too.

A day of waiting with an unrated buyer less than 90 days late costs 0.23 % x 1.2 x 0.5 = 0.138 % of what it owes; a call is 8 and
a mail 1 over seven days, 1.14 and 0.14 a day. A lawyer's letter is 400.
"""

import pytest

from credit.actions import Hand, pin
from credit.assess import assess_book
from credit.treatment import Action
from credit.worklist import Held, Lane, Task, worklist
from tests.credit.little_book import TODAY, day, little_book, money, queue


def placed(amount: str) -> Task | Held | None:
    return queue(f"invoice C1 I1 -21 {amount}").placed["C1"]


@pytest.mark.parametrize(
    ("amount", "channel", "value"),
    [
        ("2000USD", "call", "1.62USD"),  # 2.76 less 1.14
        ("826USD", "call", "0USD"),  # 1.14 less 1.14: it costs what it brings, and not more
        ("800USD", "email", "0.96USD"),  # 1.10 is less than a call, 0.14 less than that a mail
        ("101USD", "email", "0USD"),  # 0.14 less 0.14
    ],
)
def test_a_row_of_the_value_lane_is_called_written_to_or_left(amount: str, channel: str, value: str) -> None:
    found = placed(amount)
    assert isinstance(found, Task)
    assert (found.lane, found.step.channel, found.value_per_day) == (Lane.VALUE, channel, money(value))


def test_what_not_even_a_mail_is_worth_is_held_by_the_policy_of_the_day() -> None:
    """60 USD bring 8 cents a day."""
    found = placed("60USD")
    assert isinstance(found, Held)
    assert (found.reason, found.until) == ("costs_more", None)
    assert found.facts == {"on": TODAY, "source": "policy"}


def test_who_was_pushed_to_the_end_by_a_person_is_spoken_to_all_the_same() -> None:
    """60 USD bring less than a call and less than a mail costs; whoever gave it the last place wants it to have one."""
    book = little_book("invoice C1 I1 -21 60USD")
    book = book.after(pin(book, Hand("mara", TODAY, "m1"), "C1", day("+2"), "said the boss", last=True))
    (task,) = worklist(assess_book(book, TODAY)).tasks
    assert (task.lane, task.step.channel) == (Lane.VALUE, "call")


def test_of_two_at_the_head_the_known_stands_before_the_unknown_though_it_costs_more_than_it_brings() -> None:
    """The yen has no rate; 60 USD bring less than any contact costs, and a person wants both to be spoken to."""
    book = little_book("invoice A I1 -21 90000JPY \n invoice B I1 -21 60USD")
    for buyer in ("A", "B"):
        book = book.after(pin(book, Hand("mara", TODAY, f"m{buyer}"), buyer, day("+2"), "said the boss"))
    assert [task.customer_id for task in worklist(assess_book(book, TODAY)).tasks] == ["B", "A"]


@pytest.mark.parametrize(
    ("amount", "action", "channel", "value"),
    [
        ("200000USD", Action.LAWYER_LETTER, "letter", "150.36USD"),  # 207.50 less 57.14
        ("40000USD", Action.DEADLINE, "email", "41.36USD"),  # 41.50 is less than a lawyer; a mail of our own is 0.14
    ],
)
def test_a_lawyer_writes_where_that_brings_more_than_it_costs(amount: str, action: Action, channel: str, value: str) -> None:
    """TRADE.md 4.2: a lawyer is 400, over seven days 57.14 a day; so late it is grade E: 0.083 % x 2.5 x 0.5."""
    spoken = "call C1 K1 -30 spoke \n call C1 K2 -29 spoke"  # the bad are spoken to twice before the lawyer writes
    found = queue(f"invoice C1 I1 -211 {amount} \n {spoken}").placed["C1"]
    assert isinstance(found, Task)
    assert (found.lane, found.step.action, found.step.channel) == (Lane.VALUE, action, channel)
    assert found.value_per_day == money(value)
    assert [reason.facts["channel"] for reason in found.reasons if reason.code == "contact_cost"] == [
        "lawyer" if action is Action.LAWYER_LETTER else "email"
    ]
