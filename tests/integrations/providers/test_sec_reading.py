"""Figures filed with the SEC: of each period the one filed last, of a whole year, and nothing that was filed later."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from integrations.provider import ResultReason
from integrations.providers.sec_reading import FIN, Figure, Filed, parse
from tests.integrations.providers.generic_files import payload

TODAY = date(2026, 11, 22)
CIK = "0009999999"


def filed(val: Any, end: str, filed: str = "2026-02-20", start: str | None = None, form: str = "10-K", accn: str = "a-1") -> Any:
    row = {"end": end, "val": val, "accn": accn, "fy": 2025, "fp": "FY", "form": form, "filed": filed}
    return {**row, "start": start} if start else row


def year(val: Any, of: int = 2025, **more: Any) -> Any:
    return filed(val, f"{of}-12-31", start=f"{of}-01-01", **more)


def listing(dei: Any = None, unit: Any = "USD", **tags: Any) -> bytes:
    told = {name: {"units": {unit: rows}} for name, rows in tags.items()}
    return json.dumps({"cik": 9999999, "entityName": "X", "facts": {"us-gaap": told, "dei": dei or {}}}).encode()


def read(raw: bytes, on: date = TODAY) -> dict[str, Decimal]:
    found = parse(raw, CIK, on)
    assert isinstance(found, Filed)
    return {figure.key.removeprefix(FIN): figure.value for figure in found.figures}


def test_the_newest_filing_of_a_period_speaks() -> None:
    """The payables of 2025 were 905,000 in February and 911,000 in the amendment of May."""
    found = parse(payload("sec_companyfacts"), CIK, TODAY)
    assert isinstance(found, Filed)
    assert (found.name, found.accounts_date, found.filed) == ("SYNTHETIC BUYER INC", date(2025, 12, 31), date(2026, 5, 4))
    assert {figure.key: figure.value for figure in found.figures} == {
        FIN + "trade_payables": Decimal(911000), FIN + "turnover": Decimal(4210000)
    }  # fmt: skip
    payables = next(figure for figure in found.figures if figure.key == FIN + "trade_payables")
    assert payables == Figure(
        FIN + "trade_payables", Decimal(911000), "USD", None, date(2025, 12, 31), date(2026, 5, 4),
        "us-gaap.AccountsPayableCurrent 0009999999-26-000009",
    )  # fmt: skip


def test_what_was_filed_later_was_not_known_yet() -> None:
    assert read(payload("sec_companyfacts"), date(2026, 5, 3))["trade_payables"] == 905000
    assert parse(payload("sec_companyfacts"), CIK, date(2026, 2, 19)) is ResultReason.REPORT_LATER


def test_the_earlier_filing_speaks_though_it_stands_below() -> None:
    rows = [filed(2, "2025-12-31", "2026-05-04"), filed(1, "2025-12-31", "2026-02-20")]
    assert read(listing(Assets=rows)) == {"total_assets": 2}


def test_quarters_and_sums_of_nine_months_are_no_year() -> None:
    rows = [
        filed(100, "2025-12-31", start="2025-10-01"),
        filed(300, "2025-09-30", start="2025-01-01"),
        year(400),
        filed(90, "2026-03-31", "2026-05-01", "2026-01-01", form="10-Q"),
    ]
    assert read(listing(Revenues=rows)) == {"turnover": 400}


def test_a_balance_of_a_quarter_does_not_hide_the_years() -> None:
    rows = [filed(7, "2025-12-31"), filed(9, "2026-03-31", "2026-05-01", form="10-Q")]
    assert read(listing(Assets=rows)) == {"total_assets": 7}


def test_a_tag_the_company_no_longer_uses_gives_way_to_the_one_it_does() -> None:
    """Revenues stopped in 2018; the year's turnover stands under the newer tag."""
    raw = listing(Revenues=[year(1, of=2017, filed="2018-02-20")], RevenueFromContractWithCustomerExcludingAssessedTax=[year(5)])
    assert read(raw) == {"turnover": 5}


def test_earnings_before_interest_and_tax_are_the_two_figures_they_are_made_of() -> None:
    """90 before tax and 10 of interest: 100. Without the interest there is none, for profit before tax is no EBIT."""
    profit = {"IncomeLossFromContinuingOperationsBeforeIncomeTaxesDomesticAndForeign": [year(90)]}
    assert read(listing(**profit, InterestExpense=[year(10)]))["ebit"] == 100
    assert "ebit" not in read(listing(**profit, OperatingIncomeLoss=[year(95)]))


