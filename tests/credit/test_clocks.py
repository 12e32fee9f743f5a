"""Promises are judged by receipts alone; the insurer's clock runs from the oldest item it was not told of."""

from datetime import date

import pytest

from credit.clocks.clock import Clock, ClockKind, promise_clock
from credit.clocks.insurer import insurer_clock
from credit.promises import PromiseState, judged
from credit.rates import NO_RATES, Rates
from credit.thresholds import Clocking, Promising
from tests.credit.little_book import assessed, day, little_book, money, published

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


def test_the_clock_of_a_promise_loses_no_money() -> None:
    (entry,) = judged(little_book(OVER_A_WEEKEND).account("C1"), FRIDAY, Promising())
    assert promise_clock(entry, FRIDAY) == Clock(ClockKind.PROMISE, date(2024, 3, 13), 5, "P1", None)


def notice(text: str, rates: Rates = NO_RATES) -> Clock | None:
    looked_at = assessed(text, rates=rates)
    return insurer_clock(looked_at.account, looked_at.ledger.overdue, looked_at.on, Clocking(), 90, rates)


INSURED = """
    buyer    C1               insured=5000USD
    invoice  C1  I1  -50  2000USD
    invoice  C1  I2  -20  1000USD
    invoice  C1  I3    0  9000USD    # due today, not overdue
"""


def test_the_insurer_must_hear_of_the_oldest_item_within_sixty_days() -> None:
    # day -50 + 60 = day +10; at stake 90 % of the 3,000 overdue
    assert notice(INSURED) == Clock(ClockKind.INSURER_NOTICE, day("+10"), 10, "I1", money("2700USD"))


def test_no_more_than_the_covered_share_of_the_insured_limit_is_at_stake() -> None:
    found = notice(INSURED + "invoice C1 I4 -5 4000USD")
    assert found is not None
    assert found.stake == money("4500USD")  # 90 % of 5,000; overdue are 7,000


@pytest.mark.parametrize("buyer", ["buyer C1", "buyer C1 insured=0USD"])
def test_where_nothing_is_insured_no_clock_runs(buyer: str) -> None:
    assert notice(f"{buyer} \n invoice C1 I1 -50 2000USD") is None
    assert notice("buyer C1 insured=100USD \n invoice C1 I1 0 2000USD") is None


@pytest.mark.parametrize(
    ("told_on", "subject"),
    [
        ("-60", "I1"),  # before anything was overdue
        ("-50", "I1"),  # on the due date nothing was overdue yet
        ("-49", "I2"),  # I1 was told, I2 fell due later
        ("-20", "I2"),
        ("-19", None),
        ("0", None),
        ("+1", "I1"),  # tomorrow's notice does not stop today's clock
    ],
)
def test_the_clock_stops_for_what_was_overdue_when_the_insurer_was_told(told_on: str, subject: str | None) -> None:
    found = notice(INSURED + f"email C1 K1 {told_on} insurer_notified learnt=-100")
    assert (found.subject if found else None) == subject


def test_a_notice_of_one_invoice_does_not_stop_the_clock_of_another() -> None:
    found = notice(INSURED + "email C1 K1 -1 insurer_notified for=I1")
    assert found is not None
    assert (found.subject, found.slack) == ("I2", 40)


def test_an_ordinary_mail_does_not_stop_the_clock() -> None:
    found = notice(INSURED + "email C1 K1 -1 replied")
    assert found is not None
    assert found.subject == "I1"


def test_the_stake_is_told_in_the_currency_of_the_cover() -> None:
    text = "buyer C1 insured=5000USD \n invoice C1 I1 -70 800EUR"
    converted, unknown = notice(text, published(USD="1.25")), notice(text)
    assert converted is not None
    assert (converted.stake, converted.slack) == (money("900USD"), -10)  # 800 x 1.25 x 90 %; ten days missed
    assert unknown is not None
    assert unknown.stake == money("4500USD")  # without a rate all the cover


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
