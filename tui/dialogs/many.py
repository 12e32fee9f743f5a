"""Dialogs about several buyers: how many, and what they owe, is said first."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from credit.assessment import Assessment
from tui.dialogs.aside import AsideDialog
from tui.dialogs.ask import Dialog
from tui.dialogs.contact import ContactDialog
from tui.dialogs.pin import PinDialog
from tui.views.how_many import how_many
from wording.words import _

__all__ = ["ManyAsideDialog", "ManyContactDialog", "ManyPinDialog", "SureDialog"]


class _OfMany(Dialog[Any]):
    """A dialog about several buyers at once; it stands before the dialog about one that it makes one of."""

    def __init__(self, entries: Sequence[Assessment], then: Callable[..., None]) -> None:
        """Ask about `entries`, and hand the facts to `then`."""
        super().__init__(entries[0], then)
        self._entries = tuple(entries)

    @property
    def entries(self) -> tuple[Assessment, ...]:
        """Every buyer it is about."""
        return self._entries

    @property
    def buyer(self) -> str:
        """How many they are, and what they owe."""
        return how_many(self.entries)


class ManyContactDialog(_OfMany, ContactDialog):
    """The same contact with every one of several buyers, such as a mail to all of them."""


class ManyAsideDialog(_OfMany, AsideDialog):
    """Put several buyers aside for one reason, or end what keeps them out of work."""


class ManyPinDialog(_OfMany, PinDialog):
    """Put several buyers at the head of the queue or at its end for one reason, or take that off."""


class SureDialog(ModalScreen[None]):
    """One question before something is done to many: enter is yes, escape is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "agree", show=False),
        Binding("escape,q,h,n,minus,ctrl+c", "close", show=False),
    ]

    def __init__(self, question: str, then: Callable[[], Any]) -> None:
        """Ask `question`, and do `then` where the answer is yes."""
        super().__init__(classes="dialog")
        self.question, self.then = question, then

    def compose(self) -> ComposeResult:
        """Lay the question and the keys."""
        with Vertical():
            yield Static(self.question, markup=False)
            yield Static(_("enter: yes   esc: no"), markup=False)

    def action_agree(self) -> None:
        """Do it."""
        self.dismiss()
        self.then()

    def action_close(self) -> None:
        """Leave it."""
        self.dismiss()
