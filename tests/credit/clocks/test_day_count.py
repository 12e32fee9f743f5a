"""How a last day is counted: every day, months, or the working days of a country, its working weekends included."""

from datetime import date

import pytest

from credit.calendar import bank_days_between
from credit.clocks.day_count import DayUnit, calendar_of, last_day, working_days_left


@pytest.mark.parametrize(
    ("since", "count", "unit", "country", "expected"),
    [
        (date(2024, 3, 8), 10, DayUnit.DAYS, "CN", date(2024, 3, 18)),
        (date(2024, 1, 31), 1, DayUnit.MONTHS, "CN", date(2024, 2, 29)),  # no 31st: the month's last day
        (date(2024, 3, 15), 48, DayUnit.MONTHS, "", date(2028, 3, 15)),
        (date(2024, 3, 8), 1, DayUnit.WORKING_DAYS, "GB", date(2024, 3, 11)),  # Friday, then Monday
        # Spring Festival 2024: 10 to 17 February off, Sunday 18 February worked in exchange (调休)
        (date(2024, 2, 9), 1, DayUnit.WORKING_DAYS, "CN", date(2024, 2, 18)),
        (date(2024, 2, 9), 2, DayUnit.WORKING_DAYS, "CN", date(2024, 2, 19)),
        (date(2024, 2, 9), 1, DayUnit.WORKING_DAYS, "GB", date(2024, 2, 12)),
        (date(2024, 2, 9), 1, DayUnit.WORKING_DAYS, "", date(2024, 2, 12)),  # nobody knows where: weekdays
        (date.max, 3, DayUnit.DAYS, "", date.max),
        (date.max, 3, DayUnit.WORKING_DAYS, "CN", date.max),
        (date.max, 3, DayUnit.MONTHS, "", date.max),
        (date.min, 3, DayUnit.DAYS, "", date(1, 1, 4)),
    ],
)
def test_the_last_day(since: date, count: int, unit: DayUnit, country: str, expected: date) -> None:
    assert last_day(since, count, unit, country) == expected


@pytest.mark.parametrize(
    ("after", "until", "country", "count"),
    [
        (date(2024, 3, 8), date(2024, 3, 8), "CN", 0),
        (date(2024, 3, 8), date(2024, 3, 10), "CN", 0),  # a weekend
        (date(2024, 3, 8), date(2024, 3, 11), "CN", 1),
        (date(2024, 3, 11), date(2024, 3, 8), "CN", -1),
        (date(2024, 2, 9), date(2024, 2, 18), "CN", 1),  # the worked Sunday alone
        (date(2024, 2, 9), date(2024, 2, 18), "GB", 5),
        (date(2023, 12, 29), date(2024, 1, 2), "CN", 1),  # over the year's end: New Year's Day is off
        (date(2023, 12, 29), date(2024, 1, 2), "gb", 1),
        (date(2022, 12, 30), date(2024, 1, 1), "", 261),  # 260 weekdays of 2023 and Monday 1 January
        (date.max, date.max, "CN", 0),
        (date(9999, 12, 24), date.max, "", 5),
        (date.min, date(1, 1, 8), "", 5),  # 1 January of the year 1 is a Monday
    ],
)
def test_bank_days_between(after: date, until: date, country: str, count: int) -> None:
    assert bank_days_between(after, until, country) == count


@pytest.mark.parametrize(
    ("due_on", "left"),
    [
        (date(2024, 3, 15), 5),
        (date(2024, 3, 8), 0),
        (date(2024, 3, 7), -1),
        (date(2034, 3, 6), 2606),  # 3,650 days are 521 weeks of five, and Saturday to Monday
        (date(2034, 3, 7), None),
        (date(2014, 3, 11), -2608),  # 521 weeks, and Wednesday to Friday
        (date(2014, 3, 10), None),
        (date(2099, 1, 1), None),
        (date.min, None),
    ],
)
def test_working_days_are_counted_within_ten_years(due_on: date, left: int | None) -> None:
    assert working_days_left(date(2024, 3, 8), due_on, "") == left


def test_the_calendar_of_a_unit() -> None:
    assert calendar_of(DayUnit.DAYS, "CN") == calendar_of(DayUnit.MONTHS, "CN") == "calendar_days"
    assert calendar_of(DayUnit.WORKING_DAYS, "CN") == "CN"
    assert calendar_of(DayUnit.WORKING_DAYS, "") == "weekdays"
