"""Filters kept by name, and the last view, on the screens."""

from pathlib import Path

from textual.widgets import Static

from tests.tui.desks import desk, drawn, in_front, opened, said, shown_keys, typed
from tui.dialogs.keeping import KeepDialog
from tui.remembered import Memory, Remembered, View

KEYS = {">": "greater_than_sign", "@": "at", "-": "minus"}


def keys(text: str) -> list[str]:
    return [KEYS.get(char, char) for char in text]


async def test_a_filter_is_kept_and_taken_by_its_name() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "slash", *keys("dpd>44"), "enter", "F", *"late", "enter")
        assert said(app) == "Kept: / takes @late."
        await typed(pilot, "escape")
        assert len(shown_keys(app)) == 3
        await typed(pilot, "slash", *keys("@late"), "enter")
        assert shown_keys(app) == ["C1"]
        await typed(pilot, "escape", "colon", *"late", "enter")
        assert shown_keys(app) == ["C1"]
        await typed(pilot, "F")
        assert any("@late  dpd>44" in line for line in drawn(app))
        await typed(pilot, *keys("-late"), "enter")
        assert said(app) == "@late is kept no more."
        assert shown_keys(app) == ["C1"], "what it meant stands in its place"
        assert dict(app.memory.now.filters) == {}


async def test_a_filter_that_reads_no_more_is_said_where_every_row_is_shown() -> None:
    memory = Memory()
    memory.see("portfolio", View("@gone"))
    async with opened(desk(), memory=memory) as (app, _pilot):
        assert len(shown_keys(app)) == 3
        assert "none is kept as @gone" in said(app)


async def test_where_the_file_cannot_be_written_nothing_is_called_kept(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    path = tmp_path / "state" / "view.json"
    async with opened(desk(), memory=Memory(path, Remembered())) as (app, pilot):
        await typed(pilot, "slash", *keys("dpd>44"), "enter", "F", *"late", "enter")
        assert in_front(app, KeepDialog)
        assert "view.json" in str(app.screen.query_one("#fault", Static).content)


async def test_without_a_filter_or_a_name_nothing_is_kept() -> None:
    async with opened(desk()) as (app, pilot):
        await typed(pilot, "F", *"x", "enter")
        assert in_front(app, KeepDialog)
        assert "No filter stands" in str(app.screen.query_one("#fault", Static).content)
        await typed(pilot, "escape", "2", "F")
        assert said(app) == "Only lists of buyers have filters that are kept."


async def test_the_last_view_stands_again(tmp_path: Path) -> None:
    path = tmp_path / "view.json"
    memory = Memory(path)
    memory.see("portfolio", View("dpd>0", "name", turned=True))
    memory.see("queue", View("class=bad"))
    memory.at("queue")
    memory.write()
    async with opened(desk(), memory=Memory(path)) as (app, pilot):
        await typed(pilot)
        assert app.current_mode == "queue"
        assert shown_keys(app) == ["C2"], "Birch was petitioned"
        await typed(pilot, "1")
        assert shown_keys(app) == ["C2", "C1"], "late ones by name, the last first"
        await typed(pilot, "escape")
        assert app.memory.now.view("portfolio") == View("", "name", turned=True, row="C2")
