"""Columns give way by priority, and the growing one first: the same on a screen and in a pipe."""

import pytest

from tui.plain import aligned
from tui.views.fitting import Slot, fit
from tui.views.table import Align, Column, Row, Table

QUEUE = (
    Column("mark", " ", 1),
    Column("name", "Customer", 18, grows=True),
    Column("due", "Overdue", 12, Align.RIGHT),
    Column("since", "Since", 10, priority=1),
    Column("next", "Next step", 20, priority=2),
    Column("owner", "Owner", 8, priority=3),
)
"""1 + 18 + 12 always stay: with the gaps between them 33 cells; 44 with `since`, 65 with `next`, 74 with `owner`."""


@pytest.mark.parametrize(
    ("width", "keys"),
    [
        (60, ["mark", "name", "due", "since"]),
        (64, ["mark", "name", "due", "since"]),
        (65, ["mark", "name", "due", "since", "next"]),
        (73, ["mark", "name", "due", "since", "next"]),
        (74, ["mark", "name", "due", "since", "next", "owner"]),
        (200, ["mark", "name", "due", "since", "next", "owner"]),
        (43, ["mark", "name", "due"]),
        (20, ["mark", "name", "due"]),
    ],
)
def test_columns_are_dropped_by_priority(width: int, keys: list[str]) -> None:
    assert [QUEUE[slot.index].key for slot in fit(QUEUE, width)] == keys


@pytest.mark.parametrize(("width", "name"), [(60, 18 + 60 - 44), (74, 18), (200, 18 + 200 - 74), (30, 18 - 3), (10, 4)])
def test_the_growing_column_takes_what_is_left_and_gives_first(width: int, name: int) -> None:
    assert next(slot.width for slot in fit(QUEUE, width) if QUEUE[slot.index].key == "name") == name


def test_two_growing_columns_share() -> None:
    columns = (Column("a", "A", 5, grows=True), Column("b", "B", 5, grows=True))
    # 20 cells less 5 + 1 + 5 leaves 9: 4 for the first, 5 for the second
    assert [slot.width for slot in fit(columns, 20)] == [9, 10]


def test_the_rightmost_of_equal_priority_is_dropped_first() -> None:
    columns = (Column("a", "A", 5, priority=1), Column("b", "B", 5, priority=1))
    assert fit(columns, 6) == (Slot(0, 5, Align.LEFT),)


@pytest.mark.parametrize("width", [35, 47, 69, 79, 120])
def test_a_pipe_drops_the_columns_a_screen_of_its_gap_would(width: int) -> None:
    """With two cells between columns instead of one: 1 + 2 + 18 + 2 + 12 are 35, and `since`, `next`, `owner` 47, 69, 79."""
    kept = [QUEUE[slot.index].title for slot in fit(QUEUE, width, 2)]
    headed = aligned(Table(QUEUE, (Row("1", ("*",) * 6),)), width).split("\n")[0]
    assert headed.split() == " ".join(kept).split()
    assert len(kept) == {35: 3, 47: 4, 69: 5, 79: 6, 120: 6}[width]
    assert len(fit(QUEUE, width - 1, 2)) == {35: 3, 47: 3, 69: 4, 79: 5, 120: 6}[width]
