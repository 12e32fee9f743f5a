"""A PDF for a person to confirm, JSON by a mapping, and reports of the days their findings are of."""

import hashlib
import json
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from credit.money import Money
from credit.report import FindingStatus
from integrations.providers.notices import Asking
from integrations.reports.mapping_file import mapping_named
from integrations.reports.proposed import accepted, reports_of
from integrations.reports.refused import FileTrouble, ReportFileRefused
from integrations.reports.taking import LARGEST, dated_on
from tests.integrations.reports.conftest import ALDER, TODAY, pdf, taken, values, written

REPORT = ["Credit report", "Company number: 99000001", "Report date: 2026-10-01", "Turnover: USD 1,234,567", "Equity: USD 10 20"]


def test_a_pdf_gives_proposals_with_the_line_they_were_read_from(tmp_path: Path) -> None:
    raw = pdf(REPORT)
    told = taken(written(tmp_path, raw, "r.pdf"))
    assert (told.form, told.needs_eye, told.named, told.sha256) == ("pdf", True, True, hashlib.sha256(raw).hexdigest())
    assert values(told) == {"turnover": Money.of("1234567", "USD"), "equity": None}
    turnover = told.proposals[0]
    assert (turnover.as_of, turnover.finding.original) == (date(2026, 10, 1), "Turnover: USD 1,234,567")
    assert turnover.finding.path.startswith("page 1, line ")


def test_only_what_has_a_value_can_be_accepted(tmp_path: Path) -> None:
    told = taken(written(tmp_path, pdf(REPORT), "r.pdf"))
    assert [each.finding.key for each in accepted(told, [])] == ["financial_strength.turnover"]
    assert accepted(told, ["financial_strength.equity"]) == ()


def test_row_29_another_companys_number_refuses_the_file(tmp_path: Path) -> None:
    lines = ["Company number: 99000002", "Turnover: USD 100"]
    with pytest.raises(ReportFileRefused) as caught:
        taken(written(tmp_path, pdf(lines), "r.pdf"))
    assert caught.value.reason is FileTrouble.WRONG_COMPANY


def test_a_file_without_any_of_the_buyers_numbers_says_so(tmp_path: Path) -> None:
    assert taken(written(tmp_path, pdf(["Turnover: USD 100"]), "r.pdf")).named is False
    unknown = replace(ALDER, registrations=())
    assert taken(written(tmp_path, pdf(REPORT), "r.pdf"), buyer=unknown).named is False


def test_two_values_of_one_figure_are_none(tmp_path: Path) -> None:
    told = taken(
        written(tmp_path, pdf(["Turnover: USD 100", "Total revenue: USD 200", "Equity: USD 5", "Net worth: USD 5"]), "r.pdf")
    )
    found = {each.finding.key: (each.finding.value, each.finding.status) for each in told.proposals}
    assert found["financial_strength.turnover"] == (None, FindingStatus.AMBIGUOUS)
    assert found["financial_strength.equity"] == (Money.of("5", "USD"), FindingStatus.KNOWN)


@pytest.mark.parametrize(
    ("lines", "on", "reason"),
    [
        (["Nothing here"], TODAY, FileTrouble.NOTHING_FOUND),
        ([""], TODAY, FileTrouble.NO_TEXT),
        (REPORT, date(2026, 9, 30), FileTrouble.AHEAD),
    ],
)
def test_a_pdf_that_tells_nothing_yet(lines: list[str], on: date, reason: FileTrouble, tmp_path: Path) -> None:
    with pytest.raises(ReportFileRefused) as caught:
        taken(written(tmp_path, pdf(lines), "r.pdf"), on=on)
    assert caught.value.reason is reason


def test_a_locked_pdf_is_named(tmp_path: Path) -> None:
    from io import BytesIO

    import pypdf

    writer, out = pypdf.PdfWriter(BytesIO(pdf(REPORT))), BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    with pytest.raises(ReportFileRefused) as caught:
        taken(written(tmp_path, out.getvalue(), "r.pdf"))
    assert caught.value.reason is FileTrouble.LOCKED


