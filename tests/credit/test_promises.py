"""Promises are judged by receipts alone."""

from datetime import date

import pytest

from credit.policy import Policy
from credit.promises import PromiseState, judged, owed_when_given
from credit.thresholds import Promising
from tests.credit.little_book import little_book, money

FRIDAY = date(2024, 3, 8)


def state(text: str, on: date) -> PromiseState:
    (found,) = judged(little_book(text).account("C1"), on, Promising())
    return found.state


OVER_A_WEEKEND = f"""
    invoice  C1  I1  2024-02-01  1000USD
    promise  C1  P1  2024-03-04  1000USD  by={FRIDAY}  for=I1
"""


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (FRIDAY, PromiseState.RUNNING),
        (date(2024, 3, 11), PromiseState.RUNNING),  # Monday, the first bank day of tolerance
        (date(2024, 3, 13), PromiseState.RUNNING),  # Wednesday, the third
        (date(2024, 3, 14), PromiseState.BROKEN),
    ],
)
def test_the_tolerance_is_three_bank_days_and_a_weekend_is_none(on: date, expected: PromiseState) -> None:
    assert state(OVER_A_WEEKEND, on) is expected


@pytest.mark.parametrize(
    ("receipt", "expected"),
    [
        ("2024-03-13 1000USD for=I1", PromiseState.KEPT),  # the last day of tolerance
        ("2024-03-14 1000USD for=I1", PromiseState.BROKEN),  # a day too late
        ("2024-03-04 1000USD for=I1", PromiseState.KEPT),  # on the day of the promise
        ("2024-03-03 1000USD for=I1", PromiseState.BROKEN),  # before it was given
        ("2024-03-08 980USD  for=I1", PromiseState.KEPT),  # bank charges of 2 %
        ("2024-03-08 979.99USD for=I1", PromiseState.PARTLY_KEPT),
        ("2024-03-08 500USD for=I1", PromiseState.PARTLY_KEPT),  # half of it
        ("2024-03-08 499.99USD for=I1", PromiseState.BROKEN),
        ("2024-03-08 0.01USD for=I1", PromiseState.BROKEN),
        ("2024-03-08 1000USD", PromiseState.KEPT),  # no invoice named
        ("2024-03-08 1000USD for=I2", PromiseState.BROKEN),  # for another invoice
        ("2024-03-08 1000USD for=I2,I1", PromiseState.KEPT),
        ("2024-03-08 1000EUR for=I1", PromiseState.BROKEN),  # not the money that was promised
    ],
)
def test_what_keeps_a_promise(receipt: str, expected: PromiseState) -> None:
    assert state(OVER_A_WEEKEND + f"receipt C1 R1 {receipt}", date(2024, 3, 20)) is expected


def test_a_promise_for_whatever_is_oldest_is_kept_by_any_receipt() -> None:
    text = f"promise C1 P1 2024-03-04 100USD by={FRIDAY} \n receipt C1 R1 2024-03-05 100USD for=I7"
    assert state(text, FRIDAY) is PromiseState.KEPT


def test_two_receipts_keep_a_promise_together_and_tell_what_came_in() -> None:
    text = OVER_A_WEEKEND + "receipt C1 R1 2024-03-05 400USD for=I1 \n receipt C1 R2 2024-03-12 590USD for=I1"
    account = little_book(text).account("C1")
    (before,) = judged(account, FRIDAY, Promising())
    (after,) = judged(account, date(2024, 3, 12), Promising())
    assert (before.state, before.paid) == (PromiseState.RUNNING, money("400USD"))
    assert (after.state, after.paid, after.judged_on) == (PromiseState.KEPT, money("990USD"), date(2024, 3, 13))


def test_a_promise_not_yet_given_is_not_judged() -> None:
    assert judged(little_book(OVER_A_WEEKEND).account("C1"), date(2024, 3, 3), Promising()) == ()


def states(text: str, on: date = date(2024, 3, 20)) -> dict[str, PromiseState]:
    return {entry.promise.id: entry.state for entry in judged(little_book(text).account("C1"), on, Promising())}


TWO = f"""
    promise  C1  P1  2024-03-04  1000USD  by={FRIDAY}
    promise  C1  P2  2024-03-05  1000USD  by={FRIDAY}
"""
KEPT, PARTLY, BROKEN = PromiseState.KEPT, PromiseState.PARTLY_KEPT, PromiseState.BROKEN


