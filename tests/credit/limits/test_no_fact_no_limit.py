"""What a limit is reckoned from are facts: without them another limit is recommended, or for other reasons.

The grade's factor goes with the facts of the reason that binds the grade.
"""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from credit.assess import assess_book
from credit.book import Book
from credit.limits.bounds import Bound, bounds
from credit.limits.recommendation import recommended
from credit.reason import Reason
from tests.credit.little_book import TODAY, little_book, published
from tests.credit.rating.test_grade import GOOD
from tests.credit.without_fact import named, of, stands_and_falls, without

NEEDS = {
    "limit_need": "invoice C1 I1 -9 900USD issued=-40",
    "limit_need_no_record": "invoice C1 I1 +9 900USD issued=-21",
    "limit_need_no_rate": "buyer C1 limit=5USD \n invoice C1 I1 +9 900USD issued=-21 \n invoice C1 I2 +9 9EUR issued=-21",
}


def needs(book: Book) -> tuple[Sequence[Reason], object]:
    """Why the need is what it is, and how much it is."""
    found = next(each for each in bounds(assess_book(book, TODAY).of("C1"), book) if each.bound is Bound.NEED)
    return (found.reason,), found.amount


@pytest.mark.parametrize("code", NEEDS)
def test_without_its_invoice_the_need_is_another(code: str) -> None:
    stands_and_falls(code, of(NEEDS[code]), needs)


@pytest.mark.parametrize(
    ("code", "held_down"),
    [("limit_grade_factor", "invoice C1 X1 -91 900USD"), ("limit_cash_only", "event C1 E1 -9 winding_up_petition")],
)
def test_without_what_gave_the_grade_its_factor_is_another(code: str, held_down: str) -> None:
    """An item 91 days past due caps the grade at D, a petition at E; without it the record of the buyer gives A."""
    book = replace(little_book(GOOD + held_down), rates=published(USD="1.1"))
    entry = assess_book(book, TODAY).of("C1")
    reason = recommended(entry, book).reasons[0]
    assert reason.code == code
    assert named(reason) == named(entry.graded.reasons[0])
    left = without(book, "C1", reason)
    after = recommended(assess_book(left, TODAY).of("C1"), left)
    assert after.reasons[0].facts["grade"] == "A"
    assert after.whole != recommended(entry, book).whole
