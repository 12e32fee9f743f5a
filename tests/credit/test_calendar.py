"""Bank days, alone and of several countries, and months forward and back."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.calendar import add_bank_days, days_after, is_bank_day, month_end, months_after, months_before, next_bank_day
from tests.credit.any_facts import calm

THU, FRI, SAT, SUN = (date(2024, 3, day) for day in (7, 8, 9, 10))


def test_banks_work_from_monday_to_friday() -> None:
    assert [is_bank_day(day) for day in (THU, FRI, SAT, SUN, date(2024, 3, 11))] == [True, True, False, False, True]


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (THU, 1, FRI),
        (THU, 3, date(2024, 3, 12)),  # Friday, Monday, Tuesday
        (FRI, 1, date(2024, 3, 11)),
        (SAT, 1, date(2024, 3, 11)),
        (SAT, 3, date(2024, 3, 13)),
        (FRI, 5, date(2024, 3, 15)),
        (SAT, 0, SAT),
        (date.max, 1, date.max),
    ],
)
def test_bank_days_step_over_weekends(day: date, count: int, then: date) -> None:
    assert add_bank_days(day, count) == then


HOLIDAYS = """
2024-08-26 | GB | rest | gov.uk, bank holidays in England and Wales: summer bank holiday
2024-04-01 | GB | rest | gov.uk: Easter Monday, which Scotland does not keep
2020-05-08 | GB | rest | gov.uk: early May bank holiday moved to the Friday for VE day
2020-05-04 | GB | work | gov.uk: the first Monday of May is then a working day
2022-09-19 | GB | rest | gov.uk: State Funeral of Queen Elizabeth II
2024-08-05 | GB | work | the summer bank holiday of Scotland is none of England
2024-10-01 | CN | rest | State Council notice 国办发明电〔2023〕7号: National Day, 1 to 7 October
2024-10-07 | CN | rest | the same: last day of the golden week
2024-10-08 | CN | work | the same: first day after it
2024-09-29 | CN | work | the same: Sunday that is worked for it
2024-10-12 | CN | work | the same: Saturday that is worked for it
2024-10-13 | CN | rest | an ordinary Sunday
2021-07-05 | US | rest | Federal Reserve: a holiday on Sunday (4 July 2021) is kept on Monday
2021-12-31 | US | work | Federal Reserve: a holiday on Saturday (1 January 2022) closes no bank on Friday
2024-11-28 | US | rest | Federal Reserve: Thanksgiving Day
2024-03-08 | SA | rest | the weekend of Saudi Arabia is Friday and Saturday
2024-03-10 | SA | work | and its Sunday is a working day
2021-12-31 | AE | rest | the weekend of the Emirates was Friday and Saturday until the end of 2021
2022-01-07 | AE | work | and is Saturday and Sunday since
2024-03-09 | HK | rest | Saturday is no public holiday in Hong Kong, but no payment is cleared
2024-01-02 | JP | rest | the holiday of banks from 31 December to 3 January (Banking Act order, article 5)
"""


@pytest.mark.parametrize(
    ("day", "country", "banks", "source"), [[c.strip() for c in x.split("|")] for x in HOLIDAYS.strip().splitlines()]
)
def test_holidays_and_weekends_of_a_country(day: str, country: str, banks: str, source: str) -> None:
    assert is_bank_day(date.fromisoformat(day), country) is (banks == "work"), source


def test_a_working_sunday_of_one_country_is_the_rest_of_another() -> None:
    sunday = date(2024, 9, 29)
    assert is_bank_day(sunday, "CN")
    assert not is_bank_day(sunday, "CN", "US")


def test_what_falls_due_in_a_golden_week_is_paid_after_it() -> None:
    assert next_bank_day(date(2024, 10, 1), "CN") == date(2024, 10, 8)
    assert next_bank_day(date(2024, 10, 1), "US") == date(2024, 10, 1)
    assert next_bank_day(date.max, "SA") == date.max  # a Friday, and no day comes after it
    assert next_bank_day(date(2024, 8, 24), "GB") == date(2024, 8, 27)  # Saturday, Sunday, bank holiday


def test_bank_days_are_days_on_which_all_banks_work() -> None:
    start = date(2024, 8, 23)  # Friday; Monday is a bank holiday in England, none in Germany
    assert add_bank_days(start, 1, "DE") == date(2024, 8, 26)
    assert add_bank_days(start, 1, "DE", "GB") == date(2024, 8, 27)
    assert add_bank_days(date(2024, 9, 27), 2, "CN") == date(2024, 9, 30)  # the worked Sunday counts


@pytest.mark.parametrize("country", ["", "XX", "ZZZ", "中国", "HolidayBase", "country_holidays"])
def test_a_country_that_is_not_known_has_weekends_and_no_holidays(country: str) -> None:
    week = [date(2024, 12, 23) + timedelta(days=count) for count in range(7)]
    assert [is_bank_day(day, country) for day in week] == [True] * 5 + [False] * 2


def test_small_letters_name_the_same_country() -> None:
    assert not is_bank_day(date(2024, 10, 1), "cn")


@pytest.mark.parametrize("country", ["CN", "IN", "US", "GB", "SA"])
@pytest.mark.parametrize("day", [date.min, date(1800, 6, 4), date(2150, 6, 3), date.max])
def test_years_outside_the_tables_have_weekends_alone(day: date, country: str) -> None:
    assert day.weekday() < 5
    friday_rests = country == "SA" and day.weekday() == 4
    assert is_bank_day(day, country) is not friday_rests


COUNTRIES = st.lists(st.sampled_from(["CN", "GB", "US", "SA", "XX"]), max_size=3)
DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))


@calm
@given(DAYS, COUNTRIES)
def test_the_next_bank_day_is_the_first_that_is_one(day: date, countries: list[str]) -> None:
    then = next_bank_day(day, *countries)
    assert is_bank_day(then, *countries)
    assert not any(is_bank_day(day + timedelta(days=count), *countries) for count in range((then - day).days))


@calm
@given(DAYS, COUNTRIES, st.integers(1, 30))
def test_so_many_bank_days_lie_between(day: date, countries: list[str], count: int) -> None:
    then = add_bank_days(day, count, *countries)
    passed = [day + timedelta(days=step) for step in range(1, (then - day).days + 1)]
    assert sum(is_bank_day(step, *countries) for step in passed) == count


def test_holidays_are_imported_only_when_a_country_is_named() -> None:
    code = """
