"""Which columns fit a width, and how much room each of them has: one answer for the screens and for aligned text."""

from collections.abc import Sequence
from dataclasses import dataclass

from tui.views.table import Align, Column

__all__ = ["Slot", "fit"]

LEAST = 4
"""Cells to which a growing column shrinks when nothing more can be dropped."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one column that is shown."""

    index: int
    """Position of the column in the table, and of its cell in a row."""
    width: int
    """Cells it takes."""
    align: Align


def fit(columns: Sequence[Column], width: int, gap: int = 1) -> tuple[Slot, ...]:
    """Columns that are shown in `width` cells with `gap` cells between them, each with its room.

    Hidden columns have none. The highest priority number goes first, the rightmost of equals before the others. Growing columns
    share what is left over, and shrink to four cells when only columns that always stay are left.
    """
    kept = [index for index, column in enumerate(columns) if not column.hidden]
    while _taken(columns, kept, gap) > width:
        least = max(reversed(kept), key=lambda index: columns[index].priority)
        if columns[least].priority <= 0:
            break
        kept.remove(least)
    widths = _shared(columns, kept, width - _taken(columns, kept, gap))
    return tuple(Slot(index, widths[index], columns[index].align) for index in kept)


def _taken(columns: Sequence[Column], kept: Sequence[int], gap: int) -> int:
    return sum(columns[index].width for index in kept) + gap * max(0, len(kept) - 1)


def _shared(columns: Sequence[Column], kept: Sequence[int], spare: int) -> dict[int, int]:
    widths = {index: columns[index].width for index in kept}
    growing = [index for index in kept if columns[index].grows]
    for place, index in enumerate(growing):
        share = spare // (len(growing) - place)
        widths[index] = max(min(LEAST, widths[index]), widths[index] + share)
        spare -= widths[index] - columns[index].width
    return widths
