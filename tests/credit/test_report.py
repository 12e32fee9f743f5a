"""A report against the one before it, and a buyer's numbers by their kind."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from credit.actions import Hand, accept_report
from credit.customer import Customer
from credit.report import CreditReport, EventKind, Finding, FindingStatus, Match, RiskEvent, changed_findings, regressed
from tests.credit.little_book import TODAY, little_book

HAND = Hand("mara", TODAY, "mark")
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


@pytest.mark.parametrize(
    ("before", "after", "back"),
    [("2024-06-10", "2024-05-01", True), ("2024-06-10", "2024-06-10", False), ("2024-05-01", "2024-06-10", False),
     (None, "2024-05-01", False), ("2024-06-10", None, False)],
)  # fmt: skip
def test_a_provider_goes_back_where_its_opinion_is_of_an_earlier_day(before: str | None, after: str | None, back: bool) -> None:
    """One that does not say of which day it is cannot be held against it."""
    old, new = (replace(report(), as_of=date.fromisoformat(day) if day else None) for day in (before, after))
    assert regressed(old, new) is back
    assert not regressed(None, new)


def test_of_two_reports_of_one_day_the_one_of_the_later_opinion_stands() -> None:
    newer, older = (replace(report(SCORE), as_of=date.fromisoformat(day)) for day in ("2024-06-10", "2024-05-01"))
    book = little_book("buyer C1")
    book = book.after(accept_report(book, HAND, "C1", newer))
    assert not accept_report(book, HAND, "C1", older)
    assert accept_report(book, HAND, "C1", replace(newer, as_of=TODAY)).put == (replace(newer, as_of=TODAY),)
    assert accept_report(book, HAND, "C1", replace(older, id="another day")).put, "one of another day stands beside it"
