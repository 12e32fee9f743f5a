"""The moves of the class, each with its day and its reason, from what had been learnt by then."""

from datetime import date

import pytest

from credit.classing.history import class_history, class_then
from credit.five_classes import DebtClass
from credit.policy import DEFAULT_POLICY, Policy
from tests.credit.little_book import TODAY, day, little_book

Told = tuple[date, str, str, str]


def moves(text: str, months: int = 24, on: date = TODAY, policy: Policy = DEFAULT_POLICY) -> list[Told]:
    book = little_book(text, policy)
    found = class_history(book.account("C1"), on, book, months)
    return [(move.on, move.before.value, move.after.value, move.reason.code) for move in found]


def test_an_item_grows_old_and_is_paid() -> None:
    assert moves("invoice C1 I1 -200 500USD \n receipt C1 R1 -5 500USD for=I1") == [
        (day("-192"), "not_due", "in_collection", "class_age"),
        (day("-109"), "in_collection", "doubtful", "class_age"),
        (day("-19"), "doubtful", "bad", "class_age"),
        (day("-5"), "bad", "not_due", "class_nothing_overdue"),
    ]


def test_events_promises_disputes_and_decisions_move_it_on_their_days() -> None:
    owes = "invoice C1 I1 -3 500USD \n"
    assert moves(owes + "event C1 E1 -9 winding_up_petition learnt=-2") == [(day("-2"), "not_due", "bad", "class_petition")]
    broken = owes + "promise C1 P1 2024-06-03 500USD by=2024-06-05 for=I1"  # a Wednesday: Monday the 10th is the last day
    assert moves(broken) == [(date(2024, 6, 11), "not_due", "in_collection", "class_broken_promises")]
    wrong = owes + "dispute C1 D1 -9 quality for=I1 closed=-1 justified=no"
    assert moves(wrong) == [(day("-1"), "not_due", "in_collection", "class_dispute_unjustified")]
    decided = "invoice C1 I1 +30 500USD \n class C1 V1 -9 bad until=-5 reason=told"
    assert moves(decided) == [
        (day("-9"), "not_due", "bad", "class_override"), (day("-4"), "bad", "not_due", "class_nothing_overdue"),
    ]  # fmt: skip


def test_a_move_of_the_day_looked_at_is_told() -> None:
    assert moves("invoice C1 I1 -8 500USD") == [(TODAY, "not_due", "in_collection", "class_age")]


def test_the_day_of_payment_is_looked_at_where_an_item_had_reached_a_class() -> None:
    """Due on Thursday 16 May; the promise for Friday is broken on the Thursday after; paid on Friday, the eighth day past due."""
    text = "invoice C1 I1 -27 500USD \n promise C1 P1 -27 500USD by=-26 for=I1 \n receipt C1 R1 -19 500USD for=I1"
    assert [(move[0], move[2]) for move in moves(text)] == [(date(2024, 5, 23), "in_collection"), (date(2024, 5, 24), "not_due")]


def test_a_move_on_any_other_day_is_found() -> None:
    """A promise of Monday 13 May for the 14th is broken on the 18th; paid on the 22nd, in grace."""
    text = "invoice C1 I1 2024-05-16 500USD \n promise C1 P1 2024-05-13 500USD by=2024-05-14 for=I1 \n"
    text += "receipt C1 R1 2024-05-22 500USD for=I1"
    assert [(move[0], move[2]) for move in moves(text)] == [(date(2024, 5, 18), "in_collection"), (date(2024, 5, 22), "not_due")]


def test_a_rest_the_house_lets_nobody_keep_grows_old() -> None:
    text = "invoice C1 I1 -200 4800USD \n receipt C1 R1 -150 4775USD for=I1"
    strict = Policy.of({"short_pays": {"absolute": {"USD": 0}, "percent": 0}})
    assert [move[:1] + move[2:3] for move in moves(text, policy=strict)] == [
        (day("-192"), "in_collection"), (day("-109"), "doubtful"), (day("-19"), "bad"),
    ]  # fmt: skip


def test_a_promise_is_judged_by_the_bank_days_of_its_buyer() -> None:
    """For Friday 3 May; Monday the 6th is a holiday in Britain, so the third bank day is Thursday the 9th."""
    text = "buyer C1 country=GB \n invoice C1 I1 2024-05-06 500USD \n promise C1 P1 2024-04-29 500USD by=2024-05-03 for=I1"
    assert moves(text)[0] == (date(2024, 5, 10), "not_due", "in_collection", "class_broken_promises")


def test_what_is_written_off_moves_on_the_day_it_was_learnt() -> None:
    told = moves("invoice C1 I1 -20 500USD \n letter C1 K1 -9 written_off learnt=-6")
    assert told[-1] == (day("-6"), "in_collection", "dead", "class_written_off")


def test_only_the_months_asked_for_are_told() -> None:
    text = "invoice C1 I1 -200 500USD"
    assert [move[2] for move in moves(text, months=1)] == ["bad"]
    assert [move[2] for move in moves(text, months=5)] == ["doubtful", "bad"]


def test_what_was_learnt_later_moves_nothing_earlier() -> None:
    text = "invoice C1 I1 -200 500USD \n event C1 E1 -100 winding_up_petition learnt=-3"
    earlier = moves(text, on=day("-4"))
    assert earlier == moves("invoice C1 I1 -200 500USD", on=day("-4"))
    assert moves(text)[: len(earlier)] == earlier


@pytest.mark.parametrize(("on", "expected"), [("-60", DebtClass.NOT_DUE), ("-61", None)])
def test_before_anybody_knew_the_buyer_it_had_no_class(on: str, expected: DebtClass | None) -> None:
    book = little_book("invoice C1 I1 0 500USD")  # issued, and learnt, sixty days ago
    found = class_then(book.account("C1"), day(on), book)
    assert (found.value if found else None) is expected
    assert class_history(book.account("C1"), TODAY, book) == ()
