"""Who has a buyer, in a cell, on the page and for scripts, in both languages."""

from datetime import date

import pytest

from credit.assess import assess_book
from credit.assignment import Assignment
from credit.change import Change
from credit.customer import Customer
from credit.query.tokens import InvalidQuery
from tests.credit.little_book import TODAY, little_book
from tests.wording.speaking import speaking
from tui.views.sharing import given, holder_cell, holder_record, is_mine, only_mine
from tui.views.snapshot import snapshot

HELD = Assignment("1", "C1", date(2024, 6, 3), date(2024, 6, 3), "Anna Lin", date(2024, 6, 14), "talks", "ben")
CUSTOMER = Customer("C1", "Alder", date(2024, 1, 1))


@pytest.mark.parametrize(
    ("held", "english", "chinese"),
    [
        (
            HELD,
            "Anna Lin, since 2024-06-03, until 2024-06-14, given by ben: talks",
            "Anna Lin，自 2024-06-03 起，到 2024-06-14 为止，由 ben 分派：talks",
        ),
        (Assignment("1", "C1", TODAY, TODAY, "anna", who="Anna"), "anna, since 2024-06-12", "anna，自 2024-06-12 起"),
    ],
)
def test_who_since_when_until_when_by_whom_and_why(held: Assignment, english: str, chinese: str) -> None:
    assert given(held) == english
    with speaking("zh"):
        assert given(held) == chinese


def test_a_row_has_the_first_name_alone_and_scripts_all_of_it() -> None:
    book = assess_book(little_book("buyer C2").after(Change("assign", (CUSTOMER, HELD))), TODAY)
    named = book.of("C1")
    assert (holder_cell(named), holder_cell(book.of("C2"))) == ("Anna", "")
    assert holder_record(named) == {"who": "Anna Lin", "who_until": date(2024, 6, 14)}
    assert holder_record(book.of("C2")) == {"who": ""}
    assert [is_mine(named, me) for me in ("anna lin", "ben", "")] == [True, False, False]


def test_a_question_about_mine_is_refused_for_what_is_wrong_with_it_alone() -> None:
    shown = snapshot(little_book("buyer C1"), TODAY, me="anna")
    assert only_mine("dpd>1 | dpd<9", shown) == "(dpd>1 | dpd<9) & (who=me | who=none)"
    assert only_mine(" ", shown) == "(who=me | who=none)"
    with pytest.raises(InvalidQuery):
        only_mine("(dpd>1", shown)
