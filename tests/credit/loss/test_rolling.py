"""How debts rolled from bucket to bucket: every month's end rebuilt from invoices and receipts, by hand.

TODAY is 2024-06-12; with two months of history the rows stand at 2024-04-30 (-43 days) and 2024-05-31 (-12 days).
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.aging import aging, ledger
from credit.loss.expected_loss import Gone, LossPolicy, bucket_balances
from credit.loss.rolling import ENDS, Rolled, rolled
from tests.credit.little_book import TODAY, day, little_book

TWO = LossPolicy(months=2, lost_days=100)
ONE_TO_ONE = {"USD": Decimal(1)}


def of(text: str, policy: LossPolicy = TWO, factors: dict[str, Decimal] | None = None) -> dict[str, Rolled]:
    book = little_book(text)
    return rolled(book.accounts.values(), TODAY, factors or ONE_TO_ONE, lambda account: account.customer.country, policy)


def test_today_is_the_day_the_tables_are_written_for() -> None:
    assert (day("-43").isoformat(), day("-12").isoformat()) == ("2024-04-30", "2024-05-31")


@pytest.mark.parametrize(
    ("due", "april", "may"),
    [
        ("-14", 0, 1),  # 29 days off in April: about to fall due; 2 days past due in May
        ("-42", 0, 1),  # a day off, then 30 days past due
        ("-43", 0, 2),  # on its due date, then 31 days past due
        ("-44", 1, 2),
        ("-72", 1, 2),  # 29 and 60
        ("-73", 1, 3),  # 30 and 61
        ("-74", 2, 3),  # 31 and 62
        ("-102", 2, 3),  # 59 and 90
        ("-103", 2, 4),  # 60 and 91
        ("-104", 3, 4),
        ("-133", 3, 4),  # 90 and 121
        ("-134", 4, 4),
    ],
)
def test_an_invoice_stands_in_one_bucket_at_each_month_s_end(due: str, april: int, may: int) -> None:
    rows = of(f"invoice C1 I1 {due} 10USD")[""].history
    assert [row.index(1000) for row in rows] == [april, may]
    assert [sum(row) for row in rows] == [1000, 1000]


def test_what_falls_due_in_a_month_or_later_stands_in_no_bucket() -> None:
    """Due on 30 May it is 30 days off on 30 April, and the first bucket holds what is due within less than that."""
    assert of("invoice C1 I1 -13 10USD")[""].history == ((0,) * 5, (0, 1000, 0, 0, 0))
    assert of("invoice C1 I1 -12 10USD")[""].history == ((0,) * 5, (1000, 0, 0, 0, 0))


def test_part_payments_lessen_what_rolls_and_settled_invoices_roll_no_further() -> None:
    found = of("""
        invoice C1 I1 -74 10USD
        receipt C1 R1 -43  4USD for=I1     # on 30 April: counted at the end of that day
        receipt C1 R2 -12  6USD for=I1     # the rest on 31 May
        invoice C1 I2 -74  5USD
        receipt C1 R3 -44  5USD for=I2     # settled before the first row
    """)[""]
    assert found.history == ((0, 0, 600, 0, 0), (0,) * 5)


def test_segments_currencies_and_credit_notes_are_kept_apart() -> None:
    found = of(
        """
        buyer   C1 country=GB
        invoice C1 I1 -74 10USD
        invoice C1 I2 -74 10EUR
        invoice C1 I3 -74 -3USD
        invoice C2 I4 -74 10JPY
        invoice C2 I5 +70 10USD
        """,
        factors={"USD": Decimal(1), "EUR": Decimal("1.25")},
    )
    assert found["GB"].history[0] == (0, 0, 1000 + 1250, 0, 0)
    assert found[""].history == ((0,) * 5, (0,) * 5)


@pytest.mark.parametrize(
    ("due", "gone"),
    [
        # known 100 days past due, between the first row (30 April) and today
        ("-100", Gone(1000, 1000, 1)),
        ("-99", Gone()),  # only tomorrow
        ("-143", Gone(1000, 1000, 1)),
        ("-144", Gone()),  # known the day before the window
    ],
)
def test_what_came_into_the_last_bucket_is_told_where_its_end_is_known(due: str, gone: Gone) -> None:
    assert of(f"invoice C1 I1 {due} 10USD")[""].gone == gone


def test_what_was_paid_before_it_counts_as_lost_is_not_lost() -> None:
    found = of("""
        invoice C1 I1 -120 10USD
        receipt C1 R1  -29  4USD for=I1    # 91 days past due: came in with 6 only
        receipt C1 R2  -20  1USD for=I1    # 100 days past due: no longer owed on the day it is told
        invoice C1 I2 -110 10USD
        receipt C1 R3  -25 10USD for=I2    # paid 85 days past due: never came so far
    """)[""]
    assert found.gone == Gone(600, 500, 1)


def test_months_of_what_came_are_counted_once() -> None:
    """91 days past due on 23 and on 24 March; then on 23 March and on 23 April."""
    assert of("invoice C1 I1 -172 1USD\ninvoice C1 I2 -171 1USD", replace(TWO, months=24))[""].gone.months == 1
    assert of("invoice C1 I1 -172 1USD\ninvoice C1 I2 -141 1USD", replace(TWO, months=24))[""].gone.months == 2


def test_two_segments_together() -> None:
    one, other = Rolled(((1, 2), (3, 4)), Gone(10, 5, 2)), Rolled(((10, 20), (30, 40)), Gone(1, 1, 3))
    assert one + other == Rolled(((11, 22), (33, 44)), Gone(11, 6, 3))


def test_a_deposit_for_goods_that_have_not_left_rolls_nowhere() -> None:
    """Due at the order 74 days ago, and no receivable until the goods leave: on 10 May, 33 days ago, between the two rows."""
    sale = "sale C1 I1 -74 10USD terms=TT_@order @order=-74"
    assert of(sale)[""].history == ((0,) * 5, (0,) * 5)
    assert of(f"{sale} @bl=-33")[""].history == ((0,) * 5, (0, 0, 0, 1000, 0))  # 62 days past due on 31 May


def test_a_deposit_nobody_owes_yet_is_not_lost() -> None:
    """Due 120 days ago, it would have come into the last bucket 29 days ago and been told of 20 days ago."""
    sale = "sale C1 I1 -120 10USD terms=TT_@order @order=-120"
    assert of(sale)[""].gone == Gone()
    assert of(f"{sale} @bl=-30")[""].gone == Gone(1000, 1000, 1)
    assert of(f"{sale} @bl=-28")[""].gone == Gone()  # it left a day after it would have come there


def test_a_provisional_date_makes_nothing_roll() -> None:
    """OA 30 from a bill of lading that never came: counted from the issue it passed 120 days ago, and stays what is not due."""
    found = of("sale C1 I1 -150 10USD terms=OA_30_@BL")[""]
    assert found == Rolled(((1000, 0, 0, 0, 0), (1000, 0, 0, 0, 0)), Gone())
    known = of("sale C1 I1 -150 10USD terms=OA_30_@BL @bl=-150")[""]
    assert known == Rolled(((0, 0, 0, 1000, 0), (0, 0, 0, 0, 1000)), Gone(1000, 1000, 1))  # 77 and 108 days past due


@pytest.mark.parametrize("dpd", [-1, 0, 1, 29, 30, 31, 59, 60, 61, 89, 90, 91, 400])
def test_the_ledger_the_months_and_the_matrix_put_an_item_into_the_same_bucket(dpd: int) -> None:
    """On 31 May, a month's end: until its due date in the first, then 1-30, 31-60, 61-90, and beyond in the last."""
    bucket = 0 if dpd <= 0 else 1 if dpd <= 30 else 2 if dpd <= 60 else 3 if dpd <= 90 else 4
    text = f"invoice C1 I1 {-12 - dpd} 10USD issued=-600"
    row = tuple(1000 * (place == bucket) for place in range(5))
    assert of(text)[""].history[-1] == row
    (account,) = little_book(text).accounts.values()
    items = ledger(account, day("-12"))
    assert bucket_balances([items], ENDS, ONE_TO_ONE, lambda _item: False).collective == row
    (aged,) = aging(items, ENDS[1:])
    assert aged.minor[:-1] == row
