"""A report against the one before it, and a buyer's numbers by their kind."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from credit.customer import Customer
from credit.report import CreditReport, EventKind, Finding, FindingStatus, Match, RiskEvent, changed_findings
from tests.credit.little_book import TODAY

SCORE, LIMIT = Finding("score", Decimal(70)), Finding("limit", None, FindingStatus.NOT_PUBLISHED)


def report(*findings: Finding) -> CreditReport:
    return CreditReport("r", "C1", "bureau", datetime(2024, 6, 1, tzinfo=UTC), TODAY, findings=findings)


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        (None, (SCORE, LIMIT), ("score", "limit")),  # of a first report everything is new
        ((SCORE, LIMIT), (SCORE, LIMIT), ()),
        ((SCORE,), (Finding("score", Decimal(60)),), ("score",)),
        ((LIMIT,), (Finding("limit", None, FindingStatus.UNAVAILABLE_NOW),), ("limit",)),  # the same absence for another reason
        ((SCORE,), (SCORE, LIMIT), ("limit",)),
        ((SCORE, LIMIT), (SCORE,), ("limit",)),
        ((SCORE,), (Finding("score", Decimal(70), original="70/100"),), ()),  # said differently, and the same
    ],
)
def test_what_reads_differently(before: tuple[Finding, ...] | None, after: tuple[Finding, ...], changed: tuple[str, ...]) -> None:
    assert changed_findings(report(*before) if before is not None else None, report(*after)) == changed


def test_a_number_is_found_by_its_kind() -> None:
    buyer = Customer("C1", "Alder", TODAY, registrations=(("company_number", "0099"), ("vat", "GB1")))
    assert (buyer.registration("company_number"), buyer.registration("vat"), buyer.registration("lei")) == ("0099", "GB1", "")


def test_a_notice_counts_where_it_is_about_the_buyer_and_stands() -> None:
    notice = RiskEvent("gazette:1", "C1", EventKind.WINDING_UP_PETITION, TODAY, TODAY, "gazette")
    assert notice.counts
    assert not replace(notice, match=Match.POSSIBLE).counts
    assert not replace(notice, withdrawn=True).counts, "taken back by its publisher"
