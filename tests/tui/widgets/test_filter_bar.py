"""The filter entry: every key is said at once, enter keeps, escape clears, and the focus goes back."""

from textual.widgets import Input

from tests.tui.widgets.host import Host, numbered
from tui.widgets.filter_bar import FilterBar
from tui.widgets.grid import Grid

SIZE = (40, 10)


def changes(host: Host) -> list[str]:
    return [message.text for message in host.said(FilterBar.Changed)]


def closings(host: Host) -> list[bool]:
    return [message.kept for message in host.said(FilterBar.Closed)]


async def test_each_key_is_said_at_once() -> None:
    grid, bar = Grid(), FilterBar()
    host = Host(grid, bar)
    async with host.run_test(size=SIZE, message_hook=host.heard) as pilot:
        grid.table = numbered(5)
        assert not bar.display
        bar.open()
        await pilot.press("a", "c", "杭", "backspace")
        assert changes(host) == ["a", "ac", "ac杭", "ac"]
        assert bar.display


async def test_enter_keeps_the_text_and_gives_the_focus_back() -> None:
    grid, bar = Grid(), FilterBar()
    host = Host(grid, bar)
    async with host.run_test(size=SIZE, message_hook=host.heard) as pilot:
        grid.focus()
        await pilot.pause()
        bar.open()
        await pilot.press("j", "enter")
        assert (bar.text, bar.display, closings(host)) == ("j", False, [True])
        assert host.focused is grid


async def test_escape_clears_the_text_and_gives_the_focus_back() -> None:
    grid, bar = Grid(), FilterBar()
    host = Host(grid, bar)
    async with host.run_test(size=SIZE, message_hook=host.heard) as pilot:
        grid.focus()
        await pilot.pause()
        bar.open()
        await pilot.press("j", "escape")
        assert (bar.text, bar.display) == ("", False)
        assert (changes(host), closings(host)) == (["j", ""], [False])
        assert host.focused is grid


async def test_opened_again_the_text_goes_on() -> None:
    bar = FilterBar()
    host = Host(Grid(), bar)
    async with host.run_test(size=SIZE, message_hook=host.heard) as pilot:
        bar.open()
        await pilot.press("a", "enter")
        bar.open()
        await pilot.press("b")
        assert bar.text == "ab"


async def test_a_text_set_from_outside_says_nothing() -> None:
    bar = FilterBar()
    host = Host(Grid(), bar)
    async with host.run_test(size=SIZE, message_hook=host.heard) as pilot:
        bar.text = "restored"
        await pilot.pause()
        assert (bar.text, changes(host)) == ("restored", [])


async def test_the_entry_does_not_blink() -> None:
    bar = FilterBar()
    async with Host(Grid(), bar).run_test(size=SIZE) as pilot:
        bar.open()
        await pilot.pause()
        assert not bar.query_one(Input).cursor_blink
        assert bar.size.height == 1


async def test_words_of_the_entry_field_stay_inside() -> None:
    bar = FilterBar()
    seen: list[Input.Changed] = []

    class Listening(Host):
        def on_input_changed(self, event: Input.Changed) -> None:
            seen.append(event)

    async with Listening(Grid(), bar).run_test(size=SIZE) as pilot:
        bar.open()
        await pilot.press("a")
        assert seen == []
