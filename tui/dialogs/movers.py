"""Who gets better or worse, and what became of those that were pressed: over the whole screen, until a key closes it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.widgets.facts import Fact, Facts
from wording.words import _

__all__ = ["MoversDialog"]


class MoversDialog(ModalScreen[None]):
    """The movers at once; who was pressed is counted through the whole history, and comes when it is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,h,enter,minus", "close", show=False)]

    def __init__(self, lines: tuple[Fact, ...]) -> None:
        """Show these first."""
        super().__init__(classes="keys")
        self.lines = lines
        self.pressed: tuple[Fact, ...] = ((_("Pressed"), _("being counted"), "muted"),)

    def compose(self) -> ComposeResult:
        """Lay the list."""
        with Vertical():
            yield Facts()

    def on_mount(self) -> None:
        """Fill the list with what is known at once."""
        self.fill()
        self.query_one(Facts).focus()

    def fill(self) -> None:
        """Lay what is known by now."""
        self.query_one(Facts).facts = (*self.lines, *self.pressed)

    def counted(self, lines: tuple[Fact, ...]) -> None:
        """Put who was pressed below; it may come before the list is laid, and after it was closed."""
        self.pressed = lines or ((_("Pressed"), _("nobody"), "muted"),)
        if self.is_mounted:
            self.fill()

    def action_close(self) -> None:
        """Close the list."""
        self.dismiss()
