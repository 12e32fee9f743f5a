"""Which headings are buckets, and from which day past due each is; what day such a table speaks of."""

from datetime import date

import pytest

from integrations.ledgers.aged import NOT_DUE, aged_table, buckets_in, told_day
from integrations.ledgers.tables import sheet


@pytest.mark.parametrize(
    ("heading", "days"),
    [
        (["Current", "1-30", "31 - 60 days", "61 to 90", ">90"], [NOT_DUE, 1, 31, 61, 91]),
        (["未到期", "账龄 0-30天", "31-60天", "61-90天", "90天以上"], [NOT_DUE, 0, 31, 61, 91]),
        (["Current", "< 1 Month", "1 Month", "2 Months", "3 Months", "Older"], [NOT_DUE, 1, 31, 61, 91, 121]),
        (["0-30", "31-60", "61-90", "91-120", "121-Above"], [0, 31, 61, 91, 121]),
        (["Not due", "1-60", "60+"], [NOT_DUE, 1, 61]),
        (["Not due", "1-60", "61+", "Over 90"], [NOT_DUE, 1, 61, 91]),
    ],
)
def test_a_bucket_is_told_by_its_heading(heading: list[str], days: list[int]) -> None:
    assert list(buckets_in(["Customer", *heading, "Total"]).values()) == days


@pytest.mark.parametrize(
    "heading",
    [
        "Customer,Invoice Date,Current,1-30,31-60",  # a list of invoices with buckets beside them
        "Customer,Current,Total",
        "Region,Current,1-30,31-60",
    ],
)
def test_what_is_no_such_table_is_none(heading: str) -> None:
    assert aged_table("x.csv", f"{heading}\nBirch,1,2,3,4\n", ",") is None


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("As of 31 March 2026", date(2026, 3, 31)),
        ("As at Mar 31, 2026", date(2026, 3, 31)),
        ("截止日期：2026年3月31日", date(2026, 3, 31)),
        ("Report date 31.3.2026", date(2026, 3, 31)),
        ("As of 3/4/2026", None),  # could be two days, so it is none
        ("Founded 2001-01-01", None),
    ],
)
def test_the_day_it_speaks_of_stands_above_it(above: str, day: date | None) -> None:
    table = sheet("x.csv", f'"{above}"\nCustomer,Current,1-30\nBirch,1,2\n', ",", lambda cells: cells[0] == "Customer")
    assert told_day(table) == day
