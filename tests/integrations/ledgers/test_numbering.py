"""Numbers for what a system exports without one."""

from datetime import date

from integrations.ledgers.numbering import Numbering, fingerprint


def test_equals_are_told_apart_by_their_place_and_buyers_do_not_share_numbers() -> None:
    numbering = Numbering()
    assert [numbering.unique("C1", "N") for _ in range(3)] == ["N", "N#2", "N#3"]
    assert (numbering.unique("C2", "N"), numbering.unique("C1", "M")) == ("N", "M")


def test_each_file_counts_for_itself() -> None:
    """The same export twice makes the same numbers."""
    assert Numbering().unique("C1", "N") == Numbering().unique("C1", "N") == "N"


def test_a_fingerprint_stands_for_the_parts_in_their_order() -> None:
    made = fingerprint("call", date(2020, 3, 1), 5)
    assert made == fingerprint("call", "2020-03-01", "5")
    assert (len(made), made.isalnum()) == (8, True)
    assert len({made, fingerprint(date(2020, 3, 1), "call", 5), fingerprint("cal", "l2020-03-01", 5)}) == 3
