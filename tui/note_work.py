"""Notes in the user's own editor, and the clipboard of the terminal the user sits at."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from textual.app import SuspendNotSupported

from credit.actions import log_contact
from credit.activity import Channel, Outcome
from credit.problem import Fault
from tui.match_work import MatchWork
from tui.terminal import NoClipboard, clipboard_sequence, edited
from tui.views.documents_list import buyer_of
from tui.widgets.facts import Facts
from tui.widgets.grid import Grid
from wording.faults import fault as fault_sentence
from wording.words import _

__all__ = ["NoteWork"]


class NoteWork(MatchWork):
    """The commands that lend the screen to an editor, and hand a text to the clipboard."""

    def __init__(self) -> None:
        """No note is begun."""
        super().__init__(ansi_color=True)  # said late, Textual paints black on black where no colour is wanted
        self.notes: dict[str, str] = {}
        """Notes by buyer that may not be on disk yet: what was typed once comes back."""
        self.edit: Callable[[str], str] = lambda text: edited(text, os.environ)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Lend the terminal, and take it back after a failure too: Textual does so only where the block ended well."""
        lent = super().suspend()
        lent.__enter__()
        try:
            yield
        finally:
            lent.__exit__(None, None, None)

    def action_note(self) -> None:
        """Write a note about the buyer under the cursor, as long as one likes; an empty one writes nothing."""
        id = self.chosen
        if id not in self.shown.assessed.by_id:
            self.say(_("No buyer to show yet."))
            return
        kept = {contact.text for contact in self.shown.assessed.by_id[id].account.contacts}
        begun = self.notes.get(id, "")
        try:
            with self.suspend():
                text = self.edit("" if begun in kept else begun).strip()
        except SuspendNotSupported:
            self.say(_("This terminal cannot be lent to an editor. Use dunnage log."))
            return
        except Fault as fault:
            self.say(fault_sentence(fault))
            return
        if not text:
            self.say(_("Nothing was written down."))
            return
        self.notes[id] = text
        self.act(None, log_contact, id, Channel.NOTE, Outcome.NONE, text)

    def action_copy(self) -> None:
        """Put what is under the cursor into the clipboard of the terminal."""
        text = self.under_cursor()
        if not text:
            self.say(_("There is nothing under the cursor to copy."))
            return
        try:
            told = clipboard_sequence(text, os.environ)
        except NoClipboard as fault:
            self.say(fault_sentence(fault))
            return
        if self._driver is not None:
            self._driver.write(told)
        self.say(_("Copied. A terminal that does not take it says nothing: paste it to be sure."))

    def under_cursor(self) -> str:
        """The row under the cursor, its number first and its cells between tabs; or the panel one is in, a line for each fact."""
        if isinstance(self.focused, Facts):
            return "\n".join("\t".join(part for part in fact[:2] if part) for fact in self.focused.facts)
        grid = next(iter(self.screen.query(Grid)), None)
        row = next((row for row in grid.table.rows if row.key == grid.cursor_key), None) if grid is not None else None
        if row is None:
            return ""
        id = buyer_of(row.key)
        cells = row.cells if row.key in row.cells else (id, *row.cells)
        return "\t".join(" ".join(cell.split()) for cell in cells)
