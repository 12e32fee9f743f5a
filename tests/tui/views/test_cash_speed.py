"""How fast the house turns sales into cash, and how one buyer pays, on little books with the arithmetic shown."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.payment_record import Share
from credit.rates import Rates, Series
from credit.turnover import Basis, Countback, Turnover
from tests.credit.little_book import TODAY, assessed, money, published
from tests.tui.views.looks import look
from tui.views.cash_speed import house_at_risk, house_turnover, payment_record, risk_lines, speed_lines
from tui.views.house import house

SALES = """
invoice  C1  I1  2024-05-10  3000USD  issued=2024-04-10
invoice  C2  J1  2024-07-01  7300USD  issued=2024-05-20
receipt  C1  R1  2024-06-01  3000USD  for=I1
"""
"""Sold in April 3,000 and in May 7,300; today, 12 June, 7,300 are owed and none of it is due."""
BASIS = Basis(10_000_00, 73, 3, 0, 6_000_00, 4_000_00)
SPEED = Turnover(
    Decimal("45.4"), Countback(Decimal(40), 0), None, Decimal("30.6"), Decimal("14.8"), Decimal("81.25"), None, None, BASIS
)


def test_dso_of_a_house_in_one_currency() -> None:
    """Owed 7,300 over 10,300 sold in the 31 + 30 + 31 = 92 days to 12 June, all of it current: lateness adds nothing."""
    found = house_turnover(look(SALES))
    assert found is not None
    assert found.simple == found.best_possible == Decimal(7300) * 92 / 10300
    assert found.delinquent == 0


def test_a_currency_is_counted_at_its_rate_and_the_digits_of_both() -> None:
    """100 yen to the dollar: 730,000 yen are 7,300 dollars, though a yen has no cents."""
    yen = SALES.replace("7300USD", "730000JPY")
    rates = Rates("USD", {"JPY": Series((TODAY,), (Decimal(100),))})
    assert house_turnover(look(yen, rates)) == house_turnover(look(SALES))


def test_the_balance_is_to_the_cent_what_the_house_is_told_to_be_owed() -> None:
    """Twice 0.01 EUR at 1.50 are 0.02 USD each, though 0.02 EUR are 0.03 USD."""
    text = "".join(f"invoice C{n} I{n} 2024-07-01 0.01EUR issued=2024-06-0{n} \n buyer C{n} currency=USD \n" for n in (1, 2))
    shown = look(text + "invoice C3 J1 2024-07-01 1USD issued=2024-06-01", published(USD="1.5"))
    found, told = house_turnover(shown), house(shown)
    assert found is not None
    assert told.receivable == money("1.04USD")
    assert (found.basis.end, found.basis.current) == (104, 104)


def test_without_a_rate_there_is_no_figure_rather_than_a_smaller_one() -> None:
    assert house_turnover(look(SALES.replace("7300USD", "7300CHF"))) is None


def test_with_a_currency_without_a_rate_it_is_told_of_the_others_and_says_so() -> None:
    """What is owed in francs is in none of the sums: the days are those of the dollars."""
    text = SALES + "invoice C3 K1 2024-07-01 500CHF issued=2024-05-20"
    found, whole = house_turnover(look(text)), house_turnover(look(SALES))
    assert found is not None
    assert whole is not None
    assert (found.simple, found.effectiveness, found.uncounted) == (whole.simple, whole.effectiveness, ("CHF",))
    assert speed_lines(found) == (
        *speed_lines(whole), ("-", "DSO and CEI are without what is in CHF: there is no rate", "warning")
    )  # fmt: skip


def test_a_house_without_sales_has_no_speed_and_no_lines() -> None:
    assert speed_lines(house_turnover(look("buyer C1"))) == ()
    assert speed_lines(None) == ()
    assert speed_lines(replace(SPEED, simple=None)) == ()


def test_the_days_on_one_line_add_up() -> None:
    """45.4 and 30.6 read 45 and 31; what lateness adds is told as their difference, 14, though 14.8 is nearer to 15."""
    dso, cei = speed_lines(SPEED)
    assert dso == ("DSO", "45 days; best possible 31, so lateness adds 14", "")
    assert (cei[0], cei[1][:2]) == ("CEI", "81")


PAYER = """
buyer    C1
invoice  C1  I1  2024-05-13  100USD
receipt  C1  R1  2024-05-13  100USD  for=I1
invoice  C1  I2  2024-05-12  100USD
receipt  C1  R2  2024-05-13  100USD  for=I2
invoice  C1  I3  2024-05-14  100USD
receipt  C1  R3  2024-05-24  100USD  for=I3
invoice  C1  I4  2024-06-03  100USD
invoice  C1  I5  2024-06-20  100USD
"""
"""Paid on its day; due on a Sunday and paid on Monday; ten days late; open past due; not due."""


def test_a_buyer_is_late_by_its_next_bank_day() -> None:
    assert payment_record(assessed(PAYER)).late == Share(2, 4)


@pytest.mark.parametrize(
    ("promises", "kept"),
    [
        ("", Share(0, 0)),
        ("promise C1 P1 -20 100USD by=+5 for=I4", Share(0, 0)),  # still runs
        ("promise C1 P1 2024-05-15 100USD by=2024-05-24 for=I3", Share(1, 1)),
    ],
)
def test_promises_count_once_they_are_judged(promises: str, kept: Share) -> None:
    assert payment_record(assessed(PAYER + promises)).kept == kept


def test_without_a_record_there_is_no_score() -> None:
    assert payment_record(assessed("buyer C1")).paydex_equivalent is None
    assert payment_record(assessed("buyer C1")).late.share is None


def test_the_at_risk_line_is_told_where_an_invoice_is_old_enough() -> None:
    assert risk_lines(house_at_risk(look("invoice C1 I1 -89 9USD")), 90) == ()
    late = look("invoice C1 I1 -90 9USD \n invoice C2 J1 -400 9USD \n receipt C2 R1 -390 9USD for=J1")
    assert risk_lines(house_at_risk(late), 90) == (("At risk", "50 % of invoices came 90 days past due (1 of 2)", ""),)
