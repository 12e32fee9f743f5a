"""What changed in the queue since the last working day: over the whole screen, until a key closes it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.widgets.facts import Fact, Facts

__all__ = ["SinceDialog"]


class SinceDialog(ModalScreen[None]):
    """Who is new, who is gone and why, and who moved."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,h,enter,minus,D", "close", show=False)]

    def __init__(self, lines: tuple[Fact, ...]) -> None:
        """Show these."""
        super().__init__(classes="keys")
        self.lines = lines

    def compose(self) -> ComposeResult:
        """Lay the list."""
        with Vertical():
            yield Facts()

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one(Facts).facts = self.lines
        self.query_one(Facts).focus()

    def action_close(self) -> None:
        """Close the list."""
        self.dismiss()
