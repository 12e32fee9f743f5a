"""Facts beside a list: at the end of its last line a pane says that there is more of it, and that the keys are its own."""

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from tui.widgets.facts import Facts
from tui.widgets.lines import BLANK, Line

__all__ = ["Pane"]


class Pane(Facts):
    """A part of a screen that can be walked to; what it says takes the end of a line and no line of its own."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--focus"}
    DEFAULT_CSS = """
    Pane > .pane--focus { text-style: reverse; }
    """

    def __init__(self, *, more: str, within: str, id: str | None = None) -> None:
        """How it is said that `{count}` lines are not seen; and with the focus, that `{first}` to `{last}` of `{count}` are."""
        super().__init__(id=id)
        self._more, self._within = more, within
        self._told = ("", False)

    def lay(self, width: int, height: int) -> tuple[Line, ...]:
        """Its facts, and room to scroll the last of them above the line where the sign stands."""
        lines = super().lay(width, height)
        return (*lines, BLANK) if len(lines) >= height else lines

    def laid_again(self) -> None:
        """Repaints the last line too where it says another thing from now on."""
        super().laid_again()
        self.told_again()

    def told_again(self) -> None:
        """Repaints the last line where it says another thing."""
        if self._sign() != self._told:
            self._told = self._sign()
            self.refresh_line(self.scroll_offset.y + self.size.height - 1)

    def on_focus(self) -> None:
        """Says that the keys are its own."""
        self.told_again()

    def on_blur(self) -> None:
        """Says so no more."""
        self.told_again()

    def render_line(self, y: int) -> Strip:
        """Its line, the last with the sign at its end."""
        strip, (sign, alone) = super().render_line(y), self._sign()
        room = self.size.width - cell_len(sign)
        if not sign or y != self.size.height - 1 or room < 0:
            return strip
        style = self.get_component_rich_style("pane--focus" if self.has_focus else "lines--muted")
        before = Strip([Segment(" " * room, self.rich_style)], room) if alone else strip.crop(0, room)
        return Strip.join([before, Strip([Segment(sign, style)], cell_len(sign))])

    def _sign(self) -> tuple[str, bool]:
        """What stands on the last line, and whether alone: no figure is cut by it."""
        height, at = self.size.height, self.scroll_offset.y + self.size.height - 1
        taken = cell_len(self._lines[at].text) if 0 <= at < len(self._lines) else 0
        sign = self._says(height)
        alone = bool(sign) and taken > self.size.width - cell_len(sign)
        return (self._says(height - 1) if alone else sign), alone

    def _says(self, seen: int) -> str:
        """What is said where so many lines are seen: nothing where that is all and the keys are another's."""
        top, height = self.scroll_offset.y, self.size.height
        count = len(self._lines) - (len(self._lines) > height)
        if self.has_focus:
            return self._within.format(first=min(top + 1, count), last=min(top + seen, count), count=count)
        return self._more.format(count=count - seen) if count > height else ""