def test_the_year_before_stands_beside_the_year() -> None:
    told = read(listing(NetIncomeLoss=[year(-3, of=2024), year(-5)]))
    assert (told["net_income"], told["net_income_before"]) == (Decimal(-5), Decimal(-3))
    assert "net_income_before" not in read(listing(NetIncomeLoss=[year(-3, of=2023), year(-5)]))


def test_a_company_that_files_in_another_currency_keeps_it() -> None:
    found = parse(listing(unit="EUR", Assets=[filed(7, "2025-12-31", form="20-F")]), CIK, TODAY)
    assert isinstance(found, Filed)
    assert [(figure.value, figure.currency) for figure in found.figures] == [(Decimal(7), "EUR")]
    assert parse(listing(unit="USD/shares", Assets=[filed(7, "2025-12-31")]), CIK, TODAY) is ResultReason.NOTHING_KNOWN


def abroad(on: date = TODAY, **more: Any) -> Any:
    """An invented list of a company that files a 20-F by the IFRS in euro, and tells its turnover in dollars too."""
    annual: Any = {"form": "20-F"}
    tags = {
        "Revenue": {"USD": [year(440, **annual)], "EUR": [year(400, **annual), year(380, of=2024, **annual)]},
        "Equity": {"EUR": [filed(90, "2025-12-31", **annual)]},
        "ProfitLossBeforeTax": {"EUR": [year(30, **annual)]},
        "InterestExpense": {"EUR": [year(5, **annual)]},
        "ProfitLoss": {"EUR": [year(20, **annual), year(-7, of=2024, **annual)]},
    }
    facts = {"ifrs-full": {name: {"units": units} for name, units in tags.items()} | more}
    return parse(json.dumps({"cik": 9999999, "entityName": "X", "facts": facts}).encode(), CIK, on)


def test_a_company_abroad_is_read_by_the_ifrs_in_its_own_currency() -> None:
    """30 before tax and 5 of interest are 35 before both; the turnover in dollars, which stands first, mixes with nothing."""
    found = abroad()
    assert isinstance(found, Filed)
    assert {figure.key.removeprefix(FIN): (int(figure.value), figure.currency) for figure in found.figures} == {
        "turnover": (400, "EUR"), "equity": (90, "EUR"), "pretax_profit": (30, "EUR"), "interest_expense": (5, "EUR"),
        "net_income": (20, "EUR"), "net_income_before": (-7, "EUR"), "ebit": (35, "EUR"),
    }  # fmt: skip
    assert next(each.place for each in found.figures if each.key == FIN + "equity") == "ifrs-full.Equity a-1"
    assert found.drift == ()


def test_what_was_filed_by_the_ifrs_later_was_not_known_yet() -> None:
    assert abroad(date(2026, 2, 19)) is ResultReason.REPORT_LATER


def test_another_form_of_a_tag_of_the_ifrs_is_told() -> None:
    found = abroad(Liabilities={"units": [1]})
    assert isinstance(found, Filed)
    assert [note.path for note in found.drift] == ["facts.ifrs-full.Liabilities.units"]


@pytest.mark.parametrize(("value", "listed"), [(1, True), (0, False)])
def test_a_public_float_says_whether_it_is_listed(value: int, listed: bool) -> None:
    dei = {"EntityPublicFloat": {"units": {"USD": [filed(value, "2025-06-30")]}}}
    found = parse(listing(dei, Assets=[filed(7, "2025-12-31")]), CIK, TODAY)
    assert isinstance(found, Filed)
    assert found.listed is listed


@pytest.mark.parametrize(
    "row",
    [
        filed("7", "2025-12-31"), filed(None, "2025-12-31"), filed(True, "2025-12-31"), filed([7], "2025-12-31"),
        filed(7, "31/12/2025"), filed(7, "0000-00-00"), filed(7, "2025-12-31", filed="soon"), 7, None, {},
    ],
    ids=str,
)  # fmt: skip
def test_row_21_a_row_that_is_no_figure_is_left_out(row: Any) -> None:
    assert read(listing(Assets=[row, filed(8, "2024-12-31")])) == {"total_assets": 8}


@pytest.mark.parametrize("raw", [b"{}", b"[]", b'{"cik": 9999999, "facts": {}}', b'{"cik": 9999999, "facts": {"us-gaap": []}}'])
def test_row_26_nothing_in_it(raw: bytes) -> None:
    assert parse(raw, CIK, TODAY) is ResultReason.NOTHING_KNOWN


@pytest.mark.parametrize("cik", [9999998, "9999998", None, True, "9" * 5_000, "", "\u0661"])
def test_row_29_the_list_of_another_company(cik: Any) -> None:
    body = json.loads(payload("sec_companyfacts"))
    assert parse(json.dumps({**body, "cik": cik}).encode(), CIK, TODAY) is ResultReason.WRONG_COMPANY
