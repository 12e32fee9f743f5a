"""What the grid paints: after a key or a change no more lines than changed, and nothing that steers a terminal."""

import pytest

from tests.tui.widgets.host import CountedGrid, Host, numbered, terminal_columns
from tui.views.table import Align, Column, Row, Table
from tui.widgets.grid import Grid
from tui.widgets.tab_strip import TabStrip

SIZE = (40, 11)
"""One heading and ten rows in view."""


async def test_moving_repaints_two_lines() -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        grid.table = numbered(100)
        await pilot.press("j")
        grid.painted.clear()
        await pilot.press("j")
        assert sorted(grid.painted) == [2, 3]  # rows 1 and 2 stand below the heading


async def test_no_row_further_repaints_nothing() -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        grid.table = numbered(100)
        await pilot.press("G")
        grid.painted.clear()
        await pilot.press("j", "G", "pagedown")
        assert grid.painted == []


async def test_at_the_edge_rows_scroll_by_half_a_page_below_a_heading_that_stays() -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        grid.table = numbered(100)
        await pilot.press(*["j"] * 9)
        grid.painted.clear()
        await pilot.press("j")
        # row 10 was below the last line; ten rows fit, so the first is now 5
        assert [text.strip() for text in grid.texts] == ["Name", *(f"r{number}" for number in range(5, 15))]
        assert sorted(grid.painted) == list(range(1, 11))
        grid.painted.clear()
        await pilot.press(*["j"] * 4)
        assert len(grid.painted) == 8  # four keys, two lines each


async def test_a_changed_cell_repaints_its_line() -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        table = numbered(100)
        grid.table = table
        await pilot.pause()
        grid.painted.clear()
        rows = [*table.rows[:3], Row("r3", ("paid",)), *table.rows[4:]]
        grid.table = Table(table.columns, rows)
        await pilot.pause()
        assert grid.painted == [4]
        assert grid.texts[4].strip() == "paid"


async def test_equal_rows_repaint_nothing() -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        grid.table = numbered(100)
        await pilot.pause()
        grid.painted.clear()
        grid.table = numbered(100)
        await pilot.pause()
        assert grid.painted == []


async def test_a_change_out_of_view_repaints_nothing() -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        table = numbered(100)
        grid.table = table
        await pilot.pause()
        grid.painted.clear()
        grid.table = Table(table.columns, [*table.rows[:50], Row("new", ("new",)), *table.rows[51:99]])
        await pilot.pause()
        assert grid.painted == []


async def test_ten_thousand_rows_paint_what_is_in_view() -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        await pilot.pause()
        grid.painted.clear()
        grid.table = numbered(10_000)
        await pilot.pause()
        assert len(grid.painted) <= 11
        grid.painted.clear()
        grid.table = grid.table.filtered("r99")
        await pilot.pause()
        assert len(grid.painted) <= 11
        # r99, r990 to r999, r9900 to r9999
        assert len(grid.table) == 1 + 10 + 100


async def test_a_mouse_passing_over_repaints_nothing() -> None:
    grid = CountedGrid()
    async with Host(TabStrip(), grid).run_test(size=SIZE) as pilot:
        grid.table = numbered(100)
        await pilot.hover(TabStrip)
        grid.painted.clear()
        await pilot.hover(grid, offset=(2, 2))
        await pilot.hover(grid, offset=(5, 6))
        assert grid.painted == []


async def test_the_sentence_of_an_empty_table_stands_in_the_middle() -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=(20, 6)) as pilot:
        grid.table = Table(numbered(0).columns, (), "No customer is overdue today.")
        await pilot.pause()
        # five lines below the heading, two of them text: one blank line above; 20 cells less 14 leaves 3 on each side
        assert grid.texts[2:4] == ["   No customer is   ", "   overdue today.   "]
        grid.table = numbered(1)
        await pilot.pause()
        assert grid.texts[2].strip() == ""


@pytest.mark.parametrize("tone", ["", "muted", "warning", "critical", "unheard of"])
async def test_the_cursor_is_seen_without_colour_and_without_focus(tone: str) -> None:
    grid = Grid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        grid.table = Table(numbered(0).columns, [Row("a", ("a",), tone), Row("b", ("b",), tone)])
        pilot.app.set_focus(None)
        await pilot.pause()
        here, other = (next(iter(grid.render_line(y))).style for y in (1, 2))
        assert here is not None
        assert other is not None
        assert here.reverse
        assert not other.reverse


NAMES = ("Acme Ltd", "杭州纺织品进出口有限公司", "株式会社サンプル", "Ünïcode & Søn", "김치수출 주식회사", "a\u0301combined")


@pytest.mark.parametrize("width", [60, 61, 62, 63, 80, 120, 200])
async def test_dates_stand_below_each_other_whatever_the_names(width: int) -> None:
    columns = (Column("name", "Name", 13), Column("more", "More", 9, grows=True), Column("date", "|Date", 11))
    rows = [Row(name, (name, name * 3, "|2026-01-31")) for name in NAMES]
    grid = CountedGrid()
    async with Host(grid).run_test(size=(width, 11)) as pilot:
        grid.table = Table(columns, rows)
        await pilot.pause()
        assert set(terminal_columns(grid.texts[: len(NAMES) + 1], "|", cols=width)) == {width - 11}


async def test_text_that_looks_like_markup_or_steers_a_terminal_is_text() -> None:
    cells = ("[red]x[/y]", "\x1b]0;owned\x07", "[@click=app.quit]go[/]", "\udcff")
    grid = CountedGrid()
    host = Host(grid)
    async with host.run_test(size=SIZE) as pilot:
        grid.table = Table((Column("text", "Text", 30),), [Row(cell, (cell,)) for cell in cells], "[/nothing]")
        await pilot.pause()
        shown = [text.strip() for text in grid.texts[1:5]]
        assert shown == ["[red]x[/y]", "?]0;owned?", "[@click=app.quit]go[/]", "?"]


async def test_columns_follow_the_width() -> None:
    columns = (
        Column("name", "Name", 20, grows=True),
        Column("due", "Due", 12, Align.RIGHT),
        Column("owner", "Owner", 30, priority=1),
    )
    grid = CountedGrid()
    async with Host(grid).run_test(size=(60, 11)) as pilot:
        grid.table = numbered(3, columns)
        await pilot.pause()
        # 20 + 1 + 12 + 1 + 30 is 64: the owner does not fit, the name has 60 less 13
        assert grid.texts[0] == f"{'Name':47} {'Due':>12}"
        await pilot.resize_terminal(70, 11)
        await pilot.pause()
        assert grid.texts[0] == f"{'Name':26} {'Due':>12} {'Owner':30}"
