"""Which of several open amounts sum to what came in, to the minor unit, and whether only they do.

A search that could go on for ever is cut short: it looks at the oldest items, and at no more sums than a moment allows.
"""

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["MOST_ITEMS", "MOST_SUMS", "Sum", "sum_to"]

MOST_ITEMS = 80
"""Oldest open items that are looked at."""
MOST_SUMS = 50_000
"""Sums that are kept on the way."""


class Sum(NamedTuple):
    """Places of amounts that sum to what was looked for."""

    places: tuple[int, ...]
    """In their order; empty where nothing sums to it, or the search was cut short before it did."""
    alone: bool
    """Whether nothing else sums to it; never told of a search that was cut short."""


_Way = tuple[int, "_Way | None"]
"""A place, and the way before it."""


def sum_to(amounts: Sequence[int], wanted: int) -> Sum:
    """Places of `amounts`, all above zero, that sum to `wanted`; of several choices one whose last place is the earliest."""
    ways: dict[int, _Way | None] = {0: None}
    again: set[int] = set()
    """Sums that come about in more ways than one."""
    cut = len(amounts) > MOST_ITEMS
    for place, amount in enumerate(amounts[:MOST_ITEMS]):
        for reached in sorted(ways, reverse=True):  # from above, so that no way holds a place twice
            total = reached + amount
            if total <= wanted:
                _reach(ways, again, total, (place, ways[reached]), reached in again)
        if len(ways) > MOST_SUMS:
            cut = True
            break
    return Sum(_places(ways.get(wanted)), not cut and wanted not in again and wanted in ways)


def _reach(ways: dict[int, _Way | None], again: set[int], total: int, way: _Way, doubtful: bool) -> None:
    if total in ways:
        again.add(total)
        return
    ways[total] = way
    if doubtful:
        again.add(total)


def _places(way: _Way | None) -> tuple[int, ...]:
    found: list[int] = []
    while way is not None:
        found.append(way[0])
        way = way[1]
    return tuple(reversed(found))
