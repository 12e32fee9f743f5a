"""A change is a value: what it puts, what it takes out, whom it touches."""

import pytest

from credit.book import Book
from credit.change import BuyerMoved, Change, Drop, together
from tests.credit.little_book import day, drops, facts

PUT = facts("call C1 K1 0 spoke \n promise C2 P1 0 5USD by=+3")


def test_a_change_touches_the_buyers_of_what_it_puts_and_drops() -> None:
    change = Change("import", PUT, (Drop("C3", "hold", "H1", day("0")),))
    assert change.touched == {"C1", "C2", "C3"}


def test_a_change_that_does_nothing_is_false() -> None:
    assert not Change("import")
    assert Change("import", PUT)
    assert Change("import", drop=drops(PUT))


def test_drops_name_each_version() -> None:
    assert drops(PUT) == (Drop("C1", "contact", "K1", day("0")), Drop("C2", "promise", "P1", day("0")))
    assert drops(PUT)[1].version == ("promise", "P1", day("0"))


def test_changes_taken_together_do_what_they_do_one_after_the_other() -> None:
    first = Change("import", facts("call C1 K1 0 spoke \n invoice C1 I1 -9 10USD"), who="mara")
    corrected = facts("invoice C1 I1 -9 20USD")
    second = Change("import", corrected, drops(facts("call C1 K1 0 spoke")))
    third = Change("import", facts("call C1 K1 0 refused"), drops(PUT))
    whole = together([first, second, third])
    assert Book().after(whole) == Book().after(first).after(second).after(third)
    assert (whole.what, whole.who) == ("import", "mara")


def test_one_change_that_takes_nothing_out_is_itself() -> None:
    alone = Change("import", PUT, who="mara")
    assert together([alone]) is alone


def test_of_no_changes_nothing_is_made_together() -> None:
    with pytest.raises(ValueError, match="changes"):
        together([])


def test_who_else_changed_a_buyer_is_named_and_what_they_did_is_kept() -> None:
    """Lin's call is about another buyer, and Mei's is what stands in the way."""
    mei = Change("log_contact", facts("call C1 K1 0 spoke"), who="mei")
    lin = Change("log_contact", facts("call C2 K1 0 spoke"), who="lin")
    moved = BuyerMoved([mei, lin], {"C1"})
    assert moved.facts == {"ids": "C1", "who": "mei"}
    assert moved.news == (mei, lin)
