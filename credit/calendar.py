"""Bank days: weekdays, until the calendar of the payer's country is known."""

from datetime import date, timedelta

__all__ = ["add_bank_days", "is_bank_day", "months_before"]

SATURDAY = 5


def is_bank_day(day: date) -> bool:
    """Whether banks work on that day; weekends only, no public holiday is known here."""
    return day.weekday() < SATURDAY


def add_bank_days(day: date, count: int) -> date:
    """The day that lies `count` bank days after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_bank_day(day)
    return day


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier; the month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 - months
    first = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return first + timedelta(days=min(day.day, (following - first).days) - 1)
