"""The ledger month by month agrees with the ledger day by day, and never looks ahead."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.account import Account
from credit.aging import aging, ledger
from credit.book import Book
from credit.monthly import AtRisk, MonthSeries, month_series
from credit.turnover import Month
from tests.credit.any_facts import any_book, calm, days
from tests.credit.little_book import TODAY, little_book

ONE = {"USD": Decimal(1)}
JUNE = date(2024, 6, 30)
"""Of a month's last day the months are those of the calendar."""


def series(text: str, months: int = 3, on: date = TODAY, factors: dict[str, Decimal] = ONE) -> MonthSeries:
    return month_series(little_book(text).accounts.values(), on, factors, months)


YEAR = """
    invoice  C1  I0  2024-03-31   70USD  issued=2024-02-01          # before the months looked at
    invoice  C1  I1  2024-05-10  100USD  issued=2024-04-10
    invoice  C1  I2  2024-05-31  200USD  issued=2024-04-30          # due on a month's last day
    invoice  C1  I3  2024-06-12   40USD  issued=2024-05-20          # due on the day of looking
    receipt  C1  R1  2024-05-15   60USD  for=I1
    receipt  C1  R2  2024-06-02  240USD  for=I1,I2
    receipt  C1  R3  2024-06-03    5USD                             # for nothing in particular
    invoice  C1  I4  2024-06-05  -10USD  issued=2024-06-05          # a credit note
"""


def test_months_of_a_little_book() -> None:
    """Looked at on 30 June: April, May and June."""
    found = series(YEAR, on=JUNE)
    assert found.months == (
        # April: 70 of before and 300 sold; I1 and I2 not due. Open today of April: 200 - 200, nothing.
        Month(date(2024, 4, 30), 30, 30_000, 37_000, 30_000, 0),
        # May: 370 + 40 - 60; I1 overdue, I2 due on the 31st itself, I3 not due. Open today: I3, 40 x 41 days.
        Month(date(2024, 5, 31), 31, 4_000, 35_000, 24_000, 4_000 * 41),
        # June: 350 - 240 - 5 - 10; I3 is past due.
        Month(JUNE, 30, -1_000, 9_500, 0, 0),
    )
    assert found.open_before == 7_000
    assert found.uncounted == ()


def test_months_looked_at_within_one_end_on_its_day_and_are_whole() -> None:
    """Looked at on 12 June: to 12 April, to 12 May, to 12 June."""
    assert series(YEAR).months == (
        # 70 of before and 100 sold on 10 April; I1 not due
        Month(date(2024, 4, 12), 31, 10_000, 17_000, 10_000, 0),
        # 170 + 200 sold on 30 April; I1 overdue
        Month(date(2024, 5, 12), 30, 20_000, 37_000, 20_000, 0),
        # 370 + 40 - 60 - 240 - 5 - 10; I3 is due today and not past due, 23 days old
        Month(date(2024, 6, 12), 31, 3_000, 9_500, 4_000, 4_000 * 23),
    )


@pytest.mark.parametrize(
    ("on", "ends", "days"),
    [
        (date(2020, 7, 31), (date(2020, 5, 31), date(2020, 6, 30), date(2020, 7, 31)), 92),
        (date(2020, 8, 1), (date(2020, 6, 1), date(2020, 7, 1), date(2020, 8, 1)), 92),  # 2 May to 1 August
        (date(2023, 3, 30), (date(2023, 1, 30), date(2023, 2, 28), date(2023, 3, 30)), 90),  # 31 December to 30 March
        (date(2024, 2, 28), (date(2023, 12, 28), date(2024, 1, 28), date(2024, 2, 28)), 92),  # of a leap year: not its last
    ],
)
def test_three_months_are_three_months_on_every_day(on: date, ends: tuple[date, ...], days: int) -> None:
    text = "".join(f"invoice C1 I{end} 2024-12-31 1USD issued={end} \n" for end in ends)
    found = series(text, on=on).months
    assert (tuple(month.ends_on for month in found), sum(month.days for month in found)) == (ends, days)
    assert [month.sales for month in found] == [100, 100, 100], "a month's last day belongs to it"


def test_what_is_paid_stands_open_until_the_month_it_was_paid_in() -> None:
    text = "invoice C1 I1 2024-06-30 100USD issued=2024-04-10 \n receipt C1 R1 2024-05-15 30USD for=I1"
    assert [month.current for month in series(text, on=JUNE).months] == [10_000, 7_000, 7_000]


def test_what_is_learnt_later_changes_no_earlier_day() -> None:
    later = YEAR + "receipt C1 R9 2024-05-01 40USD for=I1 learnt=2024-06-13 \n invoice C1 I9 2024-06-01 9USD learnt=2024-06-13"
    assert series(later) == series(YEAR)
    assert series(later, on=date(2024, 6, 13)) != series(YEAR, on=date(2024, 6, 13))


def test_what_happens_later_is_not_in_it_though_it_is_known() -> None:
    early = "\n invoice C1 I8 +90 9USD issued=+1 learnt=-9 \n receipt C1 R8 +1 9USD for=I3 learnt=-9"
    assert series(YEAR + early) == series(YEAR)


