"""A grade that fell against half a year before, on the day it fell; no fall is made of a record that only begins."""

from datetime import timedelta

import pytest

from credit.alerts import Alert
from tests.credit.alerts.ringing import alert, kinds, paid, rings_from
from tests.credit.little_book import TODAY, day

GOOD = paid(0, count=12, first=-300).replace("900USD", "90000USD")
"""Twelve large invoices paid on the day, due from -300 to -289: grade A, and one small item more does not move it."""


def test_a_petition_takes_the_grade_from_a_to_e() -> None:
    rung = rings_from(GOOD + "event C1 E1 -40 winding_up_petition learnt=-38", "grade_drop", "-38")
    assert rung.id == "grade_drop:C1:E"
    assert rung.evidence == {
        "before": "A", "now": "E", "since": TODAY - timedelta(days=180), "code": "grade_petition", "on": day("-38"),
        "notice": "E1", "source": "gazette",
    }  # fmt: skip


def test_the_fall_is_told_for_half_a_year() -> None:
    text = GOOD + "event C1 E1 -40 winding_up_petition"
    assert "grade_drop" in kinds(text, day("+139"))  # half a year before was -41
    assert "grade_drop" not in kinds(text, day("+140"))


@pytest.mark.parametrize(("rating", "now"), [("A", None), ("B", None), ("C", "C"), ("D", "D")])
def test_two_grades_lost_ring_and_one_does_not(rating: str, now: str | None) -> None:
    rung = alert(GOOD + f"report C1 B1 -20 bureau financial_strength.rating_common:{rating}", "grade_drop")
    assert (rung.evidence["now"] if rung else None) == now


def test_one_grade_lost_rings_where_it_ends_at_d() -> None:
    """C by an old report, D by a new one of another provider."""
    old = "report C1 B0 -300 bureau financial_strength.rating_common:C \n "
    rung = rings_from(GOOD + old + "report C1 B1 -20 other financial_strength.rating_common:D learnt=-18", "grade_drop", "-18")
    assert (rung.evidence["before"], rung.evidence["now"]) == ("C", "D")
    assert "grade_drop" not in kinds(GOOD + "report C1 B0 -300 bureau financial_strength.rating_common:D")  # it stood so


def test_an_item_that_ages_takes_the_grade_on_its_day() -> None:
    """D from the 91st day past due."""
    rung = rings_from(GOOD + "invoice C1 I1 -100 501USD", "grade_drop", "-9")
    assert rung.evidence["code"] == "grade_overdue"
    old = GOOD + "invoice C1 I1 -361 501USD"  # E since its 181st day, a hundred and eighty days ago
    assert "grade_drop" in kinds(old, day("-1"))
    assert "grade_drop" not in kinds(old)


def test_broken_promises_take_the_grade_the_day_after_their_tolerance() -> None:
    """Two, promised for Mondays: the second broken after Thursday -6 (2024-06-06)."""
    text = GOOD + ("invoice C1 I1 -40 900USD \n promise C1 P1 -30 900USD by=-23 for=I1 \n promise C1 P2 -18 900USD by=-9 for=I1")
    rung = rings_from(text, "grade_drop", "-5")
    assert (rung.evidence["now"], rung.evidence["code"]) == ("D", "grade_broken_promises")


def test_silence_takes_the_grade_when_it_is_long_enough() -> None:
    text = GOOD + "invoice C1 I1 -80 900USD \n call C1 K1 -75 no_answer \n email C1 K2 -60 bounced \n call C1 K3 -50 no_answer"
    rung = rings_from(text, "grade_drop", "-15")
    assert rung.evidence["code"] == "grade_unreachable"


def test_an_own_record_that_got_worse_rings_from_the_day_it_fell() -> None:
    """Twelve invoices paid on the day, then ten that are not paid, on day d by average d + 75.5 days late.

    Days beyond terms, over all 22, are above 8 from day -57, and above 30 from day -9. With 46 % late (65 points of 40 %) and
    severity of 60 %: 42 + 26 is C, 30 + 26 is C, 18 + 26 is D; while it pays later than its habit, a letter less.
    """
    bad = "".join(f"invoice C1 L{n} {-80 + n:+} 90000USD \n" for n in range(10))
    assert "grade_drop" not in kinds(GOOD + bad, day("-58"))
    fallen = rings_from_then(GOOD + bad, "-57", "-56")
    assert (fallen.evidence["now"], fallen.evidence["code"]) == ("C", "grade_own_record")
    eve = alert(GOOD + bad, "grade_drop", day("-10"))
    assert eve is not None
    assert (eve.evidence["now"], eve.evidence["code"]) == ("D", "grade_paying_later")
    deepest = rings_from_then(GOOD + bad, "-9", "0")
    assert (deepest.evidence["now"], deepest.evidence["code"]) == ("E", "grade_paying_later")
    assert len({fallen.id, eve.id, deepest.id}) == 3  # a deeper fall is an alert of its own


def rings_from_then(text: str, first: str, last: str) -> Alert:
    """The fall from A that rings on both days, on the last as on the first."""
    then, now = alert(text, "grade_drop", day(first)), alert(text, "grade_drop", day(last))
    assert then is not None
    assert now is not None
    assert (now.id, now.learnt_on, now.evidence["before"]) == (then.id, day(first), "A")
    return now


@pytest.mark.parametrize(
    "text",
    [
        paid(2),  # A to B
        paid(50),  # its first invoices were young half a year ago: a record that begins
        "invoice C1 I1 -100 900USD",  # no record to fall from
        GOOD + "event C1 E1 -600 winding_up_petition",  # E before and after
        "report C1 B0 -300 a financial_strength.rating_common:E \n report C1 B1 -9 a financial_strength.rating_common:D",
    ],
)
def test_what_is_no_fall(text: str) -> None:
    assert "grade_drop" not in kinds(text)
