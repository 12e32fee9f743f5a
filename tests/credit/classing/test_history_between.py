"""Moves there and back between two ends of a month, seen because each day on which something can move the class is looked at.

On 30 April and on 31 May nothing in these examples is late, but where its item is left unpaid.
"""

from datetime import date

from credit.classing.history import class_history
from credit.policy import DEFAULT_POLICY, Policy
from tests.credit.little_book import TODAY, little_book

Seen = list[tuple[date, str]]


def moves(text: str, policy: Policy = DEFAULT_POLICY) -> Seen:
    book = little_book(text, policy)
    return [(move.on, move.after.value) for move in class_history(book.account("C1"), TODAY, book)]


def may(day: int) -> date:
    return date(2024, 5, day)


LATE = "invoice C1 I1 2024-05-02 500USD \n receipt C1 R1 2024-05-13 500USD for=I1 \n"
"""In collection from the 10th, its eighth day past due, and paid on the 13th."""


def test_an_item_that_reached_a_class_and_was_paid_in_the_same_month() -> None:
    assert moves(LATE) == [(may(10), "in_collection"), (may(13), "not_due")]


def test_the_day_of_payment_between_two_items_that_reached_one() -> None:
    second = "invoice C1 I2 2024-05-12 500USD \n receipt C1 R2 2024-05-24 500USD for=I2"
    assert moves(LATE + second) == [
        (may(10), "in_collection"), (may(13), "not_due"), (may(20), "in_collection"), (may(24), "not_due"),
    ]  # fmt: skip


def test_the_day_of_payment_is_one_though_it_is_the_first_of_the_class() -> None:
    """The promise for the 17th is broken on Thursday the 23rd; paid on the 24th, day eight; the other is late from the 28th."""
    text = """
        invoice  C1  I1  2024-05-16  500USD
        promise  C1  P1  2024-05-16  500USD  by=2024-05-17  for=I1
        receipt  C1  R1  2024-05-24  500USD  for=I1
        invoice  C1  I2  2024-05-20  500USD
    """
    assert moves(text) == [(may(23), "in_collection"), (may(24), "not_due"), (may(28), "in_collection")]


def test_an_item_paid_in_grace_after_a_promise_of_it_was_broken() -> None:
    """Promised for Tuesday the 14th, broken on Saturday, paid on the 20th, four days late; so once more for the other."""
    text = """
        invoice  C1  I1  2024-05-16  500USD
        promise  C1  P1  2024-05-13  500USD  by=2024-05-14  for=I1
        receipt  C1  R1  2024-05-20  500USD  for=I1
        invoice  C1  I2  2024-05-22  500USD
        promise  C1  P2  2024-05-20  500USD  by=2024-05-21  for=I2
        receipt  C1  R2  2024-05-27  500USD  for=I2
    """
    assert moves(text) == [
        (may(18), "in_collection"), (may(20), "not_due"), (may(25), "in_collection"), (may(27), "not_due"),
    ]  # fmt: skip


def test_a_rest_the_house_lets_nobody_keep_is_late_until_it_comes() -> None:
    text = """
        invoice  C1  I1  2024-05-08  4800USD
        receipt  C1  R1  2024-05-08  4775USD  for=I1
        receipt  C1  R2  2024-05-20    25USD  for=I1
    """
    strict = Policy.of({"short_pays": {"absolute": {"USD": 0}, "percent": 0}})
    assert moves(text, strict) == [(may(16), "in_collection"), (may(20), "not_due")]
    assert moves(text) == []  # a bank's charge, and paid on its day


def test_a_promise_is_broken_by_the_bank_days_of_its_buyer() -> None:
    """For Friday the 3rd; Monday is a holiday in Britain: it may come until Thursday the 9th. Paid on Sunday, in grace."""
    text = """
        buyer    C1  country=GB
        invoice  C1  I1  2024-05-06  500USD
        promise  C1  P1  2024-04-29  500USD  by=2024-05-03  for=I1
        receipt  C1  R1  2024-05-12  500USD  for=I1
    """
    assert moves(text) == [(may(10), "in_collection"), (may(12), "not_due")]


def test_the_day_after_a_decision_ended_though_another_followed() -> None:
    text = """
        invoice  C1  I1  2024-07-01  500USD  issued=2024-03-01
        class    C1  V1  2024-05-10  bad  until=2024-05-14  reason=told
        class    C1  V2  2024-05-16  bad  until=2024-05-20  reason=told
    """
    assert moves(text) == [(may(10), "bad"), (may(15), "not_due"), (may(16), "bad"), (may(21), "not_due")]


def test_a_dispute_moves_the_class_on_the_day_it_is_closed() -> None:
    """Closed on the 12th as not justified, of an item four days late, which is paid on the 14th, in grace."""
    text = """
        invoice  C1  I1  2024-05-08  500USD
        dispute  C1  D1  2024-05-03  price   for=I1  closed=2024-05-12  justified=no
        receipt  C1  R1  2024-05-14  500USD  for=I1
    """
    assert moves(text) == [(may(12), "in_collection"), (may(14), "not_due")]
