"""Nothing breaks at the ends of the calendar: a year typed as 0001 or 9999 is a problem that is told, never a crash.

Every answer is asked of books whose facts lie at both ends, and on days that do.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.book import Book
from tests.credit.any_facts import any_customers, any_facts, any_reports, book_of, calm, happened_facts
from tests.credit.little_book import TODAY
from tests.credit.test_no_look_ahead import LOOKS, Look

EDGES = st.sampled_from(
    [date.min, date.min + timedelta(40), date(1, 12, 31), TODAY, date(2099, 6, 1), date.max - timedelta(40), date.max]
)
BOOKS = st.lists(
    st.one_of(happened_facts(EDGES, EDGES, EDGES), any_customers(EDGES), any_reports(EDGES), any_facts()), max_size=14
).map(book_of)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@calm
@given(BOOKS, EDGES)
def test_both_ends_of_the_calendar_have_answers(look: Look, book: Book, on: date) -> None:
    look(book, on)
