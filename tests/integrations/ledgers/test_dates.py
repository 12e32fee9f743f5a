"""The date format of a column is decided by the whole column."""

from datetime import date

import pytest

from integrations.ledgers.dates import DEFAULT_FORMATS, date_format, settled
from integrations.ledgers.faults import AmbiguousDates

DAY_FIRST = [date_format("D/M/YYYY"), date_format("M/D/YYYY")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("YYYY-MM-DD", "2020-03-04"),
        ("YYYY-MM-DD hh:mm:ss", "2020-03-04 00:00:00"),
        ("YYYY-MM-DDThh:mm:ss", "2020-03-04T10:20:30"),
        ("YYYYMMDD", "20200304"),
        ("YYYYMMDD.0", "20200304.0"),
        ("D/M/YYYY", "4/3/2020"),
        ("M/D/YYYY", "3/4/2020"),
        ("D.M.YYYY", "04.03.2020"),
        ("D-MMM-YY", "4-Mar-20"),
        ("YYYY年M月D日", "2020年3月4日"),
        ("microseconds", "1583280000000000.0"),  # 18,325 days of 86,400 s after 1970-01-01
    ],
)
def test_every_way_to_write_the_fourth_of_march(name: str, text: str) -> None:
    assert date_format(name).read(text) == date(2020, 3, 4)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("YYYY-MM-DD", "2020-3-4"),
        ("YYYY-MM-DD", "2021-02-29"),
        ("YYYY-MM-DD", "0000-03-04"),
        ("YYYY-MM-DD", "2020-03-04 00:00"),
        ("YYYYMMDD", "00000000"),
        ("D-MMM-YY", "4-Mrz-20"),
        ("D/M/YYYY", "４/3/2020"),
        ("microseconds", "2020"),
    ],
)
def test_what_is_written_otherwise_or_is_no_day_is_no_date(name: str, text: str) -> None:
    assert date_format(name).read(text) is None


@pytest.mark.parametrize(("text", "day"), [("0001-01-01", date.min), ("9999-12-31", date.max), ("2099-02-28", date(2099, 2, 28))])
def test_a_day_there_is_is_a_date_however_unlikely(text: str, day: date) -> None:
    assert date_format("YYYY-MM-DD").read(text) == day


@pytest.mark.parametrize("name", ["", "YYYY", "DD/MM", "MM/MM/YYYY", "strftime"])
def test_a_name_that_makes_no_date_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="^" + name):
        date_format(name)


def test_one_value_decides_for_the_whole_column() -> None:
    found = settled(DAY_FIRST, {"due": ["3/4/2020", "13/4/2020"]})
    assert found["due"] == {"3/4/2020": date(2020, 4, 3), "13/4/2020": date(2020, 4, 13)}


def test_another_column_of_the_file_decides_where_one_is_in_doubt() -> None:
    found = settled(DAY_FIRST, {"issued": ["3/4/2020"], "due": ["4/13/2020"]})
    assert found["issued"] == {"3/4/2020": date(2020, 3, 4)}


def test_a_column_that_stays_in_doubt_is_refused_by_name() -> None:
    with pytest.raises(AmbiguousDates) as refused:
        settled(DAY_FIRST, {"due": ["3/4/2020", "5/5/2020"]})
    assert refused.value.facts == {"column": "due", "detail": "3/4/2020"}


def test_a_doubt_that_makes_no_difference_is_none() -> None:
    assert settled(DAY_FIRST, {"due": ["5/5/2020"]}) == {"due": {"5/5/2020": date(2020, 5, 5)}}


def test_three_encodings_in_three_columns_and_never_two_in_one() -> None:
    formats = [date_format(name) for name in ("YYYY-MM-DD", "YYYYMMDD", "microseconds")]
    found = settled(formats, {"a": ["2018-01-09", "2018-01-10", "20180111"], "b": ["20180109"], "c": ["1515456000000000.0"]})
    assert found == {
        "a": {"2018-01-09": date(2018, 1, 9), "2018-01-10": date(2018, 1, 10)},
        "b": {"20180109": date(2018, 1, 9)},
        "c": {"1515456000000000.0": date(2018, 1, 9)},
    }


def test_a_column_without_any_date_has_none() -> None:
    assert settled([date_format(name) for name in DEFAULT_FORMATS], {"a": ["soon"], "b": []}) == {"a": {}, "b": {}}


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2020, 4, 3)), ("mdy", date(2020, 3, 4))])
def test_a_person_says_which_of_two_readings_is_meant(order: str, day: date) -> None:
    assert settled(DAY_FIRST, {"due": ["3/4/2020"]}, order) == {"due": {"3/4/2020": day}}


def test_what_a_person_says_changes_no_column_that_is_not_in_doubt() -> None:
    assert settled(DAY_FIRST, {"due": ["3/4/2020", "13/4/2020"]}, "mdy")["due"]["3/4/2020"] == date(2020, 4, 3)


def test_the_year_may_come_first_too() -> None:
    short = [date_format(name) for name in ("D/M/YY", "M/D/YY", "YY/M/D")]
    assert settled(short, {"due": ["10/4/12"]}, "ymd") == {"due": {"10/4/12": date(2010, 4, 12)}}
    with pytest.raises(AmbiguousDates):
        settled(short, {"due": ["10/4/12"]})


def test_an_order_that_no_reading_has_leaves_the_doubt() -> None:
    with pytest.raises(AmbiguousDates):
        settled(DAY_FIRST, {"due": ["3/4/2020"]}, "ymd")
