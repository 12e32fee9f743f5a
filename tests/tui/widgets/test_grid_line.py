"""A line of the grid holds its width, whatever stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.views.table import Align, Column
from tui.widgets.grid_line import Slot, clip, figure, fit, head, line, safe, wrapped

CELLS = st.text(st.characters(), max_size=40)
"""Any text, controls and lone surrogates included."""

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
    ("text", "harmless"),
    [
        ("Acme Ltd", "Acme Ltd"),
        ("杭州纺织品有限公司", "杭州纺织品有限公司"),
        ("\x1b]0;owned\x07", "?]0;owned?"),
        ("\x9b31m", "?31m"),
        ("a\tb\nc\u2028d", "a b c d"),
        ("total \u202e000,1", "total ?000,1"),
        ("soft\u00adhyphen", "softhyphen"),
        ("bad \udc80 byte", "bad ? byte"),
    ],
)
def test_what_could_steer_a_terminal_is_replaced(text: str, harmless: str) -> None:
    assert safe(text) == harmless


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Acme", 6, "Acme  "),
        ("Acme Ltd", 6, "Acme ~"),
        ("杭州纺织", 8, "杭州纺织"),
        ("杭州纺织", 7, "杭州纺~"),
        ("杭州纺织", 6, "杭州 ~"),  # the half of the third glyph that would fit is a space
        ("杭", 1, " "),
        ("Acme", 0, ""),
    ],
)
def test_text_is_cut_by_cells(text: str, width: int, shown: str) -> None:
    assert clip(text, width) == shown


def test_a_figure_that_does_not_fit_is_not_cut_to_another_figure() -> None:
    assert figure("1,234.50", 10) == "  1,234.50"
    assert figure("1,234,567.50", 10) == "##########"


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


def test_a_heading_stands_on_the_side_of_its_column() -> None:
    columns = (Column("name", "Name", 6), Column("due", "Due", 6, Align.RIGHT))
    slots = fit(columns, 13)
    assert head(columns, slots, 13) == "Name      Due"
    assert line(("Acme", "9.50"), slots, 13) == "Acme     9.50"


@given(cells=st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS, CELLS), width=st.integers(1, 200))
def test_any_line_is_exactly_as_wide_as_the_grid(cells: tuple[str, ...], width: int) -> None:
    slots = fit(QUEUE, width)
    assert cell_len(line(cells, slots, width)) == width


@given(text=CELLS, width=st.integers(2, 60))
def test_wrapped_lines_fit_and_lose_no_glyph(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(text) <= width for text in lines)
    assert "".join("".join(lines).split()) == "".join("".join(map(safe, text.split("\n"))).split())


def test_chinese_wraps_without_spaces() -> None:
    assert wrapped("没有逾期的客户", 8) == ("没有逾期", "的客户")
