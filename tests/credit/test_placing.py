"""A person's place for a buyer: at the head, at the end, through a day, with a reason; and what no person can move."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from credit.actions import Hand, pin, unpin
from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.policy import Policy
from credit.problem import RefusedChange, UnknownBuyer
from credit.worklist import Lane, Task, Worklist, worklist
from tests.credit.little_book import TODAY, day, little_book

HAND = Hand("mara", TODAY, "m1")
TWO = """
    invoice  large  I1  -21  40000USD
    invoice  small  I1  -21   4000USD
"""


def looked(book: Book, on: str = "+0") -> Worklist:
    return worklist(assess_book(book, day(on)))


def order(book: Book, on: str = "+0") -> list[tuple[str, Lane]]:
    return [(task.customer_id, task.lane) for task in looked(book, on).tasks]


def task(book: Book, id: str) -> Task:
    return next(task for task in looked(book).tasks if task.customer_id == id)


def test_a_pinned_buyer_stands_at_the_head_through_its_last_day() -> None:
    """TODAY is a Wednesday: through Friday, and on Monday no more."""
    book = little_book(TWO)
    book = book.after(pin(book, HAND, "small", day("+2"), "the boss asked"))
    assert order(book) == [("small", Lane.EVENT), ("large", Lane.VALUE)]
    assert order(book, "+2")[0] == ("small", Lane.EVENT)
    assert order(book, "+5") == [("large", Lane.VALUE), ("small", Lane.VALUE)]
    assert order(book, "-1")[0] == ("large", Lane.VALUE), "nobody had pinned it yet"


def test_the_row_says_who_pinned_it_why_and_until_when() -> None:
    book = little_book(TWO)
    book = book.after(pin(book, HAND, "small", day("+3"), " the boss asked "))
    first = task(book, "small").reasons[0]
    assert (first.code, dict(first.facts)) == (
        "pinned",
        {"reason": "the boss asked", "until": day("+3"), "who": "mara", "on": TODAY, "pin": "m1", "source": "desk"},
    )


def test_a_pushed_buyer_stands_at_the_end() -> None:
    book = little_book(TWO)
    book = book.after(pin(book, HAND, "large", day("+3"), "on holiday", last=True))
    assert order(book) == [("small", Lane.VALUE), ("large", Lane.VALUE)]
    assert task(book, "large").reasons[0].code == "pushed"


LANES = """
    buyer    clock                        insured=500USD
    invoice  clock    I1  -55     500USD
    event    petition E1  -40  winding_up_petition
    invoice  broken   I1  -21     500USD
    promise  broken   P1  -12     500USD  by=-7
    invoice  value    I1  -21  900000USD
