"""The grid: where the cursor stands after keys, clicks and changes of the rows, and what the grid says."""

import pytest
from textual import events

from tests.tui.widgets.host import CountedGrid, Host, numbered
from tui.views.table import Table
from tui.widgets.grid import Grid

SIZE = (40, 11)
"""One heading and ten rows in view."""


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ("j", "r1"),
        ("down down k", "r1"),
        ("k", "r0"),
        ("G", "r99"),
        ("end up", "r98"),
        ("G j", "r99"),
        ("G g", "r0"),
        ("j j home", "r0"),
        ("pagedown", "r10"),
        ("j pagedown pagedown", "r21"),
        ("pagedown pageup", "r0"),
        ("G pagedown", "r99"),
    ],
)
async def test_keys_move_the_cursor(keys: str, key: str) -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        grid.table = numbered(100)
        await pilot.press(*keys.split())
        assert grid.cursor_key == key
        assert any(text.startswith(key) for text in grid.texts), "the cursor is in view"


async def test_the_cursor_follows_its_row() -> None:
    grid = CountedGrid()
    host = Host(grid)
    async with host.run_test(size=SIZE, message_hook=host.heard) as pilot:
        table = numbered(100)
        grid.table = table
        await pilot.press("j", "j", "j")
        said = len(host.said(Grid.Moved))
        grid.table = Table(table.columns, list(reversed(table.rows)))
        await pilot.pause()
        assert grid.cursor_key == "r3"
        assert any(text.startswith("r3 ") for text in grid.texts)
        assert len(host.said(Grid.Moved)) == said


async def test_a_row_that_went_away_leaves_the_cursor_in_its_place() -> None:
    grid = CountedGrid()
    host = Host(grid)
    async with host.run_test(size=SIZE, message_hook=host.heard) as pilot:
        table = numbered(5)
        grid.table = table
        await pilot.press("j", "j")
        grid.table = Table(table.columns, [row for row in table.rows if row.key != "r2"])
        grid.table = Table(table.columns, table.rows[:1])
        grid.table = Table(table.columns, (), "Nothing is overdue.")
        await pilot.pause()
        assert [message.key for message in host.said(Grid.Moved)] == ["r0", "r1", "r2", "r3", "r0", None]


async def test_rows_keep_their_place_on_the_screen() -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        table = numbered(100)
        grid.table = table
        await pilot.press("pagedown", "j", "j", "j")
        before = grid.texts
        grid.table = Table(table.columns, table.rows[:90])
        await pilot.pause()
        assert grid.texts == before


async def test_a_shorter_table_leaves_no_empty_room() -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        table = numbered(100)
        grid.table = table
        await pilot.press("G")
        grid.table = Table(table.columns, table.rows[:12])
        await pilot.pause()
        assert [text.strip() for text in grid.texts[1:]] == [f"r{number}" for number in range(2, 12)]


async def test_enter_opens_the_row() -> None:
    grid = Grid()
    host = Host(grid)
    async with host.run_test(size=SIZE, message_hook=host.heard) as pilot:
        await pilot.press("enter")
        grid.table = numbered(5)
        await pilot.press("j", "enter")
        assert [message.key for message in host.said(Grid.Opened)] == ["r1"]


async def test_a_click_moves_and_a_click_on_the_cursor_opens() -> None:
    grid = Grid()
    host = Host(grid)
    async with host.run_test(size=SIZE, message_hook=host.heard) as pilot:
        grid.table = numbered(5)
        await pilot.click(grid, offset=(2, 3))
        assert grid.cursor_key == "r2"
        assert host.said(Grid.Opened) == []
        await pilot.click(grid, offset=(2, 3))
        await pilot.click(grid, offset=(2, 0))
        await pilot.click(grid, offset=(2, 9))
        assert [message.key for message in host.said(Grid.Opened)] == ["r2"]


async def test_the_wheel_scrolls_and_a_key_comes_back_to_the_cursor() -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        grid.table = numbered(100)
        for _ in range(10):
            grid.post_message(events.MouseScrollDown(grid, 2, 2, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert not any(text.startswith("r0 ") for text in grid.texts)
        assert grid.cursor_key == "r0"
        await pilot.press("j")
        assert grid.texts[1].strip() == "r1"


async def test_a_page_further_is_in_view_although_the_wheel_had_left_the_cursor() -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        grid.table = numbered(100)
        grid.scroll_to(y=50, animate=False)
        await pilot.press("pagedown")
        assert grid.cursor_key == "r10"
        assert any(text.startswith("r10 ") for text in grid.texts)


async def test_keys_can_be_mapped_anew() -> None:
    grid = Grid()
    host = Host(grid)
    async with host.run_test(size=SIZE) as pilot:
        grid.table = numbered(5)
        host.set_keymap({"move.down": "n"})
        await pilot.press("n", "j")
        assert grid.cursor_key == "r1"


async def test_a_smaller_terminal_keeps_the_cursor_in_view() -> None:
    grid = CountedGrid()
    async with Host(grid).run_test(size=SIZE) as pilot:
        grid.table = numbered(100)
        await pilot.press(*["j"] * 9)
        await pilot.resize_terminal(40, 5)
        await pilot.pause()
        assert any(text.startswith("r9 ") for text in grid.texts[1:])
