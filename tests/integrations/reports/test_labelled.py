"""Figures behind their labels: one line, one figure, one currency, or nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from credit.money import Money
from integrations.reports.labelled import Page, dated, numbers, proposals


def read(line: str, mark: str = "") -> tuple[str, Any] | None:
    found = [each.finding for each in proposals([Page(1, (line,))], mark)]
    return (found[0].key.partition(".")[2], found[0].value) if found else None


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("Credit limit: USD 50000", "credit_limit", Money.of("50000", "USD")),
        ("Recommended credit limit   EUR 1,250,000", "credit_limit", Money.of("1250000", "EUR")),
        ("Turnover: 12,345.67 GBP", "turnover", Money.of("12345.67", "GBP")),
        ("Total assets (USD thousand): 4210", "total_assets", Money.of("4210000", "USD")),
        ("Total assets (EUR '000): 4210", "total_assets", Money.of("4210000", "EUR")),
        ("Net profit: (250000) USD", "net_income", Money.of("-250000", "USD")),
        ("Total current assets: USD 7", "current_assets", Money.of("7", "USD")),
        ("Number of employees: 120", "employees", Decimal(120)),
        ("Days beyond terms: 14 days", "dbt_days", Decimal(14)),
        ("Credit rating: BB+", "rating_text", "BB+"),
        ("Date of incorporation: 2009-03-02", "incorporated_on", date(2009, 3, 2)),
        ("建议信用限额：50万美元", "credit_limit", Money.of("500000", "USD")),
        ("信用限额（美元）： 50,000", "credit_limit", Money.of("50000", "USD")),
        ("资产总计: 1,234.5 万欧元", "total_assets", Money.of("12345000", "EUR")),
        ("营业收入（人民币万元）： 3.2", "turnover", Money.of("32000", "CNY")),
        ("净利润：-2亿日元", "net_income", Money.of("-200000000", "JPY")),
        ("所有者权益合计：HKD 1,000", "equity", Money.of("1000", "HKD")),
        ("资信等级：AA", "rating_text", "AA"),
        ("成立日期：2009年3月2日", "incorporated_on", date(2009, 3, 2)),
        ("员工人数：120人", "employees", Decimal(120)),
    ],
)
def test_a_labelled_line(line: str, key: str, value: Any) -> None:
    assert read(line) == (key, value)


@pytest.mark.parametrize(
    "line",
    [
        "Turnover: 12,345 GBP",  # twelve thousand, or twelve and a third
        "Turnover: USD 100 120",
        "Turnover: USD 100 / EUR 90",
        "Turnover: 100",
        "Turnover: $100",
        "营业收入：100元",
        "Turnover 2025 2024: USD 100",
        "Turnover: about USD 100",
        "Turnover: USD 1.005",
        "Turnover: USD 10 million thousand",
        "Days beyond terms: 10-15",
        "Date of incorporation: 10/02/2009",
    ],
)
def test_rows_24_and_25_what_can_be_read_in_two_ways_is_shown_without_a_value(line: str) -> None:
    found = read(line)
    assert found is not None
    assert found[1] is None


def test_a_named_mark_settles_the_one_comma() -> None:
    assert read("Turnover: 12,345 GBP", ".") == ("turnover", Money.of("12345", "GBP"))
    assert read("Turnover: 12.345,60 GBP", ",") == ("turnover", Money.of("12345.60", "GBP"))


@pytest.mark.parametrize("line", ["The turnover: USD 100", "Turnovers: USD 100", "Turnover", "", "资产负债表", "x" * 400])
def test_a_line_that_does_not_begin_with_a_label_says_nothing(line: str) -> None:
    assert read(line) is None


def test_the_day_of_the_report_and_the_numbers_in_it() -> None:
    page = Page(1, ("Report date: 2026-10-01", "Company Number: 99000001", "统一社会信用代码：91310000132221222H"))
    assert dated([page]) == date(2026, 10, 1)
    assert numbers([page]) == ("99000001", "91310000132221222H")
    assert dated([page, Page(2, ("报告日期：2026年9月1日",))]) is None, "two days are none"
    assert dated([Page(1, ("Report date: 01/10/2026",))]) is None


@pytest.mark.parametrize("label", ["Company no.:", "Registration No. :", "company no", "Company number"])
def test_a_label_that_is_cut_short_is_the_label_still(label: str) -> None:
    assert numbers([Page(1, (f"{label} 99000009",))]) == ("99000009",)
