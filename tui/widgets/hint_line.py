"""The last line of the screen: the keys that can be pressed, or one sentence about what just happened."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.grid_line import clip, safe

__all__ = ["HintLine"]


class HintLine(Widget):
    """One line: hints, over which a sentence may stand until the next key."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    HintLine { height: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        """Begin with nothing to say."""
        super().__init__(id=id)
        self.auto_links = False
        self._hints = ""
        self._sentence = ""

    @property
    def shown(self) -> str:
        """The text on the line."""
        return self._sentence or self._hints

    @property
    def hints(self) -> str:
        """The keys that can be pressed."""
        return self._hints

    @hints.setter
    def hints(self, hints: str) -> None:
        self._change(hints, self._sentence)

    @property
    def sentence(self) -> str:
        """What just happened; empty when the hints are shown."""
        return self._sentence

    @sentence.setter
    def sentence(self, sentence: str) -> None:
        self._change(self._hints, safe(sentence))

    def _change(self, hints: str, sentence: str) -> None:
        before = self.shown
        self._hints, self._sentence = hints, sentence
        if self.shown != before:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line, cut at the width of the screen."""
        text = clip(self.shown, self.size.width)
        return Strip([Segment(text, self.rich_style)], self.size.width)
