"""How a clock's last day is counted: calendar days, working days of a country, or months, and what is left of it."""

from datetime import date
from enum import StrEnum
from functools import lru_cache

from credit.calendar import add_bank_days, bank_days_between, days_after, months_after

__all__ = ["CALENDAR_DAYS", "WEEKDAYS", "DayUnit", "calendar_of", "last_day", "working_days_left"]

CALENDAR_DAYS = "calendar_days"
"""Calendar of a clock that counts every day."""
WEEKDAYS = "weekdays"
"""Calendar of working days in a country nobody wrote down: weekends are free, holidays are not known."""
REACH = 3650
"""Days beyond which working days are not counted: holidays so far away are not known."""


class DayUnit(StrEnum):
    """What is counted."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


@lru_cache(maxsize=1 << 14)
def last_day(since: date, count: int, unit: DayUnit, country: str) -> date:
    """The day that lies so many units after `since`, on which it is still in time; never beyond the last day there is."""
    if unit is DayUnit.MONTHS:
        return months_after(since, count)
    if unit is DayUnit.WORKING_DAYS:
        return add_bank_days(since, count, country)
    return days_after(since, count)


def calendar_of(unit: DayUnit, country: str) -> str:
    """The calendar a unit is counted by: a country's for working days, else every day."""
    if unit is not DayUnit.WORKING_DAYS:
        return CALENDAR_DAYS
    return country or WEEKDAYS


def working_days_left(on: date, due_on: date, country: str) -> int | None:
    """Working days after `on` through `due_on`, negative once it has passed; `None` for more than ten years."""
    if abs((due_on - on).days) > REACH:
        return None
    return bank_days_between(on, due_on, country)
