"""A dialog: it gathers the facts of one action, and stays with them until the action is on disk."""

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from credit.assessment import Assessment
from tui.dialogs.flooding import flooding
from tui.widgets.entry import Entry, entry
from wording import figures
from wording.words import _

__all__ = ["Dialog", "Form", "entry"]

Facts = TypeVar("Facts")


class Form(ModalScreen[None], Generic[Facts]):
    """Questions over the lower part of the screen; enter is yes, escape is no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "cancel", show=False, priority=True),
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    goes_on: ClassVar[bool] = False
    """In the queue, once it is on disk, the next row is what one wants to see."""

    def __init__(self, then: Callable[[Any, Facts], None]) -> None:
        """Hand the facts, behind this form itself, to `then`."""
        super().__init__(classes="dialog")
        self.then = then
        self.told: dict[str, str] = {}
        self.handed_on = False
        """The facts are on their way to the disk: a second enter must not record them twice."""

    def on_mount(self) -> None:
        """Begin once everything is laid."""
        self.begin()

    def on_resize(self) -> None:
        """Lay what is asked for the width there is now: its choices are listed to fill a line."""
        if self.query("#asked"):
            self.query_one("#asked", Static).update(self.title_text())

    def begin(self) -> None:
        """Ask the first question."""
        self.query_one("#found").display = self.keeps_room
        self.query_one("#found").set_class(self.keeps_room, "room")
        first = self.first_id()
        (self.query_one(f"#{first}", Input) if first else self.query(Input).first()).focus()

    @property
    def keeps_room(self) -> bool:
        """Whether room is kept for what follows from what is typed: a form that grows at a key is painted whole."""
        return False

    def first_id(self) -> str:
        """Which entry is typed into first; empty for the one on top."""
        return ""

    def title_text(self) -> str:
        """What is asked."""
        return ""

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Label and entry of each question."""
        return ()

    def gathered(self) -> Facts | str:
        """The facts, or the sentence that says what is wrong with them."""
        raise NotImplementedError  # a subclass says it; there is none to fall back on

    def compose(self) -> ComposeResult:
        """Lay title, questions and the place for a fault."""
        with Vertical():
            yield Static(self.title_text(), id="asked", markup=False)
            for label, question in self.questions():
                with Horizontal(classes="row"):
                    yield Static(label, markup=False)
                    yield question
            yield Static("", id="found", markup=False)
            yield Static(self.keys_text(), markup=False)
            yield Static("", id="fault", markup=False)

    def keys_text(self) -> str:
        """What the keys do."""
        return _("enter: record   tab: next   esc: leave")

    def value(self, id: str) -> str:
        """What was entered."""
        return self.query_one(f"#{id}", Input).value.strip()

    def fault(self, sentence: str) -> None:
        """Say what is wrong; what was entered stays, and may be handed on again."""
        self.handed_on = False
        self.tell("fault", sentence)

    def found(self, lines: str) -> None:
        """Show what follows from what is typed, below the entries."""
        self.tell("found", lines)

    def tell(self, id: str, text: str, *, seen: bool = True) -> None:
        """Put `text` into one of the two places below the entries, and have it seen where the form is longer than the screen."""
        if text == self.told.get(id, ""):
            return  # nothing is painted for it
        self.told[id] = text
        told = self.query_one(f"#{id}", Static)
        told.display = bool(text) or id == "fault" or self.keeps_room
        told.update(text)
        if text and seen:
            told.scroll_visible(animate=False, force=True)

    def action_page(self, count: int) -> None:
        """Move what is longer than the screen by most of it."""
        body = self.query_one(Vertical)
        body.scroll_relative(y=count * max(1, body.size.height - 2), animate=False, force=True)

    def action_cancel(self) -> None:
        """Leave without recording."""
        self.dismiss()

    @on(Entry.Flooded)
    def flooded(self, event: Entry.Flooded) -> None:
        """Say why nothing of it stands there."""
        event.stop()
        self.tell("fault", flooding(event.length))

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Record, or say what is missing."""
        event.stop()
        self.record()

    def record(self) -> None:
        """Hand the facts on once, or say what is missing."""
        if self.handed_on:
            return
        facts = self.gathered()
        if isinstance(facts, str):
            self.fault(facts)
        else:
            self.handed_on = True
            self.then(self, facts)


class Dialog(Form[Facts]):
    """Questions about one buyer."""

    def __init__(self, about: Assessment, then: Callable[["Dialog[Facts]", Facts], None]) -> None:
        """Ask about `about`, and hand the facts to `then`."""
        super().__init__(then)
        self.about = about

    @property
    def entries(self) -> tuple[Assessment, ...]:
        """Every buyer it is about."""
        return (self.about,)

    @property
    def buyer(self) -> str:
        """The buyer's name, fit to be shown."""
        return figures.safe(self.about.account.customer.name)
