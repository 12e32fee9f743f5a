"""What a case says of the facts its rules look at."""

from datetime import date

import pytest

from credit.classing.case import day_of
from credit.rating.grade import Graded
from credit.rating.letter import Grade
from credit.reason import Reason, ReasonFact
from tests.credit.classing.bare_case import bare_case
from tests.credit.little_book import TODAY, day


@pytest.mark.parametrize(
    ("facts", "expected"),
    [({"on": day("-9")}, day("-9")), ({"on": day("+9")}, TODAY), ({}, TODAY), ({"on": "yesterday"}, TODAY)],
)
def test_a_fact_counts_from_its_day_and_not_after_the_day_looked_at(facts: dict[str, ReasonFact], expected: date) -> None:
    """One that names no day counts on the day looked at."""
    case = bare_case("invoice C1 I1 -9 500USD", Graded(Grade.A, ()))
    assert day_of(Reason("class_age", facts), case) == expected