import sys
from datetime import date
from credit.calendar import add_bank_days, next_bank_day
add_bank_days(date(2024, 3, 7), 3)
assert "holidays" not in sys.modules
next_bank_day(date(2024, 3, 7), "GB")
assert "holidays" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [(date(2024, 2, 28), 2, date(2024, 3, 1)), (SAT, 0, SAT), (date.max, 1, date.max), (date(9999, 12, 1), 60, date.max)],
)
def test_days_after_stop_at_the_last_day_there_is(day: date, count: int, then: date) -> None:
    assert days_after(day, count) == then


@pytest.mark.parametrize(
    ("day", "end"),
    [(date(2024, 2, 1), date(2024, 2, 29)), (date(2023, 2, 28), date(2023, 2, 28)), (date(2024, 4, 30), date(2024, 4, 30))],
)
def test_a_month_ends_on_its_last_day(day: date, end: date) -> None:
    assert month_end(day) == end


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 8, 31), 1, date(2024, 9, 30)),
        (date(2024, 11, 30), 1, date(2024, 12, 30)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 6, 12), 0, date(2024, 6, 12)),
        (date(9999, 12, 31), 1, date.max),
    ],
)
def test_months_after_keep_the_day_or_take_the_months_last(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 3, 18), 24, date(2022, 3, 18)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2023, 3, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 15), 1, date(2023, 12, 15)),
        (date(2023, 12, 31), 1, date(2023, 11, 30)),
        (date(2024, 12, 31), 12, date(2023, 12, 31)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2024, 6, 12), 0, date(2024, 6, 12)),
        (date(1, 1, 15), 1, date.min),
    ],
)
def test_months_before_keeps_the_day_or_takes_the_months_last(day: date, months: int, then: date) -> None:
    assert months_before(day, months) == then
