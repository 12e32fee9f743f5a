"""What the own ledger, the desk and the country give the dimensions."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.assess import assess_book
from credit.rating.dimension import Input
from credit.rating.own_inputs import country_inputs, own_inputs
from tests.credit.little_book import TODAY, day, little_book
from tests.credit.rating.test_grade import paid


def own(text: str) -> dict[str, Input]:
    book = little_book(text)
    return {told.key: told for told in own_inputs(assess_book(book, TODAY).of("C1"), book)}


def test_the_record_is_told_from_three_invoices_on_with_its_latest() -> None:
    """Late by 0, 0 and 30 days of equal amounts: 10 days on average, one of three late."""
    assert "own_ledger.dbt_days" not in own(paid(0, 30, first=-200))
    found = own(paid(0, 0, 30, first=-200))
    assert (found["own_ledger.dbt_days"].value, found["own_ledger.late_percent"].value) == (Decimal(10), Decimal("33.3"))
    assert found["own_ledger.dbt_days"].bearer == ("invoice", "P2")
    assert found["own_ledger.dbt_days"].on == day("-130")  # due 160 days ago, paid 30 days later


def test_of_what_is_only_overdue_the_latest_bears_it() -> None:
    found = own("invoice C1 I1 -51 9USD \n invoice C1 I2 -30 9USD \n invoice C1 I3 -9 9USD \n invoice C1 I4 +9 9USD")
    assert (found["own_ledger.dbt_days"].value, found["own_ledger.dbt_days"].bearer) == (Decimal(30), ("invoice", "I3"))


def test_a_record_with_something_open_and_late_is_of_today_however_long_ago_the_last_was_paid() -> None:
    """Paid on the day until 200 days ago, then nothing: the days beyond terms count until today, so they are not old."""
    settled = paid(0, 0, 0, first=-240)
    assert own(settled)["own_ledger.late_percent"].age(TODAY) == 200
    found = own(settled + "invoice C1 I1 -190 1000USD \n invoice C1 I2 -100 1000USD")
    for key in ("own_ledger.dbt_days", "own_ledger.late_percent"):
        assert (found[key].age(TODAY), found[key].on, found[key].bearer) == (0, day("-100"), ("invoice", "I2"))
    assert (found["own_ledger.dbt_days"].value, found["own_ledger.late_percent"].value) == (Decimal(58), Decimal(40))


ONE = "promise C1 Q1 -90 9USD by=-60 \n"
KEPT = "promise C1 Q2 -3 9USD by=+9 \n receipt C1 Y1 -1 9USD \n"


@pytest.mark.parametrize(("text", "percent"), [(ONE, None), (ONE + KEPT, "50")])
def test_one_promise_is_no_rate(text: str, percent: str | None) -> None:
    found = own("buyer C1 \n" + text).get("own_ledger.kept_percent")
    assert (found.value if found else None) == (Decimal(percent) if percent else None)
    if found:
        assert (found.on, found.bearer, found.source) == (TODAY, ("promise", "Q2"), "desk")  # kept before its last day


def bought(*sold: tuple[int, str]) -> str:
    return "\n".join(f"invoice C1 I{n} 0 {amount} issued=-{ago}" for n, (ago, amount) in enumerate(sold))


@pytest.mark.parametrize(
    ("sold", "percent"),
    [
        ([(730, "1USD"), (729, "99USD"), (364, "50USD"), (0, "100USD")], "51.5"),  # 150 against 99
        ([(800, "1USD"), (365, "100USD"), (0, "50USD")], "-50"),
        ([(729, "100USD"), (0, "50USD")], None),  # no two years of record
        ([(800, "100USD"), (0, "50USD")], None),  # nothing in the year before
        ([(800, "1USD"), (400, "100USD"), (300, "9EUR"), (0, "50USD")], "-50"),  # what is invoiced otherwise is left out
        ([], None),
    ],
)
def test_purchases_of_a_year_against_the_year_before(sold: list[tuple[int, str]], percent: str | None) -> None:
    found = own("buyer C1 \n" + bought(*sold)).get("own_ledger.purchases_change")
    assert (found.value if found else None) == (Decimal(percent) if percent else None)


def test_a_buyer_of_no_country_has_no_class() -> None:
    book = little_book("buyer C1")
    entry = assess_book(book, TODAY).of("C1")
    assert list(country_inputs(entry, replace(book))) == []
