"""Letters at the desk: read, and sent by a person who agreed to whom it goes."""

from collections.abc import Callable

from textual import work

from credit.problem import Fault
from tui.dialogs.letter import LetterDialog
from tui.letters import Draft, Going
from tui.note_work import NoteWork
from tui.views.snapshot import Snapshot
from wording.faults import fault as fault_sentence
from wording.words import _

__all__ = ["LetterWork"]


class LetterWork(NoteWork):
    """The command that shows the letter of the buyer under the cursor."""

    _write: Callable[[Snapshot, str], Draft] | None = None
    """Makes a buyer's letter."""

    def action_letter(self) -> None:
        """Show the letter the step of the buyer under the cursor asks for."""
        if self._write is None or self.chosen not in self.shown.assessed.by_id:
            self.say(_("There is nobody to write to here."))
        else:
            self.written(self._write, self.shown, self.chosen)

    @work(thread=True, exclusive=True, exit_on_error=False, group="letter")
    def written(self, write: Callable[[Snapshot, str], Draft], shown: Snapshot, customer_id: str) -> None:
        """Make the letter, and show it or say why none is written."""
        try:
            draft = write(shown, customer_id)
        except Fault as fault:
            self.call_from_thread(self.say, fault_sentence(fault))
        else:
            self.call_from_thread(self.push_screen, LetterDialog(draft, self.asked_to_send, self.sent, self.turned))

    @work(thread=True, exclusive=True, exit_on_error=False, group="letter")
    def turned(self, dialog: LetterDialog, draft: Draft, kind: str) -> None:
        """Write another letter to the same buyer, or say why that one is not written."""
        try:
            other = draft.of_kind(self.shown, kind)
        except Fault as fault:
            self.call_from_thread(dialog.tell, fault_sentence(fault))
        else:
            self.call_from_thread(dialog.turn, other)

    @work(thread=True, exclusive=True, exit_on_error=False, group="letter")
    def asked_to_send(self, dialog: LetterDialog, draft: Draft) -> None:
        """Find out whom it would go to, and have that agreed to."""
        try:
            going = draft.going(self.shown)
        except Fault as fault:
            self.call_from_thread(dialog.tell, fault_sentence(fault))
        else:
            self.call_from_thread(dialog.agree, going)

    @work(thread=True, exit_on_error=False, group="sending")
    def sent(self, dialog: LetterDialog, draft: Draft, going: Going) -> None:
        """Send it, and tell what became of it; the letter stays."""
        if self.desk is None:
            return
        try:
            told = draft.send(self.desk, going).told
        except Fault as fault:
            told = fault_sentence(fault)
        self.call_from_thread(self.publish, self.desk.look())
        self.call_from_thread(dialog.tell if dialog.is_attached else self.say, told)
