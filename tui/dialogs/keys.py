"""What `?` shows: the keys of the screen one is on, and where each of its figures comes from."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.widgets.facts import Fact, Facts
from wording.words import _

__all__ = ["KeysDialog"]


class KeysDialog(ModalScreen[None]):
    """Keys over the whole screen, and at a second `?` the figures; any of the keys that leave closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,enter,minus", "close", show=False),
        Binding("question_mark", "other", show=False),
    ]

    def __init__(self, lines: tuple[tuple[str, str], ...], figures: Callable[[], tuple[Fact, ...]]) -> None:
        """Show key and what it does, line by line; `figures` gives the figures when they are asked for."""
        super().__init__(classes="keys")
        self.lines, self.figures = lines, figures
        self.shows_keys = False

    def compose(self) -> ComposeResult:
        """Lay the list."""
        with Vertical():
            yield Facts()

    def on_mount(self) -> None:
        """Fill the list with the keys."""
        self.action_other()
        self.query_one(Facts).focus()

    def action_other(self) -> None:
        """Show the figures instead of the keys, or the keys again."""
        self.shows_keys = not self.shows_keys
        facts = self.query_one(Facts)
        facts.facts = self.keys() if self.shows_keys else self.explained()
        facts.action_first()

    def keys(self) -> tuple[Fact, ...]:
        """Every key of this screen."""
        moves = ("j k g G", _("move; arrows and page keys too"), "")
        more = ("?", _("again: where the figures of this screen come from"), "")
        return ((_("Keys"), "", "heading"), *((key, says, "") for key, says in self.lines), moves, more)

    def explained(self) -> tuple[Fact, ...]:
        """Every figure of this screen: formula, inputs, source and day."""
        return ((_("Figures"), "", "heading"), *self.figures())

    def action_close(self) -> None:
        """Close the list."""
        self.dismiss()
