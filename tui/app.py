"""The workstation: three screens over one snapshot, and every command's one method.

A key runs a command, the command calls one action at the desk in a worker, the desk commits and gives the next snapshot,
and `shown` is set: each screen watches it. Nothing else writes. Long work never runs on the loop that reads keys.
"""

import os
from collections.abc import Callable
from typing import Any, ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import Input
from textual.worker import get_current_worker

from credit.actions import acknowledge, log_contact, take_promise
from credit.book import Book
from credit.change import Change
from credit.problem import Fault
from tui.commands import COMMANDS, Scope, keys_of, sign
from tui.desk import Desk
from tui.dialogs.ask import Dialog
from tui.dialogs.contact import ContactDialog, ContactFacts
from tui.dialogs.cover import Cover
from tui.dialogs.keys import KeysDialog
from tui.dialogs.promise import PromiseDialog, PromiseFacts
from tui.screens.base import BuyerScreen
from tui.screens.customer import CustomerScreen
from tui.screens.portfolio import PortfolioScreen
from tui.screens.queue import QueueScreen
from tui.themes import PLAIN, TERMINAL, theme_for
from tui.typed_ahead import TypedAhead
from tui.views.snapshot import NOTHING_SHOWN, Snapshot
from wording import figures
from wording.deeds import deed
from wording.faults import fault as fault_sentence
from wording.provider_trouble import failure
from wording.words import _, plural

__all__ = ["Workstation"]

IDS = frozenset(command.id for command in COMMANDS)
SMALLEST = (60, 20)
"""Columns and rows below which there is no room to work."""


class Workstation(TypedAhead[Fault]):
    """The terminal application on one desk."""

    CSS_PATH = "styles/app.tcss"
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, type[BuyerScreen]]] = {  # type: ignore[assignment]  # Textual's own type is invariant
        "portfolio": PortfolioScreen,
        "customer": CustomerScreen,
        "queue": QueueScreen,
    }
    DEFAULT_MODE = "portfolio"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(c.keys), c.id, show=False, id=c.id, priority=True)
        for c in COMMANDS
        if c.scope is Scope.EVERYWHERE and c.id != "open"
    ]
    """Looked at before a widget gets the key: what is typed ahead of a slow line reaches the dialog it was meant for."""

    shown: reactive[Snapshot] = reactive(NOTHING_SHOWN, repaint=False, always_update=False)
    """The one thing every screen shows."""
    chosen: reactive[str] = reactive("", repaint=False)
    """Number of the buyer under the cursor."""

    def __init__(self, open_desk: Callable[[], Desk], place: str = "", remapped: dict[str, str] | None = None) -> None:
        """Run on the desk that `open_desk` gives, in a worker, once the first frame stands."""
        self.plain = theme_for(os.environ) is PLAIN
        super().__init__()
        self.animation_level = "none"
        self.register_theme(TERMINAL)
        self.register_theme(PLAIN)
        self.theme = PLAIN.name if self.plain else TERMINAL.name
        self.place = place
        self.remapped = remapped or {}
        self.desk: Desk | None = None
        self.came_from = self.DEFAULT_MODE
        self._open_desk = open_desk

    def on_mount(self) -> None:
        """Apply the user's keys and open the book."""
        self.set_keymap(self.remapped)
        self.open_book()

    @work(thread=True, exclusive=True, exit_on_error=False, group="book")
    def open_book(self) -> None:
        """Load the book and look at it; a fault ends the program with its sentence."""
        try:
            desk = self._open_desk()
            shown = desk.look()
        except Fault as fault:
            self.call_from_thread(self.exit, fault)
            return
        self.call_from_thread(self.opened, desk, shown)

    def opened(self, desk: Desk, shown: Snapshot) -> None:
        """The desk is there."""
        self.desk = desk
        self.shown = shown

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A command's key is its own only where nothing is being typed and no dialog asks."""
        if action in IDS:
            return isinstance(self.screen, BuyerScreen) and not isinstance(self.focused, Input)
        return True

    # -- where one is ------------------------------------------------------------------------------------------------

    def go(self, mode: str) -> None:
        """Show one of the three screens."""
        if mode != self.current_mode:
            self.came_from = self.current_mode
            self.switch_mode(mode)

    def action_portfolio(self) -> None:
        """Show every buyer."""
        self.go("portfolio")

    def action_customer(self) -> None:
        """Show the buyer under the cursor."""
        if self.chosen:
            self.go("customer")
        else:
            self.say(_("No buyer to show yet."))

    def action_queue(self) -> None:
        """Show today's work."""
        self.go("queue")

    async def action_back(self) -> None:
        """Return to the screen one came from."""
        self.go(self.came_from)

    def action_next_pane(self) -> None:
        """Move the focus to the next pane."""
        self.screen.focus_next()

    def action_leave(self) -> None:
        """Leave; whatever was confirmed is on disk already."""
        self.exit()

    def action_help(self) -> None:
        """Show the keys of this screen."""
        lines = [(self.key_signs(c.id), c.says()) for c in COMMANDS if c.scope in (Scope.EVERYWHERE, self.scope)]
        self.push_screen(KeysDialog(tuple(lines)))

    @property
    def scope(self) -> Scope:
        """The scope of the screen that is shown."""
        return Scope(self.current_mode)

    def key_signs(self, id: str) -> str:
        """The keys of a command as they are printed."""
        command = next(command for command in COMMANDS if command.id == id)
        return " ".join(sign(key) for key in keys_of(command, self.remapped))

    def action_filter(self) -> None:
        """Open the filter of this screen."""
        if isinstance(self.screen, BuyerScreen):
            self.screen.open_filter()

    # -- what one does -----------------------------------------------------------------------------------------------

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

    # -- what is said ------------------------------------------------------------------------------------------------

    def say(self, sentence: str) -> None:
        """One sentence on the last line, until the next key."""
        if isinstance(self.screen, BuyerScreen):
            self.screen.say(sentence)
        else:
            for screen in self.screen_stack:
                if isinstance(screen, BuyerScreen):
                    screen.say(sentence)

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything with one sentence while the terminal is too small."""
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        covered = isinstance(self.screen, Cover)
        if small and not covered:
            self.push_screen(Cover(*SMALLEST))
        elif covered and not small:
            self.pop_screen()

    @property
    def book(self) -> Book:
        """The book that is shown."""
        return self.shown.book
