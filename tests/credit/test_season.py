"""A month stands out when it does so every year, and by days that matter."""

from datetime import date

import pytest

from credit.payment_record import Experience
from credit.season import OutstandingMonth, SeasonPolicy, seasons
from tests.credit.little_book import money


def year(number: int, august: int, otherwise: int = 4) -> list[Experience]:
    """Three invoices a month, paid so many days late plus or minus one."""
    return [
        Experience(f"{number}-{month}-{n}", money("9USD"), date(number, month, 10), late + n - 1, False)
        for month in range(1, 13)
        for late in (august if month == 8 else otherwise,)
        for n in range(3)
    ]


def test_a_month_that_is_late_in_every_year_stands_out_with_its_counts() -> None:
    three = year(2021, 30) + year(2022, 24) + year(2023, 18)
    assert seasons(three) == (OutstandingMonth(8, 20, 9, 3),)  # (30 + 24 + 18) / 3 = 24, less 4


def test_a_month_that_is_early_stands_out_too() -> None:
    three = year(2021, -6) + year(2022, -6) + year(2023, -6)
    assert seasons(three) == (OutstandingMonth(8, -10, 9, 3),)


@pytest.mark.parametrize(
    "record",
    [
        year(2021, 4) + year(2022, 4) + year(2023, 4),  # no month differs
        year(2021, 8) + year(2022, 8) + year(2023, 8),  # four days are too few to matter
        year(2021, 90) + year(2022, 3) + year(2023, 3),  # one bad August is no season
        year(2021, 60) + year(2022, 60) + year(2023, 3),  # two late and one early: 37 days apart, t = 4, and no season
    ],
)
def test_what_is_no_season(record: list[Experience]) -> None:
    assert seasons(record) == ()


def test_a_month_needs_invoices_and_years_of_its_own() -> None:
    few = [told for told in year(2021, 30) + year(2022, 30) + year(2023, 30) if told.due_on.month != 8]
    assert seasons(few + year(2022, 30)[21:24]) == ()  # August of one year alone
    assert seasons([*few, *year(2022, 30)[21:23], *year(2023, 30)[21:23]]) == ()  # four invoices
    augusts = [told for number in (2021, 2022, 2023) for told in year(number, 30) if told.due_on.month == 8]
    assert seasons(augusts) == ()  # nothing to compare with


def test_less_than_two_years_cannot_say() -> None:
    assert seasons([]) is None
    assert seasons(year(2021, 30) + year(2022, 30)) is None  # 10 January 2021 to 10 December 2022
    assert seasons(year(2021, 30) + year(2022, 30), SeasonPolicy(least_years=1)) == (OutstandingMonth(8, 26, 6, 2),)
