"""Days sales outstanding in its four kinds, and what is built on it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.turnover import (
    Basis,
    Countback,
    Month,
    Turnover,
    TurnoverPolicy,
    average_delinquent_days,
    best_possible_dso,
    collection_effectiveness,
    countback,
    receivable_turnover,
    simple_dso,
    true_dso,
    turnover,
    turnover_days,
)
from tests.credit.any_facts import calm

ORACLE = [(2500, 30), (1750, 31), (2250, 31), (2500, 30), (2000, 31), (2250, 30)]
"""Sales and days of six months, the latest first, as Oracle's page on countback DSO has them; the balance is 12,000."""


def test_golden_countback_of_oracles_example_is_166_days_and_not_179() -> None:
    """TRADE.md appendix C, no. 1: five months use up 11,000 and give 153 days; 1,000 of 2,250 is left: 30 x 1000/2250."""
    found = countback(12_000, ORACLE)
    assert round(found.days, 2) == Decimal("166.33")  # 153 + 13.33
    assert found.left == 0
    as_printed = 153 + Decimal(30) * 2000 / 2250  # the page divides 2,000, the sales of the month before
    assert round(as_printed, 1) == Decimal("179.7")
    assert found.days < as_printed


def test_golden_dso_best_possible_and_delinquent_days() -> None:
    """TRADE.md appendix C, no. 2: receivable 15,000, of it current 4,000, sales 10,000 in 30 days."""
    dso, best = simple_dso(15_000, 10_000, 30), best_possible_dso(4_000, 10_000, 30)
    assert (dso, best, average_delinquent_days(dso, best)) == (Decimal(45), Decimal(12), Decimal(33))


@pytest.mark.parametrize("sales", [0, -5])
def test_without_sales_there_is_no_dso(sales: int) -> None:
    assert simple_dso(100, sales, 30) is None
    assert best_possible_dso(100, sales, 30) is None
    assert average_delinquent_days(None, Decimal(3)) is None
    assert average_delinquent_days(Decimal(3), None) is None


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ([], Countback(Decimal(0), 900)),  # nothing explains it
        ([(400, 30)], Countback(Decimal(30), 500)),  # the series ends
        ([(400, 30), (0, 31), (900, 30)], Countback(Decimal(30), 500)),  # a month without sales ends it
        ([(400, 30), (-10, 31), (900, 30)], Countback(Decimal(30), 500)),  # so does one of credit notes
        ([(400, 30), (500, 31), (900, 30)], Countback(Decimal(61), 0)),  # used up to the last unit
    ],
)
def test_countback_says_what_no_month_of_sales_explains(months: list[tuple[int, int]], expected: Countback) -> None:
    assert countback(900, months) == expected


def test_a_cent_is_enough_for_every_figure() -> None:
    month = Month(date(2024, 6, 30), 30, 1, 1, 0, open_days=12)
    assert simple_dso(1, 1, 30) == 30
    assert countback(1, [(1, 30)]) == Countback(Decimal(30), 0)
    assert true_dso([month]) == 12
    assert collection_effectiveness(0, 1, 0, 0) == 100
    assert receivable_turnover(1, 0, 1) == 2
    assert turnover_days(Decimal("0.5"), 365) == 730  # who turns over in two years


@pytest.mark.parametrize("balance", [0, -700])
def test_who_owes_nothing_has_no_days(balance: int) -> None:
    assert countback(balance, ORACLE) == Countback(Decimal(0), 0)


@calm
@given(st.integers(1, 10**9), st.integers(0, 12 * 30))
def test_of_constant_sales_countback_gives_the_days_of_sales_that_are_owed(sales: int, days: int) -> None:
    """Twelve months of 30 days at the same sales: a balance of `days` days of sales is `days` days."""
    found = countback(sales * 30 * days, [(sales * 30 * 30, 30)] * 12)
    assert round(found.days, 9) == days
    assert found.left == 0


def month(sales: int, receivable: int = 0, current: int = 0, open_days: int = 0, days: int = 30) -> Month:
    return Month(date(2024, 6, 30), days, sales, receivable, current, open_days)


