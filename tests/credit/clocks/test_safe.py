"""Receipts deferred beyond 90 days (class A) or 30 (B and C) are reported within 30 days of export."""

from datetime import date
from typing import Any

import pytest

from credit.aging import ledger
from credit.clocks.clock import Clock
from credit.clocks.clocking import Clocking, SafeClass
from credit.clocks.safe import SafeReport, safe_clock, safe_reports
from tests.credit.clocks.watching import lasting, watch
from tests.credit.little_book import money

ON = date(2024, 6, 12)


def clock(due: str, more: str = "", country: str = "FR", shipped: str = "2024-05-20", **differing: Any) -> Clock | None:
    text = f"buyer C1 country={country} \n invoice C1 I1 {due} 1000USD issued=2024-05-01 shipped_on={shipped} \n {more}"
    seen = watch(text, ON, **differing)
    return safe_clock(seen, seen.items[0])


@pytest.mark.parametrize(
    ("due", "safe_class", "runs"),
    [
        ("2024-08-18", SafeClass.A, False),  # 90 days after 20 May
        ("2024-08-19", SafeClass.A, True),
        ("2024-06-19", SafeClass.B, False),  # 30 days
        ("2024-06-20", SafeClass.B, True),
        ("2024-06-20", SafeClass.C, True),
        ("2024-06-20", SafeClass.A, False),
    ],
)
def test_beyond_what_the_class_leaves_unreported(due: str, safe_class: SafeClass, runs: bool) -> None:
    found = clock(due, safe_class=safe_class)
    assert lasting(found) == ((date(2024, 6, 19), 7, "I1", None) if runs else None)
    if found:
        assert (found.since, found.calendar, found.working_slack) == (date(2024, 5, 20), "calendar_days", 5)


@pytest.mark.parametrize(("country", "home"), [("CN", "CN"), ("", "CN"), ("FR", "DE")])
def test_only_a_chinese_houses_sale_abroad(country: str, home: str) -> None:
    assert clock("2024-12-31", country=country, home=home) is None


@pytest.mark.parametrize(("shipped", "runs"), [("2024-06-12", True), ("2024-06-13", False)])
def test_what_has_not_left_is_not_exported(shipped: str, runs: bool) -> None:
    assert (clock("2024-12-31", shipped=shipped) is not None) is runs


def test_without_a_bill_of_lading_no_day_can_be_told() -> None:
    seen = watch("buyer C1 country=FR \n invoice C1 I1 2024-12-31 1000USD issued=2024-05-01", ON)
    assert safe_clock(seen, seen.items[0]) is None


@pytest.mark.parametrize(("logged", "runs"), [("2024-05-20", False), ("2024-05-19", True), ("2024-05-21 for=I2", True)])
def test_a_report_stops_it(logged: str, runs: bool) -> None:
    on, _, pairs = logged.partition(" ")
    assert (clock("2024-12-31", f"note C1 K1 {on} safe_reported {pairs}") is not None) is runs


LIST = """
    buyer    C1  country=FR
    invoice  C1  I1  2024-08-18  1000USD  issued=2024-05-01  shipped_on=2024-05-20    # 90 days: not deferred
    invoice  C1  I2  2024-08-19  2000USD  issued=2024-05-01  shipped_on=2024-05-20
    invoice  C1  I3  2024-08-30  3000USD  issued=2024-05-01                           # no bill of lading
    note     C1  K1  2024-05-19  safe_reported  for=I2
    note     C1  K2  2024-05-20  safe_reported  for=I2
    note     C1  K3  2024-05-22  safe_reported  for=I2
    receipt  C1  R1  2024-06-01   500USD  for=I2
"""


def test_the_list_of_what_is_to_be_reported() -> None:
    account = watch(LIST, ON).account
    assert safe_reports(account, ledger(account, ON), Clocking(), "CN") == (
        SafeReport(
            "C1", "I2", money("1500USD"), date(2024, 5, 20), date(2024, 8, 19), 91, date(2024, 6, 19), date(2024, 5, 20)
        ),
        # from the invoice: 121 days, and 31 May
        SafeReport("C1", "I3", money("3000USD"), None, date(2024, 8, 30), 121, date(2024, 5, 31), None),
    )  # fmt: skip
    assert safe_reports(account, ledger(account, ON), Clocking(), "DE") == ()


def test_the_clock_names_the_page_its_days_are_from() -> None:
    seen = watch(LIST, ON)
    found = safe_clock(seen, next(item for item in seen.items if item.invoice.id == "I2" or item.invoice.id == "I1"))
    assert found is None  # not deferred long enough, or reported already
    unreported = watch(LIST.replace("safe_reported", "replied"), ON)
    found = safe_clock(unreported, next(item for item in unreported.items if item.invoice.id == "I2"))
    assert found is not None
    assert found.source == "[S] chinaforex.com.cn 2020-15"
