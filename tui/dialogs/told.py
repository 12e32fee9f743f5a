"""Lines to read over the whole screen, until a key closes them."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.widgets.facts import Fact, Facts

__all__ = ["ToldDialog"]


class ToldDialog(ModalScreen[None]):
    """What is told once, and does not change while it is read; a subclass adds the key that opened it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,h,enter,minus", "close", show=False)]

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
