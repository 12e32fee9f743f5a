"""The last line of the screen: hints are cut where the screen ends, a sentence never is."""

from textual.app import App, ComposeResult

from tui.widgets.hint_line import HintLine

LONG = "demo could not be reached, and nothing was lost by it. Ask the provider for the reason, or try again later."
"""107 cells: two lines of 60."""


class Host(App[None]):
    def compose(self) -> ComposeResult:
        yield HintLine()


def painted(line: HintLine) -> list[str]:
    return [line.render_line(y).text.rstrip() for y in range(line.size.height)]


async def test_a_long_sentence_takes_the_lines_it_needs_and_gives_them_back() -> None:
    async with Host().run_test(size=(60, 10)) as pilot:
        line = pilot.app.query_one(HintLine)
        line.hints = "? keys  q leave"
        line.sentence = LONG
        await pilot.pause()
        assert " ".join(painted(line)) == LONG
        line.sentence = ""
        await pilot.pause()
        assert painted(line) == ["? keys  q leave"]


async def test_hints_stay_on_one_line() -> None:
    async with Host().run_test(size=(20, 10)) as pilot:
        line = pilot.app.query_one(HintLine)
        line.hints = "? keys  q leave  enter open  / filter"
        await pilot.pause()
        assert line.size.height == 1
        assert painted(line)[0].startswith("? keys  q leave")
