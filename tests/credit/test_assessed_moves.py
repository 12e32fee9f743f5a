"""Which buyers moved between two looks: told by the look that followed, found by comparison for any other."""

from credit.assess import assess_book
from credit.change import Change
from tests.credit.little_book import TODAY, facts, little_book

BOOK = little_book("invoice C1 I1 -9 10USD\ninvoice C2 I2 -9 10USD")
MORE = Change("more", tuple(facts("receipt C1 R1 -1 5USD")))


def test_a_look_knows_what_moved_since_the_one_before_it() -> None:
    first = assess_book(BOOK, TODAY)
    second = assess_book(BOOK.after(MORE), TODAY, first)
    assert list(second.moved(first.by_id)) == ["C1"]
    assert list(second.moved(second.by_id)) == []
    assert list(second.moved({})) == ["C1", "C2"]


def test_the_same_book_again_moves_nobody() -> None:
    first = assess_book(BOOK, TODAY)
    assert list(assess_book(BOOK, TODAY, first).moved(first.by_id)) == []
