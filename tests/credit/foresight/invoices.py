"""Invoices for the tests of foresight: days from a Monday, paid so many days after they are due."""

from datetime import date

from credit.foresight.item import NEVER, Item
from credit.foresight.learning import Buyer

__all__ = ["MONDAY", "buyer", "invoice", "monthly", "roll"]

MONDAY = date(2023, 1, 2).toordinal()


def roll(day: int) -> int:
    """Saturday and Sunday become the Monday after them; 1 January of the year 1 was a Monday."""
    return day + max(0, 7 - (day - 1) % 7) if (day - 1) % 7 > 4 else day


def invoice(number: str, due: int, late: int | None, minor: int = 10_000, terms: int = 30) -> Item:
    """An invoice due so many days after `MONDAY`, paid so many days after the bank day it is due on; `None`: open."""
    written = MONDAY + due
    paid = NEVER if late is None else roll(written) + late if late < 0 else roll(roll(written) + late)
    return Item(number, written - terms, written, roll(written), minor, paid, paid)


def monthly(name: str, days: list[int | None], start: int = 0) -> list[Item]:
    """One invoice every four weeks, each due on a Monday."""
    return [invoice(f"{name}{place}", start + 28 * place, late) for place, late in enumerate(days)]


def buyer(items: list[Item]) -> Buyer:
    """A buyer without a country."""
    return Buyer(items, roll)
