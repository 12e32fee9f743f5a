"""Who has a buyer on which day, on one book of four buyers.

A1 is anna's without an end; from three days ago through two days ahead ben stands in for her. A2's claim is over, A3's begins
tomorrow, A4's was ended today. `TODAY` is a Wednesday.
"""

import pytest

from credit.assess import assess_book
from credit.assignment import same_person, standing_on
from tests.credit.little_book import day, little_book

BOOK = """
buyer  A1
given  A1  1  -9  anna
given  A1  2  -3  ben   until=+2  reason=holiday
buyer  A2
given  A2  1  -9  anna  until=-1
buyer  A3
given  A3  1  +1  anna  learnt=-1
buyer  A4
given  A4  1  -9  anna  ended_on=+0
buyer  A5
"""


def holders(on: str) -> dict[str, str]:
    found = assess_book(little_book(BOOK), day(on))
    return {id: entry.holder.to for id, entry in found.by_id.items() if entry.holder is not None}


@pytest.mark.parametrize(
    ("on", "held"),
    [
        ("-4", {"A1": "anna", "A2": "anna", "A4": "anna"}),
        ("-3", {"A1": "ben", "A2": "anna", "A4": "anna"}),
        ("-1", {"A1": "ben", "A2": "anna", "A4": "anna"}),
        ("+0", {"A1": "ben"}),
        ("+2", {"A1": "ben", "A3": "anna"}),
        ("+3", {"A1": "anna", "A3": "anna"}),
    ],
)
def test_what_has_an_end_lies_over_what_stood_before_and_ends_by_itself(on: str, held: dict[str, str]) -> None:
    assert holders(on) == held


def test_an_end_that_is_learnt_later_is_not_foreseen() -> None:
    """Ended today, learnt tomorrow: nobody knew it today."""
    book = little_book("buyer A1 \n given A1 1 -9 anna \n given A1 1 -9 anna ended_on=+0 learnt=+1")
    seen = [len(standing_on(book.account("A1").as_known_on(day(on)).assignments, day(on))) for on in ("+0", "+1")]
    assert seen == [1, 0]


def test_neither_case_nor_blanks_tell_people_apart() -> None:
    assert same_person(" Anna", "anna ")
    assert not same_person("anna", "anne")
