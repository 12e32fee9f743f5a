"""A pane says that there is more of it, and that the keys are its own, and takes no line for it."""

from textual.app import App, ComposeResult

from tui.widgets.facts import Facts
from tui.widgets.pane import Pane


class Panes(App[None]):
    """Two panes of four rows."""

    CSS = "Pane { height: 4; width: 40; }"

    def compose(self) -> ComposeResult:
        for id in ("first", "second"):
            yield Pane(more="... {count} more", within="{first}-{last} of {count}", id=id)


def lines(pane: Facts) -> list[str]:
    return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]


def facts(count: int) -> tuple[tuple[str, str, str], ...]:
    return tuple(("", f"fact {n}", "") for n in range(1, count + 1))


async def test_it_says_how_much_is_not_seen() -> None:
    async with Panes().run_test(size=(40, 10)) as pilot:
        pane = pilot.app.query_one("#second", Pane)
        pane.facts = facts(4)
        assert lines(pane) == ["fact 1", "fact 2", "fact 3", "fact 4"]
        pane.facts = facts(9)
        assert lines(pane) == ["fact 1", "fact 2", "fact 3", f"fact 4{'... 5 more':>34}"]
        pane.facts = (*facts(3), ("", "99,999.00 USD " * 2 + "90,000", ""), *facts(1))
        assert lines(pane)[3] == f"{'... 2 more':>40}", "no figure is cut by it: the whole line waits"


async def test_with_the_focus_it_says_where_in_it_one_is() -> None:
    async with Panes().run_test(size=(40, 10)) as pilot:
        pane = pilot.app.query_one("#second", Pane)
        pane.facts = facts(9)
        pane.focus()
        await pilot.pause()
        assert lines(pane)[3] == f"fact 4{'1-4 of 9':>34}"
        reverse = [segment.style.reverse for segment in pane.render_line(3) if segment.style and "of" in segment.text]
        assert reverse == [True]
        await pilot.press("j")
        assert lines(pane)[3] == f"fact 5{'2-5 of 9':>34}"
        await pilot.press("G")
        assert lines(pane) == ["fact 7", "fact 8", "fact 9", f"{'7-9 of 9':>40}"], "nothing is left behind the sign"
        pane.facts = facts(2)
        await pilot.pause()
        assert lines(pane)[3] == f"{'1-2 of 2':>40}", "what is short says so too, for the keys are its own"
        pilot.app.query_one("#first", Pane).focus()
        await pilot.pause()
        assert lines(pane)[3] == ""
