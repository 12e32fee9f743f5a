"""What is done at the desk from the screens: a command gathers facts, runs one action in a worker, publishes the snapshot.

Nothing else writes. A failure publishes nothing: it is one sentence, and the facts stay in their dialog.
"""

from collections.abc import Callable
from typing import Any

from textual import work
from textual.reactive import reactive
from textual.worker import Worker, WorkerCancelled, WorkerFailed, WorkerState, get_current_worker

from credit.actions import acknowledge, log_contact, take_promise
from credit.book import Book
from credit.change import Change
from credit.problem import Fault
from tui.desk import Desk
from tui.dialogs.ask import Dialog
from tui.dialogs.contact import ContactDialog, ContactFacts
from tui.dialogs.promise import PromiseDialog, PromiseFacts
from tui.screens.base import BuyerScreen
from tui.typed_ahead import TypedAhead
from tui.views.snapshot import NOTHING_SHOWN, Snapshot
from wording import figures
from wording.deeds import deed
from wording.faults import fault as fault_sentence
from wording.provider_trouble import failure
from wording.words import _, plural

__all__ = ["DeskWork"]


class DeskWork(TypedAhead[BaseException]):
    """The commands that change the book, and the one snapshot that every screen shows."""

    shown: reactive[Snapshot] = reactive(NOTHING_SHOWN, repaint=False, always_update=False)
    """The one thing every screen shows."""
    chosen: reactive[str] = reactive("", repaint=False)
    """Number of the buyer under the cursor."""
    desk: Desk | None = None
    """The open book; `None` until it is loaded."""

    async def under_way(self) -> None:
        """A key waits for the change that the key before it has asked for."""
        acting = [worker for worker in self.workers if worker.group == "act"]
        if acting:
            try:
                await self.workers.wait_for_complete(acting)
            except (WorkerCancelled, WorkerFailed):
                return

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
        self.act(dialog, log_contact, self.chosen, facts.channel, facts.outcome, facts.text)

    def action_promise(self) -> None:
        """Take a promise of the buyer under the cursor."""
        self.ask(PromiseDialog, self._promised)

    def _promised(self, dialog: Dialog[Any], facts: PromiseFacts) -> None:
        self.act(dialog, take_promise, self.chosen, facts.amount, facts.promised_for)

    def ask(self, dialog: type[Dialog[Any]], then: Callable[[Dialog[Any], Any], None]) -> None:
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

    @work(thread=True, exclusive=True, exit_on_error=False, group="act")
    def act(self, dialog: Dialog[Any] | None, action: Callable[..., Change], *facts: Any) -> None:
        """Run one action at the desk; the dialog closes when it is on disk, and keeps its facts when it is not."""
        if self.desk is None:
            return
        try:
            change, shown = self.desk.do(action, *facts)
        except Fault as fault:
            self.call_from_thread(self.failed, dialog, fault)
            return
        self.call_from_thread(self.done, dialog, change, shown)

    def failed(self, dialog: Dialog[Any] | None, fault: Fault) -> None:
        """Say what went wrong, where the user is looking."""
        if dialog is not None and dialog.is_attached:
            dialog.fault(fault_sentence(fault))
        else:
            self.say(fault_sentence(fault))

    def done(self, dialog: Dialog[Any] | None, change: Change, shown: Snapshot) -> None:
        """Publish the next snapshot."""
        if dialog is not None and dialog.is_attached:
            dialog.dismiss()
        self.shown = shown
        self.say(_("{what}: on disk.").format(what=deed(change.what)))

    def action_undo(self) -> None:
        """Take back the last change."""
        self.step_back(again=False)

    def action_redo(self) -> None:
        """Put the last undone change again."""
        self.step_back(again=True)

    @work(thread=True, exclusive=True, exit_on_error=False, group="act")
    def step_back(self, *, again: bool) -> None:
        """Undo or redo in a worker."""
        if self.desk is None:
            return
        try:
            change, shown = self.desk.redo() if again else self.desk.undo()
        except Fault as fault:
            self.call_from_thread(self.failed, None, fault)
            return
        told = _("Done again: {what}.") if again else _("Taken back: {what}.")
        self.call_from_thread(self.stepped, told.format(what=deed(change.what)), shown)

    def stepped(self, told: str, shown: Snapshot) -> None:
        """Publish what undo or redo left."""
        self.shown = shown
        self.say(told)

    def action_refresh(self) -> None:
        """Ask the provider about the buyer under the cursor; keys keep working meanwhile."""
        if self.desk is None or self.chosen not in self.shown.assessed.by_id:
            self.say(_("No buyer to show yet."))
        elif not self.desk.providers:
            self.say(_("No provider is configured; see docs/providers.md."))
        else:
            name = figures.safe(self.shown.assessed.by_id[self.chosen].account.customer.name)
            self.say(_("Asking about {name} ...").format(name=name))
            self.ask_provider(self.desk, self.chosen)

    @work(thread=True, exit_on_error=False, group="refresh")
    def ask_provider(self, desk: Desk, customer_id: str) -> None:
        """Ask every provider about one buyer; what fails is one sentence, and what is known stays."""
        worker = get_current_worker()
        for provider in desk.providers:
            answer = desk.ask(customer_id, provider, lambda: worker.is_cancelled)
            if worker.is_cancelled:
                return
            try:
                change, shown = desk.accept(customer_id, answer)
            except Fault as fault:
                self.call_from_thread(self.failed, None, fault)
                continue
            if answer.ending in ("ok", "partial"):
                told = plural("{provider}: {n} new fact.", "{provider}: {n} new facts.", len(change.put)).format(
                    provider=answer.provider, n=len(change.put)
                )
            else:
                told = failure({"provider": answer.provider, "ending": answer.ending, "reason": answer.reason})
            self.call_from_thread(self.stepped, told, shown)

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
