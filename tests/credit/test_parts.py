"""The parts of an assessment, each seen through the assessment that keeps them."""

import pytest

from credit.clocks.clock import ClockKind
from credit.five_classes import DebtClass
from credit.limits.stop import NO_STOPS
from tests.credit.little_book import assessed, day
from tests.credit.rating.test_grade import paid


def test_who_owes_nothing_has_an_aging_of_nothing_in_every_place() -> None:
    """Not due, the six buckets of the policy, and unapplied."""
    assert assessed("buyer C1").base_aging == (0,) * 8


def test_nothing_stops_a_cover_that_was_never_given() -> None:
    """More than two months past due: the debt of an insured buyer stops its cover."""
    text = "buyer C1 {} \n invoice C1 I1 -100 500USD"
    assert assessed(text.format("insured=5000USD")).stops.each
    assert assessed(text.format("")).stops == NO_STOPS


def test_the_day_to_look_at_granted_time_again_is_one_of_its_clocks() -> None:
    text = "invoice C1 I1 -20 500USD \n lenient C1 L1 -9 potential until=+40 cap=9000USD evidence=chain_listed"
    assert [clock.subject for clock in assessed(text).clocks if clock.kind is ClockKind.REVIEW] == ["L1"]


@pytest.mark.parametrize(
    ("later", "grade", "value"),
    [
        (6, "C", DebtClass.IN_COLLECTION),  # B by its own record, and one letter that passes: one lasting letter below A
        (8, "D", DebtClass.DOUBTFUL),  # C by its own record: two
    ],
)
def test_the_letter_that_a_passing_trend_takes_makes_no_class(later: int, grade: str, value: DebtClass) -> None:
    """Twenty invoices, the last of them paid twenty days late, and one nine days past due: an A half a year ago."""
    text = paid(*[0] * (20 - later), *[20] * later) + "invoice C1 I1 -9 500USD"
    found = assessed(text)
    assert assessed(text, on=day("-180")).graded.value == "A"
    assert (found.graded.value, found.graded.reasons[0].code) == (grade, "grade_paying_later")
    assert found.debt_class.value is value
