"""Labels with their values, one fact below the other: what is known of the thing beside it."""

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from tui.widgets.grid_line import clip, safe, wrapped
from tui.widgets.lines import BLANK, Line, Lines

__all__ = ["Fact", "Facts", "laid"]

Fact = tuple[str, str, str]
"""Label, value and tone. A label alone is a heading, a value alone a paragraph, neither a blank line."""

BETWEEN = 2
"""Cells between the labels and the values."""


class Facts(Lines, can_focus=True):
    """Facts in two columns; a long value goes on below itself, and what is too high scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False, id="move.down"),
        Binding("up,k", "move(-1)", "Up", show=False, id="move.up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="move.page_down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="move.page_up"),
        Binding("home,g", "first", "First", show=False, id="move.first"),
        Binding("end,G", "last", "Last", show=False, id="move.last"),
    ]

    _facts: tuple[Fact, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is shown; setting it repaints the lines that changed and keeps the place."""
        return self._facts

    @facts.setter
    def facts(self, facts: tuple[Fact, ...]) -> None:
        if facts != self._facts:
            self._facts = facts
            self.laid_again()

    def lay(self, width: int, height: int) -> tuple[Line, ...]:
        """Lines of every fact; the labels' column is as wide as the widest, at most two fifths."""
        return laid(self._facts, width)

    def action_move(self, count: int) -> None:
        """Scrolls by lines."""
        self.scroll_to(y=self.scroll_y + count, animate=False, force=True)

    def action_page(self, count: int) -> None:
        """Scrolls by the height of the widget."""
        self.action_move(count * self.size.height)

    def action_first(self) -> None:
        """Scrolls to the first line."""
        self.scroll_to(y=0, animate=False, force=True)

    def action_last(self) -> None:
        """Scrolls until the last line is in view."""
        self.scroll_to(y=self.max_scroll_y, animate=False, force=True)


def laid(facts: Sequence[Fact], width: int) -> tuple[Line, ...]:
    """Lines of all these facts on so many cells; what stands between two blank ones has a column of labels of its own."""
    lines: list[Line] = []
    for _blank, part in groupby(facts, key=lambda fact: fact[:2] == ("", "")):
        section = tuple(part)
        widest = max((cell_len(safe(label)) for label, value, _ in section if value), default=0)
        room = min(widest, width * 2 // 5)
        lines += (line for fact in section for line in _lines(fact, room, width))
    return tuple(lines)


def _lines(fact: Fact, room: int, width: int) -> list[Line]:
    label, value, tone = fact
    if not value:
        return [Line(safe(label), tone or "heading") if label else BLANK]
    if not label:
        return [Line(text, tone) for text in wrapped(value, width)]
    first, *rest = wrapped(value, width - room - BETWEEN)
    indent = " " * (room + BETWEEN)
    return [Line(clip(label, room) + " " * BETWEEN + first, tone), *(Line(indent + text, tone) for text in rest)]
