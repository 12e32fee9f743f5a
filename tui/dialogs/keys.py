"""The keys of the screen one is on."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.widgets.facts import Facts
from wording.words import _

__all__ = ["KeysDialog"]


class KeysDialog(ModalScreen[None]):
    """A list of keys over the whole screen; any of the keys that leave closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,q,h,enter,minus", "close", show=False)]

    def __init__(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show key and what it does, line by line."""
        super().__init__(classes="keys")
        self.lines = lines

    def compose(self) -> ComposeResult:
        """Lay the list."""
        with Vertical():
            yield Facts()

    def on_mount(self) -> None:
        """Fill the list."""
        moves = ("j k g G", _("move; arrows and page keys too"), "")
        facts = self.query_one(Facts)
        facts.facts = ((_("Keys"), "", "heading"), *((key, says, "") for key, says in self.lines), moves)
        facts.focus()

    def action_close(self) -> None:
        """Close the list."""
        self.dismiss()
