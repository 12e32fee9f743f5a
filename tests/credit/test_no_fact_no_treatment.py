"""Why it is this ladder, this step and this way of payment rests on facts: without them another is told, or none.

A ladder follows from the class, the square from a report, the row of the table of payment from the grade: such a reason goes with
the facts of the reason it rests on.
"""

from collections.abc import Callable, Mapping, Sequence

import pytest

from credit.assess import assess_book
from credit.assessment import Assessment
from credit.book import Book
from credit.orders.advice import advice_for
from credit.policy import DEFAULT_POLICY, Policy
from credit.reason import Reason
from credit.square import Square
from credit.treatment import treatment
from tests.credit.little_book import TODAY, little_book, money
from tests.credit.rating.test_grade import GOOD
from tests.credit.test_square import SHORT, TOLD
from tests.credit.without_fact import Sample, codes_given, named, of, stands_and_falls, without

OWES = "invoice C1 I1 -20 9000USD \n"
PATIENT = "lenient C1 L1 -10 potential until=+300 cap=90000USD \n"

OWN: Mapping[str, Sequence[Sample]] = {
    "step_nothing": [of("", missing=OWES)],
    "step_before_due": [of("invoice C1 I1 +3 9000USD")],
    "step_after_shipment": [of("invoice C1 I1 +30 50000USD shipped_on=-9")],
    "step_past_due": [of(OWES)],
    "treatment_lenient": [of(OWES + PATIENT)],
}
"""Reasons that name the fact they rest on."""

BY_CLASS = {"step_in_treatment": "invoice C1 I1 -95 9000USD", "treatment_deadline": "invoice C1 I1 -152 9000USD"}
"""Reasons that rest on the class: with the facts that gave the class they go."""


ADVICE = {
    "advice_row": (money("5000USD"), DEFAULT_POLICY),
    "advice_any_amount": (None, DEFAULT_POLICY),
    "advice_no_row": (money("5000USD"), Policy.of({"advising": {"rows": {"d_risky": {"from_amount": 9000}}}})),
}
"""Rows of the table of payment, by the grade: amount of the order, and a policy in which the reason is given."""

Look = Callable[[Book], tuple[Sequence[Reason], object]]


def told_by_a_bureau(square: Square, policy: Policy = DEFAULT_POLICY) -> Book:
    """A buyer that owes, and whose square is known by a report alone."""
    told = TOLD[square]
    for short, room in SHORT.items():
        told = told.replace(short, room)
    return little_book(f"buyer C1 \n {OWES} report C1 B1 -9 bureau {told}", policy)


def entry(book: Book) -> Assessment:
    return assess_book(book, TODAY).of("C1")


def treated(book: Book) -> tuple[Sequence[Reason], object]:
    """The reasons of the treatment of the buyer, and its ladder, next step and deadline."""
    found = treatment(entry(book), DEFAULT_POLICY)
    return found.reasons, (found.ladder, found.step.action, found.step.due_on, found.deadline_on)


def falls(code: str, book: Book, rests_on: Reason, look: Look) -> None:
    """The reason stands, and without the facts of the one it rests on it is another or none, and the result moves."""
    reasons, result = look(book)
    reason = next(each for each in reasons if each.code == code)
    assert named(rests_on)
    left, moved = look(without(book, "C1", rests_on))
    assert reason not in left
    assert moved != result


def test_every_reason_of_a_treatment_has_its_little_book() -> None:
    assert {*OWN, *BY_CLASS, "treatment_square"} == codes_given("credit/treatment.py")


@pytest.mark.parametrize(("code", "sample"), [(code, sample) for code, samples in OWN.items() for sample in samples])
def test_without_its_fact_another_step_or_ladder_is_told(code: str, sample: Sample) -> None:
    stands_and_falls(code, sample, treated)


@pytest.mark.parametrize("code", BY_CLASS)
def test_without_what_gave_the_class_its_ladder_is_not_walked(code: str) -> None:
    book = little_book("buyer C1 \n" + BY_CLASS[code])
    falls(code, book, entry(book).debt_class.reasons[0], treated)


def test_without_the_report_the_square_moves_no_ladder() -> None:
    falls("treatment_square", told_by_a_bureau(Square.PRESS), Reason("report", {"report": "B1"}), treated)


def test_every_reason_of_an_advice_has_its_little_book() -> None:
    assert {*ADVICE, "advice_square"} == codes_given("credit/orders/advice.py", "credit/orders/payment_method.py")


@pytest.mark.parametrize("code", ADVICE)
def test_without_what_gave_the_grade_another_row_is_told(code: str) -> None:
    amount, policy = ADVICE[code]

    def look(book: Book) -> tuple[Sequence[Reason], object]:
        found = advice_for(entry(book), book, amount)
        return (found.reason,), (found.method, found.deposit_percent, found.days)

    book = little_book(GOOD + "invoice C1 X1 -91 501USD", policy)
    falls(code, book, next(each for each in entry(book).graded.reasons if each.code == "grade_overdue"), look)


def test_without_the_report_the_square_moves_no_way_of_payment() -> None:
    def look(book: Book) -> tuple[Sequence[Reason], object]:
        found = advice_for(entry(book), book, money("5000USD"))
        return (found.square,) if found.square else (), (found.method, found.deposit_percent, found.days)

    more_down = Policy.of({"squares": {"lenient": {"deposit_percent": 60}}})
    falls("advice_square", told_by_a_bureau(Square.LENIENT, more_down), Reason("report", {"report": "B1"}), look)
