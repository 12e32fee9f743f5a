"""What is done at the desk from the screens: a command gathers facts, runs one action in a worker, publishes the snapshot.

Nothing else writes. A failure publishes nothing: it is one sentence, and the facts stay in their dialog.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from textual import work
from textual.dom import DOMNode
from textual.reactive import reactive
from textual.worker import Worker, WorkerState

from credit.actions import acknowledge, log_contact, move_goods, say_whose, take_promise
from credit.assessment import Assessment
from credit.book import Book
from credit.change import BuyerMoved, Change
from credit.problem import Fault
from tui.commands import COMMANDS
from tui.desk import Desk
from tui.dialogs.ask import Dialog, Form
from tui.dialogs.contact import ContactDialog, ContactFacts
from tui.dialogs.goods import GoodsDialog, GoodsFacts
from tui.dialogs.notices import NoticeDialog, NoticeFacts
from tui.dialogs.promise import PromiseDialog, PromiseFacts
from tui.screens.base import BuyerScreen
from tui.typed_ahead import TypedAhead
from tui.views.snapshot import NOTHING_SHOWN, Snapshot
from wording import figures
from wording.book_trouble import BOOKS
from wording.deeds import deed
from wording.faults import fault as fault_sentence
from wording.listing import named
from wording.sentence import say as said
from wording.words import _

__all__ = ["DeskWork"]

Told = Callable[[Dialog[Any], Any], None]
"""What is done with the facts of a dialog."""
WRITING = frozenset(command.id for command in COMMANDS if command.writes)


class DeskWork(TypedAhead[BaseException]):
    """The commands that change the book, and the one snapshot that every screen shows."""

    shown: reactive[Snapshot] = reactive(NOTHING_SHOWN, repaint=False, always_update=False)
    """The one thing every screen shows."""
    chosen: reactive[str] = reactive("", repaint=False)
    """Number of the buyer under the cursor."""
    desk: Desk | None = None
    """The open book; `None` until it is loaded."""

    def under_way(self) -> list[Worker[Any]]:
        """A key waits for the change that the key before it has asked for."""
        return [worker for worker in self.workers if worker.group == "act"]

    def held_up(self) -> None:
        """Say why nothing happens."""
        self.say(_("Saving ..."))

    async def run_action(
        self,
        action: str | tuple[str, str, tuple[Any, ...]],
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run a command; where nothing may be written, one that writes says so at its key."""
        refused = self._against_writing(self.desk) if self.desk is not None and action in WRITING else ""
        if not refused or not self.check_action(str(action), ()):
            return await super().run_action(action, default_namespace, namespaces)
        self.say(refused)
        return True

    @staticmethod
    def _against_writing(desk: Desk) -> str:
        """Why nothing may be written, in the book or on the day looked at; empty where it may."""
        if desk.store.read_only:
            return said(BOOKS["book_read_only"], {"path": desk.store.place})
        try:
            desk.need_day_come()
        except Fault as fault:
            return fault_sentence(fault)
        return ""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What nobody foresaw in a worker ends the program, at the crash boundary of whoever runs it."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.exit(event.worker.error)

    def _fatal_error(self) -> None:
        """Ends at that boundary too: Textual's own report shows local variables, and those hold customers."""
        self._return_value = self._exception
        self._close_messages_no_wait()

    def action_contact(self) -> None:
        """Log a contact with the buyer under the cursor."""
        self.ask(ContactDialog, self._contacted)

    def _contacted(self, dialog: Dialog[Any], facts: ContactFacts) -> None:
        self.act(dialog, log_contact, dialog.about.id, facts.channel, facts.outcome, facts.text)

    def action_promise(self) -> None:
        """Take a promise of the buyer under the cursor."""
        self.ask(PromiseDialog, self._promised)

    def _promised(self, dialog: Dialog[Any], facts: PromiseFacts) -> None:
        self.act(dialog, take_promise, dialog.about.id, facts.amount, facts.promised_for)

    def action_goods(self) -> None:
        """Write down what became of goods on their way to the buyer under the cursor."""
        entry = self.shown.assessed.by_id.get(self.chosen)
        if entry is not None and not entry.account.shipments:
            self.say(_("No goods are known to be on their way to this buyer."))
        else:
            self.ask(GoodsDialog, self._moved)

    def _moved(self, dialog: Dialog[Any], facts: GoodsFacts) -> None:
        self.act(dialog, move_goods, dialog.about.id, facts.number, facts.step, facts.on, facts.why)

    def action_whose(self) -> None:
        """Say whose a notice is that may be about the buyer under the cursor."""
        entry = self.shown.assessed.by_id.get(self.chosen)
        if entry is not None and not entry.account.possible:
            self.say(_("No notice waits for a word of whose it is."))
        else:
            self.ask(NoticeDialog, self._whose)

    def _whose(self, dialog: Dialog[Any], facts: NoticeFacts) -> None:
        self.act(dialog, partial(say_whose, ours=facts.ours), dialog.about.id, facts.notice)

    def ask(self, dialog: Callable[[Assessment, Told], Dialog[Any]], then: Told) -> None:
        """Open a dialog about the buyer under the cursor."""
        if self.chosen in self.shown.assessed.by_id:
            self.push_screen(dialog(self.shown.assessed.by_id[self.chosen], then))
        else:
            self.say(_("No buyer to show yet."))

    def action_acknowledge(self) -> None:
        """Mark the alerts of the buyer under the cursor as seen."""
        entry = self.shown.assessed.by_id.get(self.chosen)
        unseen = [alert for alert in entry.alerts if not alert.acknowledged] if entry else []
        if unseen:
            self.act(None, lambda _book, hand: acknowledge(hand, unseen))
        else:
            self.say(_("This buyer has no alert that nobody has seen."))

    @work(thread=True, exit_on_error=False, group="act")
    def act(self, dialog: Form[Any] | None, action: Callable[..., Change], *facts: Any) -> None:
        """Run one action at the desk; the dialog closes when it is on disk, and keeps its facts when it is not."""
        if self.desk is None:
            return
        try:
            change, shown = self.desk.do(action, *facts)
        except Fault as fault:
            if isinstance(fault, BuyerMoved):
                self.call_from_thread(self.publish, self.desk.look())
            self.call_from_thread(self.failed, dialog, fault)
            return
        self.call_from_thread(self.done, dialog, change, shown)

    def failed(self, dialog: Form[Any] | None, fault: Fault) -> None:
        """Say what went wrong, where the user is looking."""
        if dialog is not None and dialog.is_attached:
            dialog.fault(fault_sentence(fault))
        else:
            self.say(fault_sentence(fault))

    def done(self, dialog: Form[Any] | None, change: Change, shown: Snapshot) -> None:
        """Publish the next snapshot."""
        if dialog is not None and dialog.is_attached:
            dialog.dismiss()
        ahead = self.rows_ahead() if dialog is not None and dialog.goes_on else ()
        self.publish(shown)
        self.go_on(ahead)
        self.say(_("{what}: on disk.").format(what=self.deed_of(change)))

    def deed_of(self, change: Change) -> str:
        """What was done, and to whom: by number where the buyer is neither there nor shown."""
        told = deed(change.what)
        if self.desk is None or len(change.touched) != 1:
            return told
        (id,) = change.touched
        if (entry := self.shown.assessed.by_id.get(id)) is not None:
            return named(figures.safe(entry.account.customer.name), told)
        return named(self.desk.name_of(id) if id in self.desk.book.accounts else figures.safe(id), told)

    def rows_ahead(self) -> tuple[str, ...]:
        """The rows one would come to next, where the screen in front is worked row by row."""
        return next((screen.ahead() for screen in self.screen_stack if isinstance(screen, BuyerScreen)), ())

    def go_on(self, ahead: Sequence[str]) -> None:
        """Put the cursor on the first of `ahead` that is still there."""
        for screen in self.screen_stack if ahead else ():
            if isinstance(screen, BuyerScreen):
                screen.go_on(ahead)

    def action_undo(self) -> None:
        """Take back the last change."""
        self.step_back(again=False)

    def action_redo(self) -> None:
        """Put the last undone change again."""
        self.step_back(again=True)

    @work(thread=True, exit_on_error=False, group="act")
    def step_back(self, *, again: bool) -> None:
        """Undo or redo in a worker."""
        if self.desk is None:
            return
        try:
            change, shown = self.desk.redo() if again else self.desk.undo()
        except Fault as fault:
            if isinstance(fault, BuyerMoved):
                self.call_from_thread(self.publish, self.desk.look())
            self.call_from_thread(self.failed, None, fault)
            return
        told = _("Done again: {what}.") if again else _("Taken back: {what}.")
        self.call_from_thread(self.stepped, told.format(what=self.deed_of(change)), shown)

    def stepped(self, told: str, shown: Snapshot) -> None:
        """Publish what undo or redo left."""
        self.publish(shown)
        self.say(told)

    def publish(self, shown: Snapshot) -> None:
        """Show it, unless a later one is shown already: two workers may end in another order than they wrote."""
        if shown.number > self.shown.number:
            self.shown = shown
            if self.shown is not shown:  # nothing that is seen moved, but what was learnt of the book may have
                self.set_reactive(DeskWork.shown, shown)

    def say(self, sentence: str) -> None:
        """One sentence on the last line, until the next key."""
        if isinstance(self.screen, BuyerScreen):
            self.screen.say(sentence)
        else:
            for screen in self.screen_stack:
                if isinstance(screen, BuyerScreen):
                    screen.say(sentence)

    @property
    def book(self) -> Book:
        """The book that is shown."""
        return self.shown.book
