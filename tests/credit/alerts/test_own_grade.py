"""The grade of the own record on an earlier day: as the record was known then, and as the grade itself reckons it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.alerts.own_grade import NEVER, OwnGrade, Row, own_grade
from credit.alerts.slip import known_late
from credit.policy import DEFAULT_POLICY
from credit.rating.grade import Grading
from credit.rating.history import grade_then
from credit.rating.letter import Grade
from tests.credit.any_facts import calm
from tests.credit.little_book import TODAY, assessed, day, little_book

ONE = {"USD": Decimal(1)}
PAID = "".join(f"invoice C1 I{n} -9{n} 900USD \n receipt C1 R{n} -9{n} 900USD for=I{n} \n" for n in (1, 2))
LATE = PAID + "invoice C1 I3 -60 900USD \n receipt C1 R3 -55 900USD for=I3 learnt={} \n"


@pytest.mark.parametrize(
    ("learnt", "on", "expected"), [("-55", "-20", Grade.A), ("-10", "-20", Grade.C), ("-10", "-10", Grade.A)]
)
def test_a_payment_counts_from_the_day_it_was_known(learnt: str, on: str, expected: Grade) -> None:
    """One of three, due on a Saturday, was three days late: 3 / 3 days beyond terms and 34 % late are 60 + 26 points, A.

    On day -20 nobody knew that it was paid: 38 / 3 days beyond terms are 42 + 26 points, C.
    """
    text = LATE.format(learnt)
    known = {("I3", day("-55").toordinal()): day(learnt).toordinal()}
    found = own_grade(assessed(text)._conduct[0].record, known, Grading(), ONE.get)
    assert found.rank(day(on).toordinal()) == expected.rank == graded(text, day(on)).rank


@pytest.mark.parametrize("ago", range(50, 81))
def test_it_is_the_grade_itself_on_every_day(ago: int) -> None:
    """One of three was due on Saturday -81 and is not paid: severity and frequency count from Monday."""
    text = PAID + "invoice C1 I3 -81 900USD"
    found = own_grade(assessed(text)._conduct[0].record, {}, Grading(), ONE.get)
    assert found.rank(day(f"-{ago}").toordinal()) == (None if ago > 78 else graded(text, day(f"-{ago}")).rank)


def graded(text: str, on: date) -> Grade:
    """The grade itself, as it was known on the day."""
    book = little_book(text)
    return grade_then(book.account("C1"), on, book).value


FIRST = TODAY.toordinal() - 500


@st.composite
def any_row(draw: st.DrawFn) -> Row:
    """An invoice due on one of ninety days, in up to three parts, each paid by then or later, known that day or later, or not."""
    due = FIRST + draw(st.integers(0, 90))
    days = sorted(draw(st.lists(st.just(NEVER) | st.integers(FIRST, FIRST + 120), min_size=1, max_size=3)))
    later = st.sampled_from([0, 0, 1, 30, 364, 365, 366])
    parts = tuple((day if day == NEVER else day + draw(later), day, draw(st.integers(1, 9))) for day in days)
    return Row(due, days[-1], max(known for known, _, _ in parts), parts)


@calm
@given(rows=st.lists(any_row(), max_size=8), least=st.integers(0, 3))
def test_of_many_days_it_is_the_same_as_of_each_one(rows: list[Row], least: int) -> None:
    """From the day before any was due until a year after the last was paid."""
    own = OwnGrade(tuple(rows), Grading())
    summed = own.by_day()
    days = range(FIRST - 1, FIRST + 490)
    assert [summed.rank(day, least) for day in days] == [own.rank(day, least) for day in days]


SELDOM = """
    invoice  C1  I1  -895  900USD
    receipt  C1  R1  -895  900USD  for=I1
    invoice  C1  I2  -860  900USD
    receipt  C1  R2  -820  900USD  for=I2
    invoice  C1  I3  -783  900USD
    receipt  C1  R3  -783  900USD  for=I3  learnt=-400
    invoice  C1  I4  -601  900USD
    receipt  C1  R4  -601  900USD  for=I4  learnt=-580
    invoice  C1  I5  -419  900USD
    receipt  C1  R5  -412  900USD  for=I5
    invoice  C1  I6  -300  900USD
    receipt  C1  R6  -300  400USD  for=I6
    receipt  C1  R7  -181  500USD  for=I6
    invoice  C1  I7   -90  900USD
    receipt  C1  R8   -55  900USD  for=I7
    invoice  C1  I8   -20  900USD
"""
"""Who buys twice a year: a year holds three invoices, two or none paid; one payment was learnt more than a year after."""


def test_the_invoices_of_a_year_and_those_before_count_as_in_the_grade_itself() -> None:
    """Each third day, read from the record as it is known today, and reckoned as it was known then."""
    bands = tuple((percent, 100 - percent) for percent in range(101))
    policy = Grading(severity_percent=0, ends=(75, 60, 50, 40), frequency=bands)
    book = little_book(SELDOM, replace(DEFAULT_POLICY, grading=policy), home="")
    account = book.account("C1")
    found = own_grade(assessed(SELDOM)._conduct[0].record, known_late(account), policy, ONE.get)
    summed, seen = found.by_day(), set()
    for ago in range(0, 900, 3):
        on = day(f"-{ago}")
        points = grade_then(account, on, book).points
        expected = None if points is None else sum(points < least for least in policy.ends)
        assert found.rank(on.toordinal()) == summed.rank(on.toordinal()) == expected, ago
        seen.add(expected)
    assert seen == {None, *range(1, 5)}, "the table moves through B to E"
