"""Filings a report calls overdue, and a buyer that changes hands."""

import pytest

from credit.report import Severity
from tests.credit.alerts.ringing import alert, kinds, rings_from
from tests.credit.little_book import day

LATE = "enterprise_quality.filings_overdue"


def test_overdue_filings_ring_from_the_first_report_that_says_so_without_a_break() -> None:
    text = f"""
        buyer   C1
        report  C1  B1  -40  bureau  as_of=-41  {LATE}:true
        report  C1  B2  -30  bureau  as_of=-31  {LATE}:false
        report  C1  B3  -20  bureau  as_of=-25  {LATE}:true
        report  C1  B4  -15  bureau  as_of=-16  enterprise_quality.age_years:9
        report  C1  B5   -9  bureau  as_of=-10  {LATE}:true
    """
    rung = alert(text, "filings_overdue")
    assert rung is not None
    assert (rung.severity, rung.on, rung.learnt_on) == (Severity.WARNING, day("-25"), day("-20"))
    assert rung.evidence == {"provider": "bureau", "report": "B3", "on": day("-25"), "source": "bureau"}
    assert "filings_overdue" not in kinds(text, day("-21"))
    assert "filings_overdue" in kinds(text, day("-32"))


@pytest.mark.parametrize(
    "report",
    [
        f"report C1 B1 -20 bureau {LATE}:false",
        "report C1 B1 -20 bureau enterprise_quality.age_years:9",
        f"report C1 B1 0 bureau as_of=+1 {LATE}:true",
        f"report C1 B1 -20 bureau {LATE}:unknown",
    ],
)
def test_what_is_not_said_of_filings_rings_nothing(report: str) -> None:
    assert "filings_overdue" not in kinds(f"buyer C1 \n {report}")


def test_one_providers_word_does_not_end_anothers() -> None:
    text = f"buyer C1 \n report C1 B1 -20 bureau {LATE}:true \n report C1 R1 -5 register {LATE}:false"
    assert "filings_overdue" in kinds(text)


OWNED = "buyer C1 parent=OLD learnt=-400 \n buyer C1 parent=NEW learnt=-9"


def test_a_buyer_that_changes_hands_rings_while_it_is_fresh() -> None:
    rung = rings_from(OWNED, "owner_changed", "-9")
    assert (rung.severity, rung.on) == (Severity.WARNING, day("-9"))
    assert rung.evidence == {"before": "OLD", "now": "NEW", "buyer": "C1", "on": day("-9"), "source": "desk"}
    assert "owner_changed" in kinds(OWNED, day("+80"))
    assert "owner_changed" not in kinds(OWNED, day("+81")), "90 days of the policy are over"


@pytest.mark.parametrize(
    "text",
    [
        "buyer C1 learnt=-400 \n buyer C1 parent=NEW learnt=-9",  # nobody knew
        "buyer C1 parent=OLD learnt=-400 \n buyer C1 learnt=-9",  # nobody tells
        "buyer C1 parent=OLD learnt=-400 \n buyer C1 parent=OLD learnt=-9 name=Alder",
        OWNED + " \n buyer C1 parent=OLD learnt=-3",  # corrected: it is as it was
    ],
)
def test_what_is_no_other_owner_rings_nothing(text: str) -> None:
    assert "owner_changed" not in kinds(text)


def test_an_owner_nobody_told_of_in_between_is_compared_with_the_last_that_was_told() -> None:
    assert "owner_changed" in kinds("buyer C1 parent=OLD learnt=-400 \n buyer C1 learnt=-90 \n buyer C1 parent=NEW learnt=-9")
