"""The letter today's step asks for, read before it is written: over the whole screen, to be copied or taken to the editor."""

import os
from collections.abc import Callable
from typing import ClassVar, Protocol

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from credit.problem import Fault
from tui.terminal import NoClipboard, edited
from tui.terminal import clipboard_sequence as in_clipboard
from tui.widgets.facts import Fact, Facts
from wording import figures
from wording.faults import fault as fault_sentence
from wording.words import _

__all__ = ["Draft", "LetterDialog"]


class Draft(Protocol):
    """What the screen needs of a letter."""

    @property
    def subject(self) -> str:
        """Its subject."""

    @property
    def body(self) -> str:
        """Its text."""


class LetterDialog(ModalScreen[None]):
    """A letter as it would go out now; nothing of it is recorded."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,minus", "close", show=False),
        Binding("c", "copy", show=False),
        Binding("e", "edit", show=False),
    ]

    def __init__(self, draft: Draft, edit: Callable[[str], str] = lambda text: edited(text, os.environ)) -> None:
        """Show `draft`; `edit` gives a text to the user's editor and brings it back."""
        super().__init__(classes="keys")
        self.text = f"{figures.safe(draft.subject)}\n\n{draft.body}"
        self.edit = edit
        self.told = ""

    def compose(self) -> ComposeResult:
        """Lay the letter."""
        with Vertical():
            yield Facts()

    def on_mount(self) -> None:
        """Fill it in."""
        self.fill()
        self.query_one(Facts).focus()

    def fill(self) -> None:
        """What the keys do, or what was done last, above the letter."""
        above = self.told or _("c copies it, e opens it in your editor, Esc closes it. dunnage send sends it.")
        lines: list[Fact] = [("", line, "") for line in self.text.split("\n")]
        self.query_one(Facts).facts = (("", above, "muted"), ("", "", ""), *lines)

    def action_copy(self) -> None:
        """Put the letter into the clipboard of the terminal."""
        try:
            in_clipboard(self.text, {})  # whether it fits
        except NoClipboard as fault:
            self.told = fault_sentence(fault)
        else:
            self.app.copy_to_clipboard(self.text)
            self.told = _("Copied. A terminal that does not take it says nothing: paste it to be sure.")
        self.fill()

    def action_edit(self) -> None:
        """Lend the terminal to the editor, and show what comes back."""
        try:
            with self.app.suspend():
                self.text = self.edit(self.text)
        except Fault as fault:
            self.told = fault_sentence(fault)
        except SuspendNotSupported:
            self.told = _("This terminal cannot be lent to an editor. Use dunnage letter --edit.")
        else:
            self.told = _("As you wrote it; c copies it. Nothing of it is recorded.")
        self.fill()

    def action_close(self) -> None:
        """Close the letter."""
        self.dismiss()
