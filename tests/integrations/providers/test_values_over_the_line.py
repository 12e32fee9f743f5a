"""Rows 24, 25 and 31 from the socket to the report: what stands where a number, a day or a name is due, and is none.

What is expected is the matrix's word for each: no value with the status that says why, and the text as it came beside it.
"""

from datetime import date
from typing import Any

import pytest

from credit.report import CreditReport, FindingStatus
from integrations.bounded import Json
from integrations.provider import Warned
from tests.integrations.providers.generic_files import HALDON, REPORTS, Served, answer

ON = date(2020, 4, 1)
LIMIT, FOUNDED, NAME = "financial_strength.credit_limit", "enterprise_quality.incorporated_on", "enterprise_quality.legal_form"
MORE = f"""
"{FOUNDED}" = {{ path = "founded", type = "date" }}
"{NAME}" = {{ path = "form", type = "text" }}
"""
INJECTED = "ACME \x1b[2J\x1b]0;pwn\x07[bold red]PAID[/] [@click=app.quit]x[/] \u202eDETIMIL\u202c =cmd|'/c calc'!A1"
"""As `hostile/terminal_and_markup_injection.json` of the provider research has it."""


def told(serve: Served, **parts: object) -> CreditReport:
    """The report a server gives whose answer has these parts."""
    provider, server = serve(REPORTS + MORE, answer(**parts))
    report = provider.fetch(HALDON, ON).report
    assert report is not None
    assert len(server.requests) == 1
    return report


def stands(report: CreditReport, key: str) -> tuple[Any, FindingStatus, str]:
    finding = next(finding for finding in report.findings if finding.key == key)
    return finding.value, finding.status, finding.original


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Credit Limit not applicable", FindingStatus.NOT_PUBLISHED),
        ("", FindingStatus.NOT_PUBLISHED),
        ("12,345.00", FindingStatus.AMBIGUOUS),
        ("1.234,56", FindingStatus.AMBIGUOUS),
        ("1.234", FindingStatus.AMBIGUOUS),
        ("-500", FindingStatus.AMBIGUOUS),
        (-500, FindingStatus.AMBIGUOUS),
    ],
)
def test_row_24_a_limit_that_is_no_plain_number_has_no_value(serve: Served, said: Json, status: FindingStatus) -> None:
    score = {"value": 61, "as_of": "2020-03-01", "limit": {"amount": said, "currency": "GBP"}}
    report = told(serve, score=score)
    assert stands(report, LIMIT) == (None, status, str(said))
    assert stands(report, "financial_strength.rating_provider")[1] is FindingStatus.KNOWN, "what stands beside it is read"


@pytest.mark.parametrize(
    ("said", "day", "status"),
    [
        ("2019-12-06", date(2019, 12, 6), FindingStatus.KNOWN),
        ("2019-12-06 08:23:37", date(2019, 12, 6), FindingStatus.KNOWN),
        ("2019-12-06T00:00:00Z", date(2019, 12, 6), FindingStatus.KNOWN),
        ("10/02/2025", None, FindingStatus.AMBIGUOUS),
        ("20221231", None, FindingStatus.AMBIGUOUS),
        (20221231, None, FindingStatus.AMBIGUOUS),
        ("0000-00-00", None, FindingStatus.AMBIGUOUS),
        ("2019-02-30", None, FindingStatus.AMBIGUOUS),
    ],
)
def test_row_25_a_day_is_read_by_the_one_form_of_the_file(
    serve: Served, said: Json, day: date | None, status: FindingStatus
) -> None:
    assert stands(told(serve, founded=said), FOUNDED) == (day, status, str(said))


def test_row_25_a_form_the_file_names_is_the_only_one(serve: Served) -> None:
    """The tenth of February or the second of October: the file says, and the other form is then none."""
    named = REPORTS + MORE.replace('"founded", type = "date"', '"founded", type = "date", date_format = "%d/%m/%Y"')
    provider, _ = serve(named, answer(founded="10/02/2019"), answer(founded="2019-02-10"))
    first, second = (provider.fetch(HALDON, day).report for day in (ON, date(2020, 4, 2)))
    assert first is not None
    assert second is not None
    assert stands(first, FOUNDED)[:2] == (date(2019, 2, 10), FindingStatus.KNOWN)
    assert stands(second, FOUNDED)[:2] == (None, FindingStatus.AMBIGUOUS)


@pytest.mark.parametrize(("said", "warned"), [("2099-01-01", Warned.AS_OF_IN_FUTURE), ("0000-00-00", Warned.AS_OF_UNREADABLE)])
def test_row_25_an_opinion_of_the_future_or_of_no_day_is_warned_about(serve: Served, said: str, warned: Warned) -> None:
    score = {"value": 61, "as_of": said, "limit": {"amount": "25000.00", "currency": "GBP"}}
    provider, _ = serve(REPORTS, answer(score=score))
    result = provider.fetch(HALDON, ON)
    assert warned in result.warnings
    assert result.report is not None
    assert result.report.as_of is None


def test_row_31_and_rule_12_what_could_steer_a_terminal_never_comes_in(serve: Served) -> None:
    """Steering characters are gone at parse; brackets are text, and stay for a screen that draws them as text."""
    value, status, original = stands(told(serve, form=INJECTED), NAME)
    assert status is FindingStatus.KNOWN
    assert "[bold red]PAID[/] [@click=app.quit]x[/]" in value
    for text in (value, original):
        assert text.isprintable()
        assert not {"\x1b", "\x07", "\u202e", "\u202c"} & set(text)
