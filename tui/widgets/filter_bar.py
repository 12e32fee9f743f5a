"""The one-line entry of a filter: every key filters at once, so there is nothing to wait for and nothing to confirm.

The text goes through Textual's own entry field untouched, as the composed words of a Chinese input method must.
"""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.widgets.entry import entry

__all__ = ["FilterBar"]


class FilterBar(Horizontal):
    """A hidden entry that opens over one line, and gives the focus back where it came from."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "clear", "Clear", show=False, id="filter.clear")]
    DEFAULT_CSS = """
    FilterBar { height: 1; display: none; }
    FilterBar > Static { width: 2; height: 1; }
    FilterBar > Input { width: 1fr; min-width: 24; }
    FilterBar > #told { width: auto; max-width: 70%; color: $text-warning; }
    """

    @dataclass
    class Changed(Message):
        """The filter reads differently; empty: everything is shown."""

        text: str

    @dataclass
    class Closed(Message):
        """The entry is hidden again: with its text kept, or cleared (a `Changed` with no text came before)."""

        kept: bool

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._entry = entry(selects=False)
        self._entry.auto_links = False
        self._told = Static("", id="told", markup=False)
        self._came_from: Widget | None = None

    def compose(self) -> ComposeResult:
        """Lays the sign of a filter before the entry."""
        yield Static("/", markup=False)
        yield self._entry
        yield self._told

    @property
    def told(self) -> str:
        """What is wrong with the filter, beside it; empty while it can be read."""
        return str(self._told.content)

    @told.setter
    def told(self, sentence: str) -> None:
        if sentence != self.told:
            self._told.update(sentence)

    @property
    def text(self) -> str:
        """What is filtered by; empty when the filter was cleared."""
        return self._entry.value

    @text.setter
    def text(self, text: str) -> None:
        with self._entry.prevent(Input.Changed):
            self._entry.value = text

    def open(self) -> None:
        """Shows the entry with the text it had, the cursor behind it."""
        if not self.display:
            self._came_from = self.screen.focused
            self.display = True
        self._entry.cursor_position = len(self._entry.value)
        self._entry.focus(scroll_visible=False)

    def action_clear(self) -> None:
        """Drops the filter and hides the entry."""
        if self.text:
            self.text = ""
            self.post_message(self.Changed(""))
        self._close(kept=False)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not self.told:  # what cannot be read stays open beside the word that says why
            self._close(kept=True)

    def _close(self, *, kept: bool) -> None:
        self.display = False
        if self._came_from is not None and self._came_from.is_attached:
            self._came_from.focus(scroll_visible=False)
        self.post_message(self.Closed(kept))
