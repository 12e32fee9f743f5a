"""A line of the grid holds its width, whatever stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from credit.text import printable
from tests.tui.views.test_fitting import QUEUE
from tui.views.fitting import fit
from tui.views.table import Align, Column
from tui.widgets.grid_line import clip, figure, head, line, safe, wrapped

CELLS = st.text(st.characters(), max_size=40)
"""Any text, controls and lone surrogates included."""


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


def test_both_faces_agree_on_what_is_harmful() -> None:
    """A widget may not import the trade, so the two tables are held together here."""
    signs = map(chr, range(0x110000))
    assert [hex(ord(sign)) for sign in signs if (safe(sign) == sign) != (printable(sign) == sign)] == []


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


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("31-60：113,260，61-90：80,070", 20, ("31-60：113,260，", "61-90：80,070")),  # else a range turns into -90
        ("账目申报逾期，2024-06-03", 20, ("账目申报逾期，", "2024-06-03")),
        ("逾期（九天），再付", 12, ("逾期（九", "天），再付")),
        ("欠（九天）款", 5, ("欠", "（九", "天）", "款")),
        ("付给 Hexholme 九天", 14, ("付给 Hexholme", "九天")),
        ("编号ABCDEFGHIJ。", 6, ("编号", "ABCDEF", "GHIJ。")),
    ],
)
def test_chinese_breaks_neither_a_number_nor_a_word_and_no_line_begins_with_a_comma(
    text: str, width: int, lines: tuple[str, ...]
) -> None:
    assert wrapped(text, width) == lines