"""


def test_no_pin_stands_before_a_clock_and_none_pushes_a_critical_event_away() -> None:
    book = little_book(LANES)
    pinned = book.after(pin(book, HAND, "value", day("+1"), "boss"))
    assert [id for id, _ in order(pinned)] == ["clock", "value", "petition", "broken"]
    for id in ("clock", "petition"):
        pushed = book.after(pin(book, HAND, id, day("+1"), "boss", last=True))
        assert [found for found, _ in order(pushed)] == ["clock", "petition", "broken", "value"]
    pushed = book.after(pin(book, HAND, "broken", day("+1"), "boss", last=True))
    assert order(pushed)[-2:] == [("value", Lane.VALUE), ("broken", Lane.VALUE)]


def test_a_buyer_with_nothing_to_do_is_worked_on_when_it_is_pinned_and_not_when_it_is_pushed() -> None:
    book = little_book("invoice C1 I1 +9 500USD")
    assert order(book.after(pin(book, HAND, "C1", day("+1"), "visit"))) == [("C1", Lane.EVENT)]
    assert order(book.after(pin(book, HAND, "C1", day("+1"), "visit", last=True))) == []


def test_two_pinned_buyers_stand_by_what_waiting_costs() -> None:
    book = little_book(TWO)
    for mark, id in (("m1", "small"), ("m2", "large")):
        book = book.after(pin(book, Hand("mara", TODAY, mark), id, day("+1"), "boss"))
    assert [id for id, _ in order(book)] == ["large", "small"]


def test_a_gate_is_not_passed_by_a_pin() -> None:
    """A pin says first, not now: a running promise still keeps the buyer in the held list."""
    book = little_book("invoice C1 I1 -21 500USD\npromise C1 P1 0 500USD by=+9")
    found = looked(book.after(pin(book, HAND, "C1", day("+3"), "boss")))
    assert ([t.customer_id for t in found.tasks], [h.reason for h in found.held]) == ([], ["promise_running"])


def test_a_new_place_ends_the_one_before_and_taking_it_off_puts_the_rules_back() -> None:
    book = little_book(TWO)
    book = book.after(pin(book, HAND, "small", day("+30"), "boss"))
    later = Hand("mara", day("+2"), "m2")
    book = book.after(pin(book, later, "small", day("+9"), "no more", last=True))
    assert order(book, "+2") == [("large", Lane.VALUE), ("small", Lane.VALUE)]
    assert order(book, "+1")[0] == ("small", Lane.EVENT), "as it was known then"
    assert order(book, "+12") == [("large", Lane.VALUE), ("small", Lane.VALUE)], "the first pin does not come back"
    book = book.after(unpin(book, Hand("ben", day("+3"), "m3"), "small"))
    assert assess_book(book, day("+3")).of("small").pin is None
    assert [each.ended_by for each in book.account("small").pins] == ["mara", "ben"]


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda book: pin(book, HAND, "small", day("-1"), "boss"), {"reason": "pin_day", "until": day("-1"), "days": 30}),
        (lambda book: pin(book, HAND, "small", day("+31"), "boss"), {"reason": "pin_day", "until": day("+31"), "days": 30}),
        (lambda book: pin(book, HAND, "small", day("+1"), "  "), {"reason": "reason_owed"}),
        (lambda book: unpin(book, HAND, "small"), {"reason": "not_pinned", "id": "small"}),
    ],
)
def test_what_is_refused_says_why(refused: Callable[[Book], Change], why: dict[str, object]) -> None:
    with pytest.raises(RefusedChange) as raised:
        refused(little_book(TWO))
    assert raised.value.facts == why


@pytest.mark.parametrize("until", ["+0", "+30"])
def test_the_ends_of_the_time_are_in_it(until: str) -> None:
    assert pin(little_book(TWO), HAND, "small", day(until), "boss").put[0].learnt_on == TODAY


def test_the_longest_time_is_policy() -> None:
    book = little_book(TWO)
    policy = Policy.of({"steps": {"pin_most_days": 2}})
    shorter = Book(book.accounts, policy)
    with pytest.raises(RefusedChange):
        pin(shorter, HAND, "small", TODAY + timedelta(days=3), "boss")


def test_a_buyer_nobody_knows_is_named() -> None:
    with pytest.raises(UnknownBuyer):
        pin(little_book(TWO), HAND, "nobody", day("+1"), "boss")


def test_a_key_account_names_who_speaks_to_it() -> None:
    book = little_book("buyer large owner=Lin\n" + TWO)
    told = [reason for reason in task(book, "large").reasons if reason.code == "key_account"]
    assert [(reason.facts["owner"], reason.facts["source"]) for reason in told] == [("Lin", "desk")]
    assert not [reason for reason in task(book, "small").reasons if reason.code == "key_account"]


def test_who_is_with_an_agency_is_left_to_it_until_it_is_taken_back() -> None:
    book = little_book("invoice C1 I1 -40 5000USD\nletter C1 K1 -20 handed_over")
    assert [(held.reason, held.until) for held in looked(book).held] == [("handed_over", None)]
    assert order(book, "-21") == [("C1", Lane.VALUE)], "the day before it was handed over"
    back = little_book("invoice C1 I1 -40 5000USD\nletter C1 K1 -20 handed_over\nnote C1 K2 -9 taken_back")
    assert order(back) == [("C1", Lane.VALUE)]
    sued = little_book("invoice C1 I1 -40 500USD\nnote C1 K2 -9 taken_back\nletter C1 K3 -8 sued")
    assert looked(sued).held[0].reason == "handed_over"
