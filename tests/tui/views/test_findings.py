"""A finding in words, whatever its status, and what a report says otherwise than the one before."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from credit.report import CreditReport, Finding, FindingStatus, changed_findings
from tests.credit.little_book import TODAY
from tests.wording.speaking import speaking
from tui.views.changed import changed_text
from tui.views.findings import finding_text

SCORE = Finding("financial_strength.rating_provider", Decimal(61), unit="points")


@pytest.mark.parametrize("status", [status for status in FindingStatus if status is not FindingStatus.KNOWN])
def test_every_reason_for_having_no_value_is_said_in_both_languages(status: FindingStatus) -> None:
    found = replace(SCORE, value=None, status=status, original="N/A")
    with speaking("en"):
        english = finding_text(found)
    with speaking("zh"):
        assert finding_text(found) != english
    assert english.endswith("(N/A)")


def test_units_and_words_of_a_value_are_said_in_both_languages_and_strange_ones_as_they_stand() -> None:
    status = Finding("enterprise_quality.legal_status", "strike_off_proposed")
    with speaking("en"):
        assert (finding_text(SCORE), finding_text(status)) == ("61 points", "strike-off proposed")
    with speaking("zh"):
        assert (finding_text(SCORE), finding_text(status)) == ("61 分", "拟除名")
        assert finding_text(replace(SCORE, unit="stars")) == "61 stars"


def report(*findings: Finding) -> CreditReport:
    return CreditReport("b:1", "C1", "bureau", datetime(2024, 6, 12, tzinfo=UTC), TODAY, None, findings)


def test_three_changes_are_told_with_what_stood_there_and_the_rest_is_counted() -> None:
    before = report(SCORE, *(Finding(f"a.k{n}", Decimal(n)) for n in range(4)))
    after = report(replace(SCORE, value=Decimal(45)), *(Finding(f"a.k{n}", Decimal(n + 10)) for n in range(4)))
    keys = changed_findings(before, after)
    with speaking("en"):
        told = changed_text(keys, before, after)
    assert told.startswith("provider's score 45 points, was 61 points; k0 10, was 0; k1 11, was 1; ")
    assert told.endswith("; 2 more")
    assert changed_text((), before, before) == ""


def test_what_is_new_or_gone_has_no_value_on_the_other_side() -> None:
    with speaking("en"):
        assert changed_text(("a.new", "a.old"), report(Finding("a.old", Decimal(1))), report(Finding("a.new", Decimal(2)))) == (
            "new 2, was -; old -, was 1"
        )