def test_other_currencies_come_in_at_the_factor_given_and_are_named_where_there_is_none() -> None:
    text = "invoice C1 I1 2024-07-01 100EUR issued=2024-06-01 \n invoice C2 I2 2024-07-01 500JPY issued=2024-06-01"
    found = series(text, 1, factors={"EUR": Decimal("1.0845"), "GBP": Decimal(2)})
    assert found.months[0].sales == 10_845
    assert found.uncounted == ("JPY",)


def test_a_receipt_meets_only_its_own_currency_and_its_own_sign() -> None:
    text = """
        invoice  C1  I1  2024-07-01  100USD  issued=2024-06-01
        invoice  C1  N1  2024-07-01  -30USD  issued=2024-06-01
        receipt  C1  R1  2024-06-02   50EUR  for=I1               # another currency
        receipt  C1  R2  2024-06-02   20USD  for=N1,GONE,I1       # no money for a credit note, nor for what is not there
        receipt  C1  R3  2024-06-03  -10USD  for=GONE,N1          # ten of the credit note used up
    """
    (june,) = series(text, 1).months
    assert june.current == 8_000
    assert june.receivable == 6_000  # 100 - 30 - 20 + 10


def test_an_invoice_due_before_it_was_issued_was_never_current() -> None:
    found = series("invoice C1 I1 2024-04-01 100USD issued=2024-05-02 \n receipt C1 R1 2024-05-09 10USD for=I1")
    assert [month.current for month in found.months] == [0, 0, 0]


def test_a_due_date_of_a_typing_error_is_only_far_away() -> None:
    found = series("invoice C1 I1 2099-04-01 100USD issued=2024-05-02 \n invoice C1 I2 0001-04-01 1USD issued=0001-01-01")
    assert [month.current for month in found.months] == [0, 10_000, 10_000]
    assert found.open_before == 100


@pytest.mark.parametrize(("paid", "reached"), [("-11", 0), ("-10", 1)])
def test_the_at_risk_rate_counts_invoices_that_reached_ninety_days(paid: str, reached: int) -> None:
    """Due 100 days ago: paid after 89 days it was not at risk, after 90 it was."""
    text = f"invoice C1 I1 -100 1USD \n receipt C1 R1 {paid} 1USD for=I1 \n invoice C1 N1 -100 -1USD \n invoice C1 I2 -89 1USD"
    found = series(text).at_risk
    assert (found.reached, found.of) == (reached, 1)  # the credit note and the young invoice stand in neither
    assert found.share == reached


def test_what_is_open_for_ninety_days_is_at_risk_and_part_payment_does_not_help() -> None:
    text = "invoice C1 I1 -90 2USD \n receipt C1 R1 -80 1USD for=I1 \n invoice C1 I2 -300 1USD \n receipt C1 R2 -290 1USD for=I2"
    assert series(text).at_risk.share == Decimal("0.5")


def test_of_no_invoice_there_is_no_rate() -> None:
    assert AtRisk(0, 0).share is None
    assert series("buyer C1").months[0] == Month(date(2024, 4, 12), 31, 0, 0, 0, 0)


@calm
@given(any_book(), days(-60, 20))
def test_the_last_month_is_the_aging_of_the_day(book: Book, on: date) -> None:
    for code in ("USD", "EUR"):
        last = month_series(book.accounts.values(), on, {code: Decimal(1)}, 2).months[-1]
        agings = [
            entry
            for account in book.accounts.values()
            for entry in aging(ledger(account.as_known_on(on), on), (30,))
            if entry.currency == code
        ]
        assert last.receivable == sum(entry.balance.minor for entry in agings)
        assert last.current == sum(entry.not_due.minor for entry in agings)


@calm
@given(any_book(), st.integers(1, 9))
def test_every_month_end_is_the_balance_of_that_day(book: Book, months: int) -> None:
    """As known today: an earlier month's end is the sum of what happened by then."""
    known = [account.as_known_on(TODAY) for account in book.accounts.values()]
    found = month_series(book.accounts.values(), TODAY, ONE, months)
    assert len(found.months) == months
    for month in found.months:
        assert month.receivable == sum(_balance(account, month.ends_on) for account in known)
    for before, after in pairwise(found.months):
        assert after.ends_on - before.ends_on == timedelta(days=after.days)


def _balance(account: Account, on: date) -> int:
    """Invoiced less received, deposits awaited and discounts taken: what the ledger of that day says, proven in test_aging."""
    return sum(entry.balance.minor for entry in aging(ledger(account, on), ()) if entry.currency == "USD")


@pytest.mark.parametrize(
    ("again", "reached"), [("", 1), ("receipt C1 R3 -12 1USD for=I1", 0), ("receipt C1 R3 -10 1USD for=I1", 1)]
)
def test_what_was_paid_and_bounced_is_at_risk_until_it_is_paid_again(again: str, reached: int) -> None:
    text = f"invoice C1 I1 -100 1USD \n receipt C1 R1 -90 1USD for=I1 \n receipt C1 R2 -80 -1USD for=I1 \n {again}"
    assert series(text).at_risk == AtRisk(reached, 1)


def test_what_bounced_before_it_was_due_is_current_again() -> None:
    text = """
        invoice  C1  I1  2024-06-30  100USD  issued=2024-04-10
        receipt  C1  R1  2024-04-15  100USD  for=I1
        receipt  C1  R2  2024-05-15 -100USD  for=I1
    """
    assert [month.current for month in series(text, on=JUNE).months] == [0, 10_000, 10_000]
