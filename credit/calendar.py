"""Bank days of the countries a payment passes through, and months counted forward and back.

About a third of due dates fall on a day on which no bank works, and are paid on the next one; lateness is measured from there.
The days come from the `holidays` package, which is read only when a country is named, one year at a time. A country it does not
know, and a year outside its tables, has weekends and no holidays.
"""

from bisect import bisect_right
from calendar import isleap, monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from warnings import catch_warnings

if TYPE_CHECKING:
    from holidays import HolidayBase

__all__ = [
    "add_bank_days",
    "bank_days",
    "bank_days_between",
    "days_after",
    "days_before",
    "is_bank_day",
    "month_end",
    "months_after",
    "months_before",
    "next_bank_day",
]

SATURDAY, SUNDAY = 5, 6

CENTRES = {"AU": "NSW", "CA": "ON", "CH": "ZH", "GB": "ENG", "IN": "MH"}
"""Where a country's banks settle, if they keep more holidays than the whole country does (CHAPS keeps those of England)."""


def is_bank_day(day: date, *countries: str) -> bool:
    """Whether banks work on that day in every one of `countries` (ISO 3166-1 alpha-2); with none named, on every weekday.

    A working weekend of China (调休) is a bank day there, since its large-value payment system runs on the working days of the
    State Council's notice; towards another country it is none, because that country's own weekend stands.
    """
    if not countries:
        return day.weekday() < SATURDAY
    return all(day not in _closed(country.upper(), day.year) for country in countries)


def next_bank_day(day: date, *countries: str) -> date:
    """The day itself where banks work in every one of `countries`, else the first such day after it."""
    while not is_bank_day(day, *countries) and day < date.max:
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=512)
def bank_days(*countries: str) -> Callable[[date], date]:
    """What moves a day to the next bank day of `countries`; what it found is kept, for due dates come again and again."""
    return lru_cache(maxsize=1 << 14)(lambda day: next_bank_day(day, *countries))


def add_bank_days(day: date, count: int, *countries: str) -> date:
    """The day that lies `count` bank days of all `countries` after `day`; never beyond the last day there is."""
    while count > 0 and day < date.max:
        day += timedelta(days=1)
        count -= is_bank_day(day, *countries)
    return day


def bank_days_between(after: date, until: date, country: str) -> int:
    """Bank days of one country after `after` through `until`; negative where `until` lies before it.

    An empty country counts weekdays. Years are counted one by one, so keep the span to some years.
    """
    if until < after:
        return -bank_days_between(until, after, country)
    years = range(after.year, until.year + 1)
    return sum(_count(until, _open(country.upper(), year)) - _count(after, _open(country.upper(), year)) for year in years)


def _count(day: date, worked: tuple[int, ...]) -> int:
    return bisect_right(worked, day.toordinal())


def days_after(day: date, count: int) -> date:
    """The day that lies `count` calendar days after `day`; never beyond the first and the last day there are."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return date.max if count > 0 else date.min


def days_before(day: date, count: int) -> date:
    """The day that lies `count` calendar days before `day`; never before the first day there is."""
    return days_after(day, -count)


def month_end(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later; the month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    if not date.min.year <= index // 12 <= date.max.year:
        return date.max if months > 0 else date.min
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier; the month's last day where it is shorter."""
    return months_after(day, -months)


@lru_cache(maxsize=2048)
def _closed(country: str, year: int) -> frozenset[date]:
    """Every day of `year` on which banks of `country` are shut: weekends and holidays."""
    first = date(year, 1, 1)
    days = [first + timedelta(days=count) for count in range(366 if isleap(year) else 365)]
    holidays = _holidays(country, year)
    if holidays is None:
        return frozenset(day for day in days if day.weekday() >= SATURDAY)
    saturdays = holidays.weekend == {SUNDAY}  # shops are open then (Hong Kong), but no payment is cleared
    return frozenset(day for day in days if not holidays.is_working_day(day) or (saturdays and day.weekday() == SATURDAY))


@lru_cache(maxsize=2048)
def _open(country: str, year: int) -> tuple[int, ...]:
    """Ordinals of the days of `year` on which banks of `country` work."""
    closed = _closed(country, year)
    first = date(year, 1, 1).toordinal()
    days = range(first, first + (366 if isleap(year) else 365))
    return tuple(day for day in days if date.fromordinal(day) not in closed)


def _holidays(country: str, year: int) -> "HolidayBase | None":
    """Holidays and weekend of one year; `None` for a country the package does not know."""
    if not (len(country) == 2 and country.isascii() and country.isalpha()):
        return None
    from holidays import country_holidays, financial_holidays

    with catch_warnings(action="ignore", category=UserWarning):  # some tables warn where they end; an end is expected here
        try:
            if country == "US":  # a holiday on a Saturday closes offices on Friday, but not the Federal Reserve Banks
                return financial_holidays("XFED", years=year, expand=False)
            centre = CENTRES.get(country)
            kinds = {"public", "bank"} & set(country_holidays(country, subdiv=centre).supported_categories)
            return country_holidays(country, subdiv=centre, years=year, expand=False, categories=tuple(sorted(kinds)))
        except NotImplementedError:  # how the package says that it does not know the country
            return None
