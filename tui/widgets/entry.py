"""A line to type into, which takes no flood and does not blink."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from textual import events
from textual.filter import LineFilter
from textual.message import Message
from textual.widgets import Input

__all__ = ["LONGEST", "Entry", "entry"]

LONGEST = 2000
"""Characters of a paste an entry takes at most; a longer text belongs into a note."""


@runtime_checkable
class FiltersEntries(Protocol):
    """An application that paints what is typed otherwise than what is told."""

    def get_entry_filters(self) -> Sequence[LineFilter]:
        """What a line that is typed into passes before it is painted."""


class Entry(Input):
    """A one-line entry; a paste beyond what anybody types is refused whole, with a word to whatever it stands in.

    Several lines become one.
    """

    @dataclass
    class Flooded(Message):
        """Text of so many characters was pasted, and not taken."""

        length: int

    def get_line_filters(self) -> Sequence[LineFilter]:
        """As the application has it for what is typed."""
        return self.app.get_entry_filters() if isinstance(self.app, FiltersEntries) else super().get_line_filters()

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        if len(event.text) > LONGEST:
            self.post_message(self.Flooded(len(event.text)))
        else:
            super()._on_paste(events.Paste(" ".join(event.text.splitlines())))


def entry(id: str | None = None, value: str = "", placeholder: str = "", *, selects: bool = True) -> Entry:
    """An entry without a blink, which costs a kilobyte on the line; `selects`: what stands in it gives way to what is typed."""
    made = Entry(value, id=id, placeholder=placeholder, compact=True, select_on_focus=selects)
    made.cursor_blink = False
    return made
