"""How many buyers something is about, and what they owe: said before it is done to all of them."""

from collections import Counter
from collections.abc import Sequence

from credit.assessment import Assessment
from credit.money import Money
from wording import figures
from wording.listing import listed
from wording.words import plural

__all__ = ["how_many", "open_with"]


def how_many(entries: Sequence[Assessment]) -> str:
    """How many buyers, and what is open with them in each currency: `7 buyers, 1.2 M USD`."""
    n = len(entries)
    return listed((plural("{n} buyer", "{n} buyers", n).format(n=n), *map(figures.short, open_with(entries))))


def open_with(entries: Sequence[Assessment]) -> tuple[Money, ...]:
    """What is open with these buyers, an amount for each currency."""
    minor: Counter[str] = Counter()
    for aging in (aging for entry in entries for aging in entry.agings):
        minor[aging.currency] += aging.balance.minor
    return tuple(Money(minor[currency], currency) for currency in sorted(minor))
