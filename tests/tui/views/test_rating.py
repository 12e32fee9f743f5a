"""The grade on the buyer's page: why, and what it was before."""

from tests.tui.views.looks import look, words
from tui.views.rating import grade_lines
from tui.views.snapshot import Snapshot

PAID = "\n".join(f"invoice C1 P{n} {n} 9USD \n receipt C1 R{n} {n} 9USD for=P{n}" for n in (-90, -80, -70)) + "\n"


def told(text: str) -> str:
    shown: Snapshot = look(text)
    return words(tuple(grade_lines(shown.assessed.of("C1"), shown)))


def test_the_grade_is_told_with_what_binds_first_and_its_moves_last() -> None:
    """Three invoices paid to the day make an A, known at the month's end; the order of 2024-06-03 makes it an E."""
    assert told(PAID + "event C1 E1 -9 winding_up_order").splitlines() == [
        "Grade|E: Insolvency: winding-up order, published 2024-06-03 (gazette).",
        "Grade|Own record: 0 days beyond terms, 0 of 3 invoices late; 100 points.",
        "Grade|unrated until 2024-04-30, then A: Own record: 0 days beyond terms, 0 of 3 invoices late; 100 points.",
        "Grade|A until 2024-06-03, then E: Insolvency: winding-up order, published 2024-06-03 (gazette).",
    ]


def test_without_a_record_it_says_so() -> None:
    assert told("buyer C1") == "Grade|unrated: No record: too few invoices of known lateness, and no rating."


def test_a_rating_that_is_none_asks_for_a_person() -> None:
    shown = look(PAID + "report C1 B1 -9 bureau financial_strength.rating_common:E")
    *_, asks = [line for line in grade_lines(shown.assessed.of("C1"), shown) if line[2] == "warning"]
    assert asks[1] == "bureau says E for rating as of 2024-06-03: no grade. Somebody has to read the report."