def test_without_the_library_a_pdf_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ReportFileRefused) as caught:
        taken(written(tmp_path, pdf(REPORT), "r.pdf"))
    assert caught.value.reason is FileTrouble.NO_PDF_READER


def test_row_18_a_file_too_large_to_be_a_report_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(ReportFileRefused) as caught:
        taken(path)
    assert caught.value.reason is FileTrouble.TOO_LARGE


MAPPING = """
[subject]
company_number = "company.number"

[fields]
"as_of" = { path = "made" , type = "date" }
"financial_strength.rating_provider" = { path = "score", type = "decimal", unit = "points" }
"financial_strength.credit_limit" = { path = "limit.amount", type = "money", currency_path = "limit.currency" }
"""
BODY = {"company": {"number": "99000001"}, "made": "2026-10-01", "score": 71, "limit": {"amount": "Not Rated", "currency": "USD"}}


def test_json_of_another_shape_is_read_by_a_mapping(tmp_path: Path) -> None:
    """Row 24: a word where an amount is due is not published."""
    written(tmp_path, MAPPING, "sinosure.toml")
    mapping = mapping_named("sinosure", tmp_path, tmp_path / "providers")
    assert mapping is not None
    told = taken(written(tmp_path, json.dumps(BODY), "r.json"), mapping)
    assert values(told) == {"rating_provider": Decimal(71), "credit_limit": None}
    assert {each.as_of for each in told.proposals} == {date(2026, 10, 1)}
    for changed, reason in (
        ({"company": {"number": "99000002"}}, FileTrouble.WRONG_COMPANY),
        ({"company": None}, FileTrouble.WRONG_COMPANY),
        ({"score": None, "limit": None, "made": None}, FileTrouble.NOTHING_FOUND),
    ):
        with pytest.raises(ReportFileRefused) as caught:
            taken(written(tmp_path, json.dumps({**BODY, **changed}), "r.json"), mapping)
        assert caught.value.reason is reason
    with pytest.raises(ReportFileRefused) as caught:
        taken(written(tmp_path, json.dumps(BODY), "r.json"), mapping, on=date(2026, 1, 1))
    assert caught.value.reason is FileTrouble.AHEAD


@pytest.mark.parametrize("name", ["", "../sinosure", "nobody", ".hidden"])
def test_a_name_without_a_file_has_no_mapping(name: str, tmp_path: Path) -> None:
    written(tmp_path, MAPPING, "sinosure.toml")
    assert mapping_named(name, tmp_path / "reports", tmp_path / "providers") is None


def test_a_report_for_each_day_its_findings_are_of_and_the_same_file_is_the_same_report(tmp_path: Path) -> None:
    rows = (
        "key,value,unit,as_of,source\noperating_capability.employees,12,,2026-10-01,\n"
        "financial_strength.turnover,5,USD,2025-12-31,\nenterprise_quality.listed,no,,,\n"
    )
    told = taken(written(tmp_path, rows))
    reports = reports_of(told.proposals, told, Asking("sinosure", ALDER, TODAY), dated_on(told, date(2026, 11, 1)))
    assert [(each.as_of, [found.key.partition(".")[2] for found in each.findings]) for each in reports] == [
        (date(2025, 12, 31), ["turnover"]), (date(2026, 10, 1), ["employees"]), (date(2026, 11, 1), ["listed"])
    ]  # fmt: skip
    assert {(each.provider, each.endpoint, each.raw_sha256, each.learnt_on) for each in reports} == {
        ("sinosure", "file.csv", told.sha256, TODAY)
    }
    again = reports_of(told.proposals, told, Asking("sinosure", ALDER, date(2026, 12, 1)), date(2026, 11, 1))
    assert [each.id for each in again] == [each.id for each in reports]
