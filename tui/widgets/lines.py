"""A block of finished lines that repaints those that changed and no other.

Over a slow connection a repaint is paid by the byte. The panel beside a list follows the cursor at every key, and most of
its lines read the same for the next customer: they are compared, and only the others are sent.
"""

from itertools import zip_longest
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.grid_line import clip

__all__ = ["BLANK", "Line", "Lines"]


class Line(NamedTuple):
    """One line: its text, and the word the theme colours it by."""

    text: str
    tone: str = ""


BLANK = Line("")


class Lines(ScrollView, inherit_bindings=False):
    """Lines laid out for the width of the widget; a subclass says how in `lay`."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines--heading",
        "lines--muted",
        "lines--warning",
        "lines--critical",
    }
    DEFAULT_CSS = """
    Lines {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size: 0 0;
    }
    Lines > .lines--heading { text-style: bold; }
    Lines > .lines--muted { color: $text-muted; }
    Lines > .lines--warning { color: $text-warning; }
    Lines > .lines--critical { color: $text-error; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.auto_links = False  # nothing here is a link, so a mouse passing over need not be looked at
        self._lines: tuple[Line, ...] = ()

    def lay(self, width: int, height: int) -> tuple[Line, ...]:
        """Lines of what is shown, for a place of so many cells and rows."""
        raise NotImplementedError  # a subclass says it; there is none to fall back on

    def laid_again(self) -> None:
        """Lays the lines anew and repaints those in view that read or look different."""
        before, self._lines = self._lines, self.lay(*self.size) if self.size else ()
        self.set_reactive(Lines.virtual_size, Size(0, len(self._lines)))  # the setter would lay out the whole screen
        if self.scroll_y > self.max_scroll_y:
            self.scroll_to(y=self.max_scroll_y, animate=False, force=True)
        top = self.scroll_offset.y
        window = slice(top, top + self.size.height)
        pairs = zip_longest(before[window], self._lines[window], fillvalue=BLANK)
        for y, (old, new) in enumerate(pairs, start=top):
            if old != new:
                self.refresh_line(y)

    def render_line(self, y: int) -> Strip:
        """Text of a line in one style, as wide as the widget."""
        index = self.scroll_offset.y + y
        text, tone = self._lines[index] if index < len(self._lines) else BLANK
        known = f"lines--{tone}" in self.COMPONENT_CLASSES
        style = self.get_component_rich_style(f"lines--{tone}") if known else self.rich_style
        width = self.size.width
        return Strip([Segment(clip(text, width), style)], width)

    def on_resize(self) -> None:
        """Lays the lines for the new width."""
        self.laid_again()
