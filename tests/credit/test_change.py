"""A change is a value: what it puts, what it takes out, whom it touches."""

from credit.change import Change, Drop
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
