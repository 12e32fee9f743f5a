"""Disputes out of order, and bank details that changed."""

import pytest

from credit.report import Severity
from tests.credit.alerts.ringing import PROMPT, alert, kinds, rings_from
from tests.credit.little_book import day


def test_the_first_dispute_of_an_old_buyer_rings_while_it_is_open() -> None:
    text = PROMPT + "invoice C1 I1 +3 900USD \n dispute C1 D1 -3 quality for=I1"
    rung = rings_from(text, "first_dispute", "-3")
    assert (rung.severity, rung.id) == (Severity.INFO, "first_dispute:C1:D1")
    assert rung.evidence == {"dispute": "D1", "invoices": 10, "on": day("-3"), "source": "desk"}
    closed = text + "\n dispute C1 D1 -3 quality for=I1 closed=0 learnt=0"
    assert "first_dispute" in kinds(closed, day("-1"))
    assert "first_dispute" not in kinds(closed)


def test_a_dispute_that_was_written_down_again_is_as_old_as_ever() -> None:
    text = PROMPT + "dispute C1 D1 -9 quality \n dispute C1 D1 -9 price learnt=-3"
    rings_from(text, "first_dispute", "-9")


@pytest.mark.parametrize(
    "text",
    [
        "dispute C1 D1 -3 quality",  # nobody knows this buyer yet
        PROMPT + "dispute C1 D0 -90 quality closed=-80 learnt=-90 \n dispute C1 D1 -3 quality",
        PROMPT + "dispute C1 D1 +1 quality learnt=-3",
    ],
)
def test_what_is_no_first_dispute(text: str) -> None:
    assert "first_dispute" not in kinds(text)


LATE = "invoice C1 I1 -30 900USD issued={issued} \n dispute C1 D1 {on} quality for=I1"


@pytest.mark.parametrize(
    ("issued", "on", "rings"),
    [
        ("-90", "-30", False),  # on the due date, not overdue yet
        ("-90", "-29", True),
        ("-59", "-29", False),  # thirty days after it went out
        ("-60", "-29", True),
    ],
)
def test_a_dispute_is_late_when_overdue_and_long_after_delivery(issued: str, on: str, rings: bool) -> None:
    assert ("late_dispute" in kinds(LATE.format(issued=issued, on=on))) is rings


def test_a_late_dispute_is_counted_from_the_shipment_where_that_is_known() -> None:
    assert "late_dispute" not in kinds(LATE.format(issued="-90 shipped_on=-59", on="-29"))
    assert "late_dispute" in kinds(LATE.format(issued="-90 shipped_on=-60", on="-29"))


def test_a_late_dispute_says_how_late_and_ends_with_the_dispute() -> None:
    text = LATE.format(issued="-90", on="-5")
    rung = rings_from(text, "late_dispute", "-5")
    assert rung.evidence == {
        "dispute": "D1", "invoice": "I1", "days": 85, "on": day("-5"), "source": "desk",
    }  # fmt: skip
    assert "late_dispute" not in kinds(text + "\n dispute C1 D1 -5 quality for=I1 closed=0 learnt=0")


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        (LATE.format(issued="-90", on="-5").replace("for=I1", ""), True),  # the whole balance, this invoice in it
        (LATE.format(issued="-90", on="-5").replace("for=I1", "for=I9"), False),
        (LATE.format(issued="-90", on="-5") + "\n dispute C1 D0 -40 price for=I1 closed=-35 learnt=-40", False),
        (LATE.format(issued="-90", on="-5") + "\n dispute C1 D0 -40 price closed=-35 learnt=-40", False),
        (LATE.format(issued="-90", on="-5") + "\n dispute C1 D0 -40 price for=I9 closed=-35 learnt=-40", True),
        (LATE.format(issued="-90", on="-5") + "\n dispute C1 D0 -29 price for=I1 closed=-20 learnt=-29", True),
    ],
)
def test_a_dispute_raised_in_time_excuses_a_later_one(text: str, rings: bool) -> None:
    assert ("late_dispute" in kinds(text)) is rings


def test_changed_bank_details_are_critical_until_they_are_old() -> None:
    text = "invoice C1 I1 +30 900USD \n email C1 K1 -5 bank_changed \n call C1 K2 -4 spoke"
    rung = rings_from(text, "bank_details_changed", "-5")
    assert (rung.severity, rung.evidence) == (Severity.CRITICAL, {"contact": "K1", "on": day("-5"), "source": "desk"})
    assert "bank_details_changed" in kinds(text, day("+359"))
    assert "bank_details_changed" not in kinds(text, day("+360"))
    seen = alert(text + "\n seen C1 bank_details_changed:C1:K1 -2 who=Li", "bank_details_changed")
    assert seen is not None
    assert (seen.acknowledged, seen.acknowledged_by) == (True, "Li")
