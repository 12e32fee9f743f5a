"""The class of a rest that banks kept back beyond the cap of the year: its buyer has paid, and it is no debt of an age."""

from credit.five_classes import DebtClass
from tests.credit.little_book import assessed

WEEKLY = "\n".join(
    f"invoice C1 I{n:02} -{n * 7} 36500USD \n receipt C1 R{n:02} -{n * 7} 36460USD for=I{n:02}" for n in range(1, 15)
)
"""Forty short each; twelve of the fourteen are 480, within the 500 of a year, and the last two stay open."""


def test_it_is_not_due_however_old() -> None:
    found = assessed(WEEKLY).debt_class
    assert found.items == {"I02": DebtClass.NOT_DUE, "I01": DebtClass.NOT_DUE}
    assert found.value is DebtClass.NOT_DUE


def test_written_off_it_is_dead_all_the_same() -> None:
    found = assessed(WEEKLY + "\n letter C1 K1 -1 written_off for=I02").debt_class
    assert found.items == {"I02": DebtClass.DEAD, "I01": DebtClass.NOT_DUE}
