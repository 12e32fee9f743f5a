"""Bank days and months back."""

from datetime import date

import pytest

from credit.calendar import add_bank_days, is_bank_day, months_before

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
    ],
)
def test_bank_days_step_over_weekends(day: date, count: int, then: date) -> None:
    assert add_bank_days(day, count) == then


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
    ],
)
def test_months_before_keeps_the_day_or_takes_the_months_last(day: date, months: int, then: date) -> None:
    assert months_before(day, months) == then
