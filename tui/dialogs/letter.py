"""The letter today's step asks for, or another to the same buyer: read over the whole screen, copied, edited, saved or sent.

Sending asks once, with the recipient, the sender, the subject and what is attached; a letter that did not go is there as it was.
"""

import os
from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from credit.problem import Fault
from tui.dialogs.flooding import flooding
from tui.letters import Draft, Going, for_editor, from_editor
from tui.terminal import NoClipboard, edited
from tui.terminal import clipboard_sequence as in_clipboard
from tui.widgets.entry import Entry, entry
from tui.widgets.facts import Fact, Facts
from wording import figures
from wording.faults import fault as fault_sentence
from wording.listing import listed
from wording.words import _

__all__ = ["Draft", "LetterDialog"]


class LetterDialog(ModalScreen[None]):
    """A letter as it would go out now; only sending it is recorded."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False, priority=True),
        Binding("q,h,minus", "close", show=False),
        Binding("c", "copy", show=False),
        Binding("e", "edit", show=False),
        Binding("f", "file", show=False),
        Binding("s", "send", show=False),
        Binding("enter", "agreed", show=False),
        *(Binding(str(digit), f"another({digit})", show=False) for digit in range(1, 10)),
    ]

    def __init__(
        self,
        draft: Draft,
        asks: Callable[["LetterDialog", Draft], Any],
        sends: Callable[["LetterDialog", Draft, Going], Any],
        turns: Callable[["LetterDialog", Draft, str], Any],
        edit: Callable[[str], str] = lambda text: edited(text, os.environ),
    ) -> None:
        """Show `draft`.

        `asks` finds out whom it would go to, `sends` sends it, `turns` writes one of another kind, `edit` lends a text to the
        user's editor.
        """
        super().__init__(classes="keys")
        self.draft = draft
        self.asks, self.sends, self.turns, self.edit = asks, sends, turns, edit
        self.own_words = False
        """Whether a person wrote in it."""
        self.told: tuple[Fact, ...] = ()
        self.going: Going | None = None
        """What a person is asked to agree to."""

    @property
    def text(self) -> str:
        """The letter as it is read and copied."""
        return f"{figures.safe(self.draft.subject)}\n\n{self.draft.body}"

    def compose(self) -> ComposeResult:
        """Lay the letter, and the entry for the name of its file."""
        with Vertical():
            yield Facts()
        yield entry("file")

    def on_mount(self) -> None:
        """Fill it in."""
        self.query_one("#file").display = False
        self.fill()
        self.query_one(Facts).focus()

    def fill(self) -> None:
        """What the keys do, or what was done last, above the letter."""
        above = self.told or self._keys()
        lines: list[Fact] = [("", line, "") for line in self.text.split("\n")]
        self.query_one(Facts).facts = (*above, ("", "", ""), *lines)

    def _keys(self) -> tuple[Fact, ...]:
        """What the keys do, and which other letters there are."""
        others = listed(f"{digit} {name}" for digit, (_kind, name) in enumerate(self.draft.kinds, 1))
        return (
            ("", _("c copies it, e edits it, f writes a file, s sends it by mail, Esc closes it."), "muted"),
            ("", _("Another letter: {kinds}.").format(kinds=others), "muted"),
        )

    def turn(self, draft: Draft) -> None:
        """Show this letter in place of the one that was shown."""
        self.draft, self.told, self.going = draft, (), None
        self.fill()
        self.query_one(Facts).action_first()

    def tell(self, sentence: str) -> None:
        """Say what was done last; nothing waits to be agreed to any more."""
        self.going = None
        self.told = (("", sentence, "muted"),)
        self.fill()
        self.query_one(Facts).action_first()

    def action_copy(self) -> None:
        """Put the letter into the clipboard of the terminal."""
        try:
            in_clipboard(self.text, {})  # whether it fits
        except NoClipboard as fault:
            self.tell(fault_sentence(fault))
        else:
            self.app.copy_to_clipboard(self.text)
            self.tell(_("Copied. A terminal that does not take it says nothing: paste it to be sure."))

    def action_edit(self) -> None:
        """Lend the terminal to the editor, and show what comes back."""
        try:
            with self.app.suspend():
                text = self.edit(for_editor(self.draft.subject, self.draft.body))
        except Fault as fault:
            self.tell(fault_sentence(fault))
        except SuspendNotSupported:
            self.tell(_("This terminal cannot be lent to an editor. Use dunnage letter --edit."))
        else:
            self.draft, self.own_words = self.draft.reworded(*from_editor(text, self.draft.subject)), True
            self.tell(_("As you wrote it; c copies it, f writes a file, s sends it. Nothing of it is recorded yet."))

    def action_another(self, digit: int) -> None:
        """Write the letter of this digit instead; one that a person wrote in is not thrown away by it."""
        kinds = self.draft.kinds[digit - 1 : digit]
        if self.own_words:
            self.tell(_("This letter holds words of your own: Esc closes it, then l and the digit write another."))
        elif kinds:
            self.turns(self, self.draft, kinds[0][0])

    def action_file(self) -> None:
        """Ask for the name of its file, which says how it is written."""
        self.tell(_("Its file, by the end of its name: .eml a draft for a mail program, .html a page, .txt text."))
        name = self.query_one("#file", Input)
        name.display, name.value = True, name.value or self.draft.file_name
        name.focus()

    @on(Entry.Flooded)
    def flooded(self, event: Entry.Flooded) -> None:
        """Say why nothing of what was pasted stands there."""
        self.tell(flooding(event.length))

    @on(Input.Submitted, "#file")
    def named(self, event: Input.Submitted) -> None:
        """Write the file, or say why it is not written; the name stays."""
        try:
            path = self.draft.save(event.value.strip() or self.draft.file_name)
        except Fault as fault:
            self.tell(fault_sentence(fault))
        else:
            self.action_cancel()
            self.tell(_("Written: {path}").format(path=figures.safe(path)))

    def action_send(self) -> None:
        """Find out whom it would go to."""
        self.tell(_("Looking whom it would go to ..."))
        self.asks(self, self.draft)

    def agree(self, going: Going) -> None:
        """Ask once: to whom, from whom, under which subject, with what."""
        self.going = going
        remark = ((_("Today"), going.remark, "warning"),) if going.remark else ()
        self.told = (
            (_("Recipient"), figures.safe(going.to), ""),
            (_("Sender"), figures.safe(going.sender), ""),
            (_("Subject"), figures.safe(self.draft.subject), ""),
            (_("Attached"), listed(map(figures.safe, going.attachments)) or _("nothing"), ""),
            *remark,
            ("", _("Enter sends it now; any other key does not."), "heading"),
        )
        self.fill()
        self.query_one(Facts).action_first()

    def action_agreed(self) -> None:
        """Send what was agreed to, once."""
        if self.going is not None:
            going = self.going
            self.tell(_("Sending ..."))
            self.sends(self, self.draft, going)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a name is typed its letters are letters."""
        return action not in ("another", "close", "copy", "edit", "file", "send", "agreed") or not isinstance(self.focused, Input)

    def action_cancel(self) -> None:
        """Leave the entry of a name, else take the question back, else close the letter."""
        if isinstance(self.focused, Input):
            self.query_one("#file").display = False
            self.query_one(Facts).focus()
        elif self.going is not None:
            self.tell(_("Not sent."))
        else:
            self.dismiss()

    def action_close(self) -> None:
        """Take the question back, or close the letter."""
        self.action_cancel()
