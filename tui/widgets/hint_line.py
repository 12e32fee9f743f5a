"""The last line of the screen: the keys that can be pressed, or one sentence about what just happened.

A sentence says at its end what to do, so it is never cut: a long one takes as many lines as it needs until the next key.
"""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.grid_line import clip, safe, wrapped

__all__ = ["HintLine"]


class HintLine(Widget):
    """Hints on one line, over which a sentence may stand until the next key."""

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
        self._height = 1

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
            self._set_height()
            self.refresh()

    def _set_height(self) -> None:
        """As many lines as the sentence needs; setting the same height again would lay out the screen for nothing."""
        needed = len(self._lines()) or 1
        if needed != self._height:
            self._height = needed
            self.styles.height = needed

    def _lines(self) -> tuple[str, ...]:
        width = self.app.size.width
        return wrapped(self._sentence, width) if self._sentence else (clip(self._hints, width),)

    def render_line(self, y: int) -> Strip:
        """One line of the sentence, or the hints, cut at the width of the screen."""
        lines = self._lines()
        text = clip(lines[y] if y < len(lines) else "", self.size.width)
        return Strip([Segment(text, self.rich_style)], self.size.width)