@pytest.mark.parametrize(
    ("receipts", "first", "second"),
    [
        ("receipt C1 R1 2024-03-06 1000USD", KEPT, BROKEN),  # one receipt keeps one promise, the oldest
        ("receipt C1 R1 2024-03-06 1500USD", KEPT, PARTLY),
        ("receipt C1 R1 2024-03-06 2000USD", KEPT, KEPT),
        ("receipt C1 R1 2024-03-06 980USD \n receipt C1 R2 2024-03-06 980USD", KEPT, KEPT),  # charges taken off both
    ],
)
def test_what_keeps_one_promise_keeps_no_second(receipts: str, first: PromiseState, second: PromiseState) -> None:
    assert states(TWO + receipts) == {"P1": first, "P2": second}


def test_money_for_an_invoice_keeps_the_promise_that_names_it_though_another_is_older() -> None:
    text = TWO.replace("P2  2024-03-05  1000USD", "P2  2024-03-05  1000USD  for=I1")
    assert states(text + "receipt C1 R1 2024-03-06 1000USD for=I1") == {"P1": BROKEN, "P2": KEPT}


def test_of_two_promises_of_one_day_the_smaller_is_kept_first() -> None:
    text = TWO.replace("2024-03-05  1000USD", "2024-03-04   100USD")
    assert states(text + "receipt C1 R1 2024-03-06 100USD") == {"P1": BROKEN, "P2": KEPT}


@pytest.mark.parametrize("back", ["receipt C1 R2 2024-03-18 -1000USD for=I1", "receipt C1 R2 2024-03-06 -1000USD for=I1"])
def test_a_payment_that_bounces_keeps_nothing(back: str) -> None:
    assert states(OVER_A_WEEKEND + f"receipt C1 R1 2024-03-06 1000USD for=I1 \n {back}") == {"P1": BROKEN}


def test_money_given_back_for_another_invoice_breaks_no_promise() -> None:
    text = OVER_A_WEEKEND + "receipt C1 R1 2024-03-06 1000USD for=I1 \n receipt C1 R2 2024-03-07 -1000USD for=I7"
    assert states(text) == {"P1": KEPT}


def test_a_promise_of_more_than_was_owed_is_kept_once_the_debt_is_paid() -> None:
    """A file says 99,999 of a debt of 15,000, 1,000 of it paid before: 13,720 (98 % of 14,000) keeps it, a cent less does not."""
    text = """
        invoice  C1  I1  2024-02-01  15000USD
        receipt  C1  R0  2024-02-20   1000USD  for=I1
        promise  C1  P1  2024-03-04  99999USD  by=2024-03-08
    """
    after = date(2024, 3, 20)
    assert state(text + "receipt C1 R1 2024-03-07 14000USD for=I1", after) is PromiseState.KEPT
    assert state(text + "receipt C1 R1 2024-03-07 13720USD", after) is PromiseState.KEPT
    assert state(text + "receipt C1 R1 2024-03-07 13719.99USD", after) is PromiseState.PARTLY_KEPT
    assert state(text + "receipt C1 R1 2024-03-07 6999.99USD", after) is PromiseState.BROKEN
    assert state(text + "invoice C1 I2 2024-04-01 100USD issued=2024-03-05 \n receipt C1 R1 2024-03-07 14000USD", after) is (
        PromiseState.KEPT  # what was sold since was not meant
    )


@pytest.mark.parametrize(
    ("lines", "named", "owed"),
    [
        ("300USD issued=2024-03-03", "", "300USD"),
        ("300USD issued=2024-03-04", "", "300USD"),  # on the day itself
        ("300USD issued=2024-03-05", "", "0USD"),  # what was sold since was not meant
        ("300USD issued=2024-03-03", "for=I1", "300USD"),
        ("300USD issued=2024-03-04", "for=I1", "300USD"),
        ("300USD issued=2024-03-05", "for=I1", "300USD"),  # unless it is named
        ("300USD issued=2024-03-03", "for=I9", "0USD"),
        ("300USD issued=2024-03-04", "for=I9", "0USD"),
        ("300USD issued=2024-03-05", "for=I9", "0USD"),
        ("0.01USD issued=2024-03-04", "", "0.01USD"),
        ("-300USD issued=2024-03-04", "", "0USD"),  # a credit note is no debt
        ("300EUR issued=2024-03-04", "", "0USD"),
        ("300USD issued=2024-03-01 \n receipt C1 R1 2024-03-03 100USD for=I1", "", "200USD"),
        ("300USD issued=2024-03-01 \n receipt C1 R1 2024-03-04 100USD for=I1", "", "300USD"),  # money of the day keeps it
    ],
)
def test_what_was_owed_when_a_promise_was_given(lines: str, named: str, owed: str) -> None:
    account = little_book(f"promise C1 P1 2024-03-04 500USD by=2024-03-08 {named} \n invoice C1 I1 2024-04-01 {lines}").account(
        "C1"
    )
    assert owed_when_given(account, account.promises[0]) == money(owed)


