"""Every reason of a grade and every piece of evidence of a dimension rests on a fact, and moves when the fact is gone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.assess import assess_book
from credit.book import Book
from credit.country import Countries, CountryRisk
from credit.rating.dimension import Reading
from credit.rating.dimensions import dimensions
from credit.rating.grade import Graded
from tests.credit.little_book import LONG_AGO, TODAY, little_book
from tests.credit.rating.test_grade import GOOD, paid
from tests.credit.without_fact import codes_given, of, stands_and_falls, without

GRADES = {
    "grade_own_record": GOOD,
    "grade_rate_missing": GOOD + "invoice C1 X1 -20 9JPY",
    "grade_insolvency": GOOD + "event C1 E1 -9 winding_up_order",
    "grade_petition": GOOD + "event C1 E1 -9 winding_up_petition",
    "grade_report": GOOD + "report C1 B1 -9 creditsafe financial_strength.rating_provider:18",
    "grade_report_unrated": GOOD + "report C1 B1 -9 bureau financial_strength.rating_common:E",
    "grade_overdue": GOOD + "invoice C1 X1 -91 501USD",
    "grade_broken_promises": GOOD + "promise C1 Q1 -90 9USD by=-60\npromise C1 Q2 -50 9USD by=-40",
    "grade_paying_later": paid(*[0] * 14, *[40] * 6),
    "grade_unreachable": GOOD
    + "invoice C1 X1 -80 9USD\ncall C1 K1 -70 no_answer\nemail C1 K2 -65 bounced\ncall C1 K3 -62 no_answer",
}


def graded(book: Book) -> Graded:
    return assess_book(book, TODAY).of("C1").graded


def test_every_reason_of_a_grade_has_its_little_book() -> None:
    assert {*GRADES, "grade_no_record"} == codes_given("credit/rating/grade.py")


def test_a_grade_without_a_record_goes_once_there_is_one() -> None:
    stands_and_falls("grade_no_record", of("buyer C1", missing=GOOD), lambda book: (graded(book).reasons, graded(book).value))


@pytest.mark.parametrize("code", GRADES)
def test_a_grade_without_the_fact_of_its_reason_is_told_otherwise(code: str) -> None:
    book = little_book(GRADES[code])
    before = graded(book)
    (reason,) = [reason for reason in before.reasons if reason.code == code]
    after = graded(without(book, "C1", reason))
    assert reason not in after.reasons
    assert after != before


BOOK = replace(
    little_book(
        paid(0, 0, 12, 0, first=-900, every=200)
        + """
        buyer    C1  country=VN
        promise  C1  Q1   -90   9USD  by=-60
        promise  C1  Q2   -50   9USD  by=-40
        invoice  C1  V1   -70   9USD
        event    C1  E1   -40   accounts_overdue
        event    C1  E2   -30   judgment
        event    C1  E3   -20   charge_created
        report   C1  B1   -99   creditsafe  financial_strength.rating_provider:60  enterprise_quality.legal_status:active
        report   C1  B2   -10   dnb         operating_capability.paydex:72  management_factors.resignations_12m:2
        report   C1  B3   -10   bureau      operating_capability.debtor_days:50  enterprise_quality.legal_status:dormant
        """
    ),
    countries=Countries({"VN": (CountryRisk(LONG_AGO, 4),)}, "oecd"),
)


def read(book: Book) -> tuple[Reading, ...]:
    return dimensions(assess_book(book, TODAY).of("C1"), book)


EVIDENCE = [(reading.dimension, reason) for reading in read(BOOK) for reason in reading.evidence]


def test_the_example_has_evidence_of_every_kind_in_every_dimension() -> None:
    assert len({dimension for dimension, _ in EVIDENCE}) == 5
    codes = {reason.code for _, reason in EVIDENCE}
    sentences = {"dimension_no_data", "dimension_moved_by", "dimension_moved_by_event"}
    assert codes == codes_given("credit/rating/dimensions.py") - sentences


@pytest.mark.parametrize("place", range(len(EVIDENCE)))
def test_evidence_without_its_fact_is_gone_and_the_dimension_moves(place: int) -> None:
    dimension, reason = EVIDENCE[place]
    before = {reading.dimension: reading for reading in read(BOOK)}[dimension]
    after = {reading.dimension: reading for reading in read(without(BOOK, "C1", reason))}[dimension]
    assert reason in before.evidence
    assert reason not in after.evidence
    assert (before.score, before.confidence, before.evidence) != (after.score, after.confidence, after.evidence)
    assert all(isinstance(reason.facts[name], str) and reason.facts[name] for name in ("source",))
    assert reason.facts["on"]


def test_nothing_known_is_no_data_and_no_middle() -> None:
    for reading in read(little_book("buyer C1")):
        assert (reading.score, reading.confidence, reading.freshness, reading.evidence) == (None, 0, None, ())
        assert reading.missing
        assert reading.sentence.code == "dimension_no_data"
    assert Decimal(50) not in [reading.score for reading in read(little_book("buyer C1"))]


def test_how_long_one_has_known_a_buyer_moves_nothing() -> None:
    """The same facts of a buyer since last year and since eleven years ago."""
    young, old = (little_book(f"buyer C1 since={year}-01-01 \n" + GRADES["grade_report"]) for year in (2023, 2013))
    assert graded(young) == graded(old)
    assert read(young) == read(old)
