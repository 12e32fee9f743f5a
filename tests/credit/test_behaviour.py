"""Days beyond terms and the habit; who stopped paying must not look good."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.account import Account
from credit.aging import Ledger, ledger
from credit.alerts.own_grade import own_grade
from credit.assess import assess_book
from credit.behaviour import NO_HABIT, Habit, beyond_terms, days_beyond_terms, habit, payments
from credit.limits.need import days_late
from credit.payment_measures import payment_measures
from credit.payment_record import Experience, Share, experiences, paydex_equivalent
from credit.policy import DEFAULT_POLICY
from credit.rating.letter import Grade
from credit.thresholds import Alerting
from tests.credit.little_book import TODAY, day, facts, little_book, money, published


def dbt(text: str) -> Decimal | None:
    record = experiences(ledger(Account.of("C1", facts(text)), TODAY))
    return days_beyond_terms(record, TODAY, {"USD": Decimal(1)}.get).days


PAID = """
    invoice  C1  I1  -107  140USD
    receipt  C1  R1  -100  140USD  for=I1   # 140 paid 7 days late
    invoice  C1  I2  -155   85USD
    receipt  C1  R2  -100   85USD  for=I2   # 85 paid 55 days late
"""
STOPPED = PAID + "invoice C1 I3 -90 214USD"  # 214 open and 90 days late


def test_open_overdue_items_count_with_their_days_so_far() -> None:
    """TRADE.md appendix C, no. 9."""
    assert round(dbt(PAID) or 0, 2) == Decimal("25.13")  # (140 x 7 + 85 x 55) / 225 = 5,655 / 225
    assert round(dbt(STOPPED) or 0, 2) == Decimal("56.75")  # (5,655 + 214 x 90) / 439 = 24,915 / 439


def test_early_payment_does_not_make_up_for_late_payment() -> None:
    # paid 20 days early counts as 0: (100 x 0 + 100 x 10) / 200
    early = "invoice C1 I1 -50 100USD \n receipt C1 R1 -70 100USD for=I1"
    assert dbt(early + "\n invoice C1 I2 -50 100USD \n receipt C1 R2 -40 100USD for=I2") == 5


def test_only_what_is_still_open_of_an_item_is_late() -> None:
    # 25 of 100 open for 40 days, the 75 paid to the day, and 75 more of another: (75 x 0 + 25 x 40 + 75 x 0) / 175 = 1,000 / 175
    text = "invoice C1 I1 -40 100USD \n receipt C1 R1 -40 75USD for=I1 \n invoice C1 I2 -9 75USD \n receipt C1 R2 -9 75USD for=I2"
    assert dbt(text) == Decimal(1_000) / 175


def test_an_item_not_yet_due_says_nothing() -> None:
    assert dbt("invoice C1 I1 0 100USD \n invoice C1 I2 +9 100USD") is None
    assert dbt(PAID + "invoice C1 I3 +30 9999USD") == dbt(PAID)


@pytest.mark.parametrize(("paid_on", "counted"), [("-364", True), ("-365", False)])
def test_what_was_settled_a_year_ago_counts_no_more(paid_on: str, counted: bool) -> None:
    found = dbt(f"invoice C1 I1 -373 100USD \n receipt C1 R1 {paid_on} 100USD for=I1")
    assert found == (9 if counted else None)


def settled_late(*late: int) -> str:
    """One invoice for each number of days late, in the order they are settled, one a day up to today."""
    lines = (
        f"invoice C1 I{n} {n - len(late) + 1 - days:+} 10USD issued=-400 \n receipt C1 R{n} {n - len(late) + 1:+} 10USD for=I{n}"
        for n, days in enumerate(late)
    )
    return "\n".join(lines)


def usual(text: str, policy: Alerting = Alerting()) -> Habit:  # noqa: B008 - a frozen value
    return habit(every_day(ledger(Account.of("C1", facts(text)), TODAY)), policy)


def every_day(items: Ledger) -> Ledger:
    """The items where banks work every day."""
    return replace(items, rolled=lambda due: due)


@pytest.mark.parametrize(
    ("late", "expected"),
    [
        ((1, 2, 3, 4), NO_HABIT),  # four invoices are no habit
        ((5, 1, 100, 3, 2), Habit(5, 3, 100)),  # median 3; nearest rank 0.9 x 5 = 4.5, the 5th
        ((1, 2, 3, 4, 5, 6, 7, 8, 9, 50), Habit(10, 5, 9)),  # lower median 5; 0.9 x 10, the 9th
        ((-3, -2, -1, 0, 0), Habit(5, -1, 0)),
    ],
)
def test_the_habit_is_the_median_and_the_upper_percentile(late: tuple[int, ...], expected: Habit) -> None:
    assert usual(settled_late(*late)) == expected


def test_only_the_latest_invoices_make_the_habit() -> None:
    assert usual(settled_late(*[90] * 10, *[2] * 20)) == Habit(20, 2, 2)
    assert usual(settled_late(*[90] * 10, *[2] * 5), Alerting(habit_invoices=5)) == Habit(5, 2, 2)


def test_no_habit_is_false() -> None:
    assert not NO_HABIT
    assert usual(settled_late(0, 0, 0, 0, 0))


def test_the_payment_record_tells_each_settled_invoice_oldest_first() -> None:
    record = payments(ledger(Account.of("C1", facts(STOPPED)), TODAY))
    assert [(paid.on, paid.days_late, paid.invoice) for paid in record] == [(day("-100"), 55, "I2"), (day("-100"), 7, "I1")]


def test_a_habit_of_one_invoice_is_a_habit_where_the_policy_asks_for_no_more() -> None:
    found = habit(ledger(Account.of("C1", facts("invoice C1 I1 -50 9USD \n receipt C1 R1 -46 9USD for=I1")), TODAY),
                  Alerting(habit_least=1))  # fmt: skip
    assert found
    assert found == Habit(1, 4, 4)


def test_the_upper_percentile_is_the_nearest_rank_rounded_up() -> None:
    """Of a hundred and one invoices 1 to 101 days late 90 % is the 91st: 90.9 rounded up."""
    lines = "".join(f"invoice C1 I{n} -{300 - n} 9USD\nreceipt C1 R{n} -{300 - 2 * n} 9USD for=I{n}\n" for n in range(1, 102))
    items = every_day(ledger(Account.of("C1", facts(lines)), TODAY))
    assert habit(items, Alerting(habit_invoices=101)) == Habit(101, 51, 91)


def test_who_pays_on_the_day_after_the_sunday_is_not_late_by_any_measure() -> None:
    """Ten invoices due on Sundays and paid on Mondays: no day beyond terms, PAYDEX-equivalent 80, none of ten late."""
    text = "buyer C1 \n" + "".join(
        f"invoice C1 I{n} {-94 + 7 * n:+} 100USD \n receipt C1 R{n} {-93 + 7 * n:+} 100USD for=I{n} \n" for n in range(10)
    )
    assert day("-94").weekday() == 6
    found = assess_book(little_book(text, home=""), TODAY).of("C1")
    assert (found.dbt, found.late, found.habit) == (Decimal(0), Share(0, 10), Habit(10, 0, 0))
    assert paydex_equivalent(found.dbt or 0) == 80
    assert {paid.days_late for paid in payments(found.ledger)} == {0}
    assert days_late(found.ledger, DEFAULT_POLICY.limits) == 0


@pytest.mark.parametrize(
    ("payer", "home", "late"),
    [
        ("GB", "", 1),  # early May bank holiday on Monday 6 May 2024 (gov.uk): payable on the 7th
        ("GB", "CN", 1),
        ("US", "", 2),
        ("US", "GB", 1),  # the bank of the payee rests
        ("", "", 2),  # weekends alone
    ],
)
def test_lateness_counts_from_the_day_on_which_banks_of_both_sides_work(payer: str, home: str, late: int) -> None:
    """Due on Sunday 5 May 2024 and paid on Wednesday the 8th."""
    text = f"buyer C1 country={payer} \n invoice C1 I1 2024-05-05 100USD \n receipt C1 R1 2024-05-08 100USD for=I1"
    found = assess_book(little_book(text, home=home), TODAY).of("C1")
    assert found.dbt == late
    assert [told.days for told in found.record] == [late]
    assert found.ledger.settled[0].dpd == 3, "classes and ages count calendar days"


RATE = published(USD="1.16")
MIXED = "".join(f"invoice C1 E{n} -90 100EUR \n receipt C1 R{n} -90 100EUR for=E{n} \n" for n in range(10))
MIXED += "invoice C1 BIG -86 400000USD"


def test_every_currency_weighs_what_it_is_worth() -> None:
    """Ten times 100 EUR are 1,160 USD: 400,000 x 86 / 401,160 = 85.75 days; 10 x 0.6 + 100 x 0.4 = 46 points, a D."""
    found = assess_book(little_book(MIXED, rates=RATE), TODAY).of("C1")
    assert found.dbt == Decimal(400_000 * 86) / 401_160
    assert found.unweighed == ()
    assert (found.graded.value, found.graded.points) == (Grade.D, 46)
    assert round(payment_measures(found, DEFAULT_POLICY).signed_average or 0, 2) == Decimal("85.75")
    told = own_grade(found.record, {}, DEFAULT_POLICY.grading, {"USD": Decimal(1), "EUR": Decimal("1.16")}.get)
    assert told.rank(TODAY.toordinal()) == Grade.D.rank


def test_a_currency_without_a_rate_is_left_out_by_name() -> None:
    text = "invoice C1 I1 -28 1USD \n invoice C1 I2 -14 3USD \n invoice C1 I3 -90 900000JPY"
    found = assess_book(little_book(text, home=""), TODAY).of("C1")
    assert (found.dbt, found.unweighed) == (Decimal(1 * 28 + 3 * 14) / 4, ("JPY",))
    (reason,) = [reason for reason in found.graded.reasons if reason.code == "grade_rate_missing"]
    assert (reason.facts["currency"], reason.facts["invoice"], reason.facts["source"]) == ("JPY", "I3", "rates")


def test_where_no_currency_has_a_rate_the_most_used_speaks_and_the_others_are_named() -> None:
    text = "invoice C1 A -28 100GBP \n invoice C1 B -14 100EUR \n invoice C1 C -14 100EUR"
    found = assess_book(little_book(text, home=""), TODAY).of("C1")
    assert (found.dbt, found.unweighed) == (Decimal(14), ("GBP",))
    told = own_grade(found.record, {}, DEFAULT_POLICY.grading, lambda code: None)
    assert told.rank(TODAY.toordinal()) == Grade.C.rank  # 14 days: 70 x 0.6; all three late: 30 x 0.4; 54 points are a C


def test_what_came_early_or_to_the_day_counts_no_days() -> None:
    """Three days early, to the day, one and two days late."""
    told = [Experience(f"I{days}", money("9USD"), TODAY, days, False) for days in (-3, 0, 1, 2)]
    assert [days for _told, _amount, days in beyond_terms(told, TODAY)] == [0, 0, 1, 2]
