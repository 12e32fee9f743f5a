"""The halves of the points of a buyer's own record."""

from decimal import Decimal

from credit.policy import DEFAULT_POLICY
from credit.rating.marks import Marks
from tests.credit.little_book import assessed


def test_severity_and_frequency_are_told_apart() -> None:
    """Four of 100 each: two paid to the day, two 20 days late. Days beyond terms (20 + 20) / 4 = 10, half of them late."""
    dues = (-119, -112, -105, -98)
    text = "".join(
        f"invoice C1 I{n} {due} 100USD \n receipt C1 R{n} {due + (20 if n > 1 else 0)} 100USD for=I{n} \n"
        for n, due in enumerate(dues)
    )
    found = assessed(text)
    assert found.marks == Marks(Decimal(10), 50, 70, 65)  # up to 15 days 70, up to 50 percent 65
    share = DEFAULT_POLICY.grading.severity_percent
    assert found.graded.points == (70 * share + 65 * (100 - share)) // 100 == 68


def test_a_record_of_too_few_has_none() -> None:
    assert assessed("buyer C1").marks is None
    assert assessed("invoice C1 I1 -20 100USD \n receipt C1 R1 -20 100USD for=I1").marks is None