@pytest.mark.parametrize(("absolute", "expected"), [(50, PromiseState.KEPT), (0, PromiseState.PARTLY_KEPT)])
def test_what_was_owed_is_counted_by_the_houses_own_tolerance(absolute: int, expected: PromiseState) -> None:
    """90 are promised; 50 of J are owed, and the 40 a bank kept back of I are owed too where the house grants no charges."""
    policy = Policy.of({"short_pays": {"absolute": {"USD": absolute}, "percent": 0}})
    account = little_book("""
        invoice C1 I 2024-02-01 10000USD
        receipt C1 R 2024-02-10 9960USD for=I
        invoice C1 J 2024-02-01 50USD
        promise C1 P1 2024-02-20 90USD by=2024-02-26
        receipt C1 R2 2024-02-24 50USD for=J
    """).account("C1")
    (found,) = judged(account, date(2024, 3, 10), policy.promising, policy.short_pays)
    assert found.state is expected


@pytest.mark.parametrize(("promised", "expected"), [("0USD", PromiseState.NOTHING), ("0.01USD", PromiseState.BROKEN)])
def test_a_word_over_nothing_is_none_and_one_over_a_cent_is(promised: str, expected: PromiseState) -> None:
    assert state(f"promise C1 P1 2024-03-04 {promised} by={FRIDAY}", date(2024, 3, 20)) is expected


def test_a_promise_for_a_day_before_it_was_given_is_not_judged() -> None:
    text = """
        invoice  C1  I1  2024-02-01  1000USD
        promise  C1  P1  2024-09-10  1000USD  by=2023-01-10  learnt=2024-09-10
        promise  C1  P2  2024-09-11  1000USD  by=2024-09-13
    """
    found = judged(little_book(text).account("C1"), date(2024, 9, 30), Promising())
    assert [(entry.state, entry.level) for entry in found] == [(PromiseState.MISDATED, 1), (PromiseState.BROKEN, 1)]


def test_the_tolerance_counts_the_bank_days_of_the_payer() -> None:
    """For Friday 3 May; Monday the 6th is a holiday in Britain, so Thursday the 9th is the third bank day."""
    text = "invoice C1 I1 2024-05-01 500USD \n promise C1 P1 2024-05-01 500USD by=2024-05-03 for=I1"
    assert state(text, date(2024, 5, 9)) is PromiseState.BROKEN
    assert state("buyer C1 country=GB \n" + text, date(2024, 5, 9)) is PromiseState.RUNNING


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        ("-300USD", PromiseState.KEPT),  # of the latest 300: the 200 promised are there
        ("-400USD", PromiseState.KEPT),  # and 100 of those before: 200 are left
        ("-400.01USD", PromiseState.KEPT),  # a bank's charge
        ("-500USD", PromiseState.PARTLY_KEPT),
        ("-600USD", PromiseState.BROKEN),
    ],
)
def test_what_names_no_invoice_and_is_taken_back_is_taken_off_the_latest_first(back: str, expected: PromiseState) -> None:
    text = f"""
        promise  C1  P1  2024-03-04  200USD  by={FRIDAY}
        receipt  C1  R1  2024-03-05  300USD
        receipt  C1  R2  2024-03-06  300USD
        receipt  C1  R3  2024-03-07  {back}
    """
    assert state(text, date(2024, 3, 20)) is expected


def test_a_promise_takes_no_more_of_a_receipt_than_it_lacks() -> None:
    """P1 takes 200 and 100; the 400 that are left keep P2."""
    text = f"""
        promise  C1  P1  2024-03-04  300USD  by={FRIDAY}
        promise  C1  P2  2024-03-04  400USD  by={FRIDAY}
        receipt  C1  R1  2024-03-05  200USD
        receipt  C1  R2  2024-03-06  500USD
    """
    assert states(text) == {"P1": KEPT, "P2": KEPT}


def test_a_cent_keeps_the_promise_of_a_cent() -> None:
    text = f"promise C1 P1 2024-03-04 0.01USD by={FRIDAY} \n receipt C1 R1 2024-03-05 0.01USD"
    assert state(text, date(2024, 3, 20)) is PromiseState.KEPT


def test_a_rest_promised_after_a_part_was_kept_stays_at_its_level() -> None:
    """The first word for I1 was broken, the second for a part of it was kept: the third is no third time."""
    text = """
        invoice  C1  I1  2024-01-01  1000USD
        promise  C1  P1  2024-01-05  1000USD  by=2024-01-12  for=I1
        promise  C1  P2  2024-02-01   400USD  by=2024-02-09  for=I1
        receipt  C1  R1  2024-02-08   400USD  for=I1
        promise  C1  P3  2024-03-01   600USD  by=2024-03-08  for=I1
    """
    found = judged(little_book(text).account("C1"), date(2024, 3, 4), Promising())
    assert [entry.level for entry in found] == [1, 2, 2]
