"""The last view is on disk soon after it changes, and stands again: tab, order, filter and the row under the cursor."""

from pathlib import Path

import pytest

from tests.tui.desks import desk, opened, said, shown_keys, typed, until
from tui.app import Workstation
from tui.remembered import Memory, Remembered, View, read_memory
from tui.widgets.grid import Grid


def cursor(app: Workstation) -> str | None:
    return app.screen.query_one(Grid).cursor_key


async def test_the_row_of_each_view_is_kept_across_tabs_and_comes_back_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.memory_work.SOON", 0.05)
    path = tmp_path / "view.json"
    async with opened(desk(), memory=Memory(path)) as (app, pilot):
        await typed(pilot, "j", "3", "j", "1")
        assert cursor(app) == "C1"
        await typed(pilot, "3")
        assert cursor(app) == "C1"
        await typed(pilot, "1", "j", "3")
        await until(pilot, lambda: path.exists() and read_memory(path).view("portfolio").row == "C3")
        await until(pilot, lambda: read_memory(path).screen == "queue")
        assert read_memory(path).view("queue").row == "C1"
    async with opened(desk(), memory=Memory(path)) as (app, pilot):
        await typed(pilot)
        assert (app.current_mode, app.chosen, cursor(app)) == ("queue", "C1", "C1")
        await typed(pilot, "1")
        assert (app.chosen, cursor(app)) == ("C3", "C3")


async def test_the_list_that_v_went_to_stands_there_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.memory_work.SOON", 0.05)
    path = tmp_path / "view.json"
    async with opened(desk(), memory=Memory(path)) as (app, pilot):
        await typed(pilot, "v", "j")
        row = cursor(app)
        await until(pilot, lambda: path.exists() and read_memory(path).view("portfolio").row == row)
        assert read_memory(path).view("portfolio").listing == "documents"
    async with opened(desk(), memory=Memory(path)) as (app, pilot):
        await typed(pilot)
        assert (cursor(app), len(shown_keys(app))) == (row, 4), "open invoices, not the three buyers"
        await typed(pilot, "v", "v")
        assert shown_keys(app) == ["C2", "C1", "C3"]
        await until(pilot, lambda: read_memory(path).view("portfolio").listing == "")


async def test_a_list_nobody_knows_is_the_first() -> None:
    memory = Memory(None, Remembered(views={"portfolio": View(listing="maps")}))
    async with opened(desk(), memory=memory) as (app, pilot):
        await typed(pilot)
        assert shown_keys(app) == ["C2", "C1", "C3"]


async def test_a_row_that_is_gone_leaves_the_cursor_on_the_first() -> None:
    memory = Memory(None, Remembered(views={"portfolio": View(row="C9")}))
    async with opened(desk(), memory=memory) as (app, pilot):
        assert cursor(app) == shown_keys(app)[0]
        await typed(pilot, "j")
        assert memory.now.view("portfolio").row == shown_keys(app)[1]


async def test_a_damaged_memory_is_said_once_and_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.memory_work.SOON", 0.05)
    path = tmp_path / "view.json"
    path.write_text("{")
    async with opened(desk(), memory=Memory(path)) as (app, pilot):
        assert said(app).startswith("What the screens remembered could not be read and begins anew")
        await typed(pilot, "j")
        assert said(app) == ""
        await until(pilot, lambda: path.exists() and read_memory(path).view("portfolio").row == "C1")
        await typed(pilot, "k")
        assert said(app) == ""


async def test_a_full_disk_is_said_once_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.memory_work.SOON", 0.02)
    (tmp_path / "state").write_text("a file where the folder should be")
    memory = Memory(tmp_path / "state" / "view.json", Remembered())
    async with opened(desk(), memory=memory) as (app, pilot):
        await until(pilot, lambda: "view.json" in said(app))
        await typed(pilot, "j", "j")
        await pilot.pause(0.2)
        assert said(app) == ""
        assert cursor(app) == "C3"
