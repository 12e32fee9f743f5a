"""Days beyond terms and the habit; who stopped paying must not look good."""

from decimal import Decimal

import pytest

from credit.account import Account
from credit.aging import ledger
from credit.behaviour import NO_HABIT, Habit, days_beyond_terms, habit, payments
from credit.thresholds import Alerting
from tests.credit.little_book import TODAY, day, facts


def dbt(text: str) -> Decimal | None:
    return days_beyond_terms(ledger(Account.of("C1", facts(text)), TODAY))


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
    # 25 of 100 open for 40 days, and 75 settled on time: (25 x 40 + 75 x 0) / 100
    text = "invoice C1 I1 -40 100USD \n receipt C1 R1 -40 75USD for=I1 \n invoice C1 I2 -9 75USD \n receipt C1 R2 -9 75USD for=I2"
    assert dbt(text) == 10


def test_an_item_not_yet_due_says_nothing() -> None:
    assert dbt("invoice C1 I1 0 100USD \n invoice C1 I2 +9 100USD") is None
    assert dbt(PAID + "invoice C1 I3 +30 9999USD") == dbt(PAID)


@pytest.mark.parametrize(("paid_on", "counted"), [("-364", True), ("-365", False)])
def test_what_was_settled_a_year_ago_counts_no_more(paid_on: str, counted: bool) -> None:
    found = dbt(f"invoice C1 I1 -374 100USD \n receipt C1 R1 {paid_on} 100USD for=I1")
    assert found == (10 if counted else None)


def test_the_most_used_currency_speaks() -> None:
    text = "invoice C1 I1 -10 1USD \n invoice C1 I2 -30 1USD \n invoice C1 I3 -90 900000JPY"
    assert dbt(text) == 20  # (1 x 10 + 1 x 30) / 2, the yen left out


def settled_late(*late: int) -> str:
    """One invoice for each number of days late, in the order they are settled, one a day up to today."""
    lines = (
        f"invoice C1 I{n} {n - len(late) + 1 - days:+} 10USD issued=-400 \n receipt C1 R{n} {n - len(late) + 1:+} 10USD for=I{n}"
        for n, days in enumerate(late)
    )
    return "\n".join(lines)


def usual(text: str, policy: Alerting = Alerting()) -> Habit:  # noqa: B008 - a frozen value
    return habit(ledger(Account.of("C1", facts(text)), TODAY).settled, policy)


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
    record = payments(ledger(Account.of("C1", facts(STOPPED)), TODAY).settled)
    assert [(paid.on, paid.days_late, paid.invoice) for paid in record] == [(day("-100"), 55, "I2"), (day("-100"), 7, "I1")]


def test_a_habit_of_one_invoice_is_a_habit_where_the_policy_asks_for_no_more() -> None:
    found = habit(ledger(Account.of("C1", facts("invoice C1 I1 -50 9USD \n receipt C1 R1 -46 9USD for=I1")), TODAY).settled,
                  Alerting(habit_least=1))  # fmt: skip
    assert found
    assert found == Habit(1, 4, 4)


def test_of_two_currencies_the_one_with_more_items_speaks_whatever_its_name() -> None:
    # one item in USD, 40 days late; two in EUR, 10 days late; Z stands behind E in the alphabet
    text = "invoice C1 A -40 100USD \n invoice C1 B -10 100EUR \n invoice C1 C -10 100EUR"
    assert dbt(text) == 10
    assert dbt(text.replace("EUR", "ZAR").replace("USD", "ABC")) == 10


def test_the_upper_percentile_is_the_nearest_rank_rounded_up() -> None:
    """Of a hundred and one invoices 1 to 101 days late 90 % is the 91st: 90.9 rounded up."""
    lines = "".join(f"invoice C1 I{n} -{300 - n} 9USD\nreceipt C1 R{n} -{300 - 2 * n} 9USD for=I{n}\n" for n in range(1, 102))
    settled = ledger(Account.of("C1", facts(lines)), TODAY).settled
    assert habit(settled, Alerting(habit_invoices=101)) == Habit(101, 51, 91)
