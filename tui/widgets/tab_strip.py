"""The line of tabs at the top: where one is, and at the right what is being looked at."""

from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.grid_line import clip, safe

__all__ = ["Tab", "TabStrip"]

Tab = tuple[str, str]
"""Key and label."""


class TabStrip(Widget):
    """Tabs on one line, the active one reversed, with a status at the right as far as there is room."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"tab-strip--active", "tab-strip--status"}
    DEFAULT_CSS = """
    TabStrip { height: 1; }
    TabStrip > .tab-strip--active { text-style: reverse; }
    TabStrip > .tab-strip--status { color: $text-muted; }
    """

    @dataclass
    class Chosen(Message):
        """A tab was clicked."""

        key: str

    def __init__(self, tabs: tuple[Tab, ...] = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.auto_links = False  # nothing here is a link, so a mouse passing over need not be looked at
        self._tabs = tabs
        self._active = ""
        self._status = ""

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """Keys and labels, from left to right."""
        return self._tabs

    @tabs.setter
    def tabs(self, tabs: tuple[Tab, ...]) -> None:
        if tabs != self._tabs:
            self._tabs = tabs
            self.refresh()

    @property
    def active(self) -> str:
        """Key of the tab one is on."""
        return self._active

    @active.setter
    def active(self, key: str) -> None:
        if key != self._active:
            self._active = key
            self.refresh()

    @property
    def status(self) -> str:
        """Short text at the right: the day shown, the book's name."""
        return self._status

    @status.setter
    def status(self, status: str) -> None:
        if status != self._status:
            self._status = status
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Tabs, room, status; on a narrow line the status is cut first, then the last tab."""
        texts = [_padded(label) for _, label in self._tabs]
        taken = sum(map(cell_len, texts))
        here = self.get_component_rich_style("tab-strip--active")
        styles = [here if key == self._active else self.rich_style for key, _ in self._tabs]
        strip = Strip([Segment(text, style) for text, style in zip(texts, styles, strict=True)], taken)
        return Strip.join([strip, self._right(self.size.width - taken)]).crop(0, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Says which tab was clicked."""
        ends = accumulate(cell_len(_padded(label)) for _, label in self._tabs)
        for (key, _), end in zip(self._tabs, ends, strict=True):
            if event.x < end:
                self.post_message(self.Chosen(key))
                return

    def _right(self, room: int) -> Strip:
        if room <= 0:
            return Strip([])
        text = safe(self._status)
        lead = " " * max(1, room - cell_len(text) - 1)
        style = self.get_component_rich_style("tab-strip--status")
        return Strip([Segment(clip(f"{lead}{text} ", room), style)], room)


def _padded(label: str) -> str:
    return f" {safe(label)} "