def test_true_dso_weighs_each_open_invoice_by_the_sales_of_its_month() -> None:
    # 500 open for 40 days of a month that sold 1,000: 20; 200 open for 10 days of one that sold 800: 2.5
    assert true_dso([month(1000, open_days=500 * 40), month(800, open_days=200 * 10)]) == Decimal("22.5")


def test_true_dso_cannot_be_told_of_a_month_without_sales() -> None:
    assert true_dso([]) is None
    assert true_dso([month(0, open_days=1)]) is None
    assert true_dso([month(-3, open_days=0), month(10, open_days=0)]) == 0  # nothing is open from that month


def test_cei_is_what_was_collected_of_what_could_have_been() -> None:
    # (1,000 + 500 - 900) / (1,000 + 500 - 300) = 600 / 1,200
    assert collection_effectiveness(1000, 500, 900, 300) == 50
    # a quarter by hand: (1,072,465 + 2,032,783 - 1,219,050) / (1,072,465 + 2,032,783 - 843,291) = 1,886,198 / 2,261,957
    assert round(collection_effectiveness(1_072_465, 2_032_783, 1_219_050, 843_291) or 0, 1) == Decimal("83.4")
    assert collection_effectiveness(1000, 500, 300, 300) == 100  # nothing overdue is left
    assert collection_effectiveness(0, 900, 900, 300) == 0  # nothing was collected
    assert collection_effectiveness(0, 300, 300, 300) is None  # nothing could have been collected


@pytest.mark.parametrize("months", [1, 2, 3])
def test_who_collected_nothing_has_a_cei_of_nothing_over_any_number_of_months(months: int) -> None:
    """500 sold in each of three months, none of it paid, 300 of the 1,500 current."""
    told = turnover([month(0), month(500, 500), month(500, 1000, 500), month(500, 1500, 300)], TurnoverPolicy(months=months))
    assert told is not None
    assert told.effectiveness == 0


def test_chinese_turnover_is_sales_over_the_average_balance() -> None:
    rate = receivable_turnover(7300, 1500, 500)  # 7,300 / 1,000
    assert rate == Decimal("7.3")
    assert turnover_days(rate, 365) == 50
    assert turnover_days(Decimal("7.2"), 360) == 50
    assert receivable_turnover(7300, -500, 500) is None
    assert turnover_days(None, 365) is None
    assert turnover_days(Decimal(0), 365) is None


def test_every_figure_of_a_series() -> None:
    """Balance 600 before two months of 30 days that sold 1,000 and 500; at the end 900 is owed, 450 of it current."""
    series = [month(9999, 600), month(1000, 800, 700), month(500, 900, 450, open_days=500)]
    assert turnover(series, TurnoverPolicy(months=2)) == Turnover(
        simple=Decimal(36),  # 900 / 1,500 x 60
        countback=Countback(Decimal(42), 0),  # 500 give 30 days, 400 of 1,000 give 12
        true=Decimal(1),  # 500 / 500
        best_possible=Decimal(18),  # 450 / 1,500 x 60
        delinquent=Decimal(18),  # 36 - 18
        effectiveness=Decimal(1200) * 100 / 1650,  # (600 + 1,500 - 900) / (600 + 1,500 - 450)
        rate=Decimal(2) * 365 / 60,  # 1,500 / 750 in 60 days
        rate_days=Decimal(365) / (Decimal(2) * 365 / 60),
        basis=Basis(sales=1500, days=60, months=2, begin=600, end=900, current=450),
        series=tuple(series),
    )


def test_a_series_that_is_too_short_or_never_owed_has_fewer_figures() -> None:
    assert turnover([month(100, 50)], TurnoverPolicy()) is None
    short = turnover([month(9999, 600), month(500, 900, 450)], TurnoverPolicy(months=3))
    assert short is not None
    assert short.simple == 54  # the one month there is: 900 / 500 x 30
    paid = turnover([month(100, 0), month(100, 0)], TurnoverPolicy())
    assert paid is not None
    assert (paid.rate, paid.rate_days) == (None, None)
