"""A buyer is called in the hours of its own clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from credit import call_hours as room
from credit.call_hours import ZONES, call_hours, sole_zone
from credit.thresholds import Stepping

WINTER, SUMMER = date(2024, 1, 15), date(2024, 7, 15)
POLICY = Stepping()


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("country", "day", "opens", "closes"),
    [
        ("DE", WINTER, "2024-01-15 08:00", "2024-01-15 17:00"),  # one hour ahead
        ("DE", SUMMER, "2024-07-15 07:00", "2024-07-15 16:00"),  # two in summer
        ("de", SUMMER, "2024-07-15 07:00", "2024-07-15 16:00"),
        ("CN", SUMMER, "2024-07-15 01:00", "2024-07-15 10:00"),
        ("IN", SUMMER, "2024-07-15 03:30", "2024-07-15 12:30"),
        ("NZ", WINTER, "2024-01-14 20:00", "2024-01-15 05:00"),  # thirteen hours ahead: it begins the evening before
        ("US", SUMMER, "2024-07-15 16:00", "2024-07-15 22:00"),  # nine in Los Angeles (-7), until six in New York (-4)
        ("US", WINTER, "2024-01-15 17:00", "2024-01-15 23:00"),
        ("AU", WINTER, "2024-01-15 01:00", "2024-01-15 07:00"),  # nine in Perth (+8), until six in Sydney (+11)
    ],
)
def test_from_nine_to_six_over_there(country: str, day: date, opens: str, closes: str) -> None:
    found = call_hours(country, day, POLICY)
    assert found is not None
    assert (found.opens, found.closes) == (utc(opens), utc(closes))


def test_they_are_told_in_the_zone_of_the_buyer() -> None:
    found = call_hours("US", SUMMER, POLICY)
    assert found is not None
    assert (found.zone, found.several) == ("America/New_York", True)
    assert (found.opens.hour, found.closes.hour) == (12, 18)
    alone = call_hours("DE", SUMMER, POLICY)
    assert alone is not None
    assert (alone.zone, alone.several, alone.opens.hour, alone.closes.hour) == ("Europe/Berlin", False, 9, 18)


def test_two_zones_are_several() -> None:
    """Nine in Kinshasa (+1) is 8:00 UTC, six in Lubumbashi (+2) is 16:00."""
    found = call_hours("CD", WINTER, POLICY)
    assert found is not None
    assert (found.opens, found.closes, found.several) == (utc("2024-01-15 08:00"), utc("2024-01-15 16:00"), True)


@pytest.mark.parametrize("country", ["", "XX", "RU"])  # Kaliningrad at +2 has ended its day when Kamchatka at +12 ...
def test_where_nobody_knows_the_hour_there_is_no_answer(country: str) -> None:
    """... 9:00 in Kaliningrad are 19:00 in Kamchatka."""
    assert call_hours(country, SUMMER, POLICY) is None


def test_a_day_may_be_as_short_or_as_long_as_the_house_wants() -> None:
    whole = call_hours("GB", WINTER, Stepping(calls_from_hour=0, calls_until_hour=24))
    assert whole is not None
    assert (whole.opens, whole.closes) == (utc("2024-01-15 00:00"), utc("2024-01-16 00:00"))
    assert call_hours("GB", WINTER, Stepping(calls_from_hour=9, calls_until_hour=9)) is None
    hour = call_hours("GB", WINTER, Stepping(calls_from_hour=9, calls_until_hour=10))
    assert hour is not None
    assert hour.closes - hour.opens == timedelta(hours=1)
    six = Stepping(calls_from_hour=9, calls_until_hour=15)
    assert call_hours("US", WINTER, six) is not None, "nine to three: the coasts are three hours apart"
    assert call_hours("US", WINTER, Stepping(calls_from_hour=9, calls_until_hour=12)) is None


@pytest.mark.parametrize(("now", "is_open"), [("07:59", False), ("08:00", True), ("16:59", True), ("17:00", False)])
def test_it_is_open_from_its_first_hour_and_not_at_its_last(now: str, is_open: bool) -> None:
    found = call_hours("DE", WINTER, POLICY)
    assert found is not None
    assert found.open_at(utc(f"2024-01-15 {now}")) is is_open


def test_a_country_has_a_zone_of_its_own_or_several() -> None:
    assert sole_zone("cn") == ZoneInfo("Asia/Shanghai")
    assert [sole_zone(country) for country in ("US", "", "XX")] == [None, None, None]


def test_every_zone_of_the_table_is_known_and_every_country_a_code() -> None:
    assert all(len(country) == 2 and country.isupper() for country in ZONES)
    for country, names in ZONES.items():
        at = {tuple(datetime(2024, month, 1, tzinfo=ZoneInfo(name)).utcoffset() for month in range(1, 13)) for name in names}
        assert len(at) == len(names) > 0, country


def test_a_machine_without_the_zone_gives_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "ZONES", {"AA": ("Nowhere/Town",), "BB": ("Europe/Berlin", "Nowhere/Town")})
    assert (call_hours("AA", WINTER, POLICY), call_hours("BB", WINTER, POLICY), sole_zone("AA")) == (None, None, None)
