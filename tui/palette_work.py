"""Commands found by a few letters, and why one of them would do nothing now."""

from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType

from tui.commands import BY_ID, COMMANDS, Command, Scope, keys_of, sign
from tui.desk import NothingToUndo
from tui.dialogs.keeping import KeepDialog, Kept
from tui.dialogs.keys import HelpLine, KeysDialog
from tui.dialogs.palette import PaletteDialog
from tui.dialogs.why import WhyDialog
from tui.letter_work import LetterWork
from tui.remembered import Memory, MemoryUnreadable
from tui.screens.base import BuyerScreen
from tui.views.explained import explained_buyer, explained_house, explained_lines
from tui.views.palette import Offer, buyer_offers
from tui.views.portfolio import judging
from tui.views.why import why_lines
from tui.widgets.facts import Fact
from tui.widgets.filter_bar import FilterBar
from wording.book_trouble import BOOKS
from wording.faults import fault as fault_sentence
from wording.sentence import say as said
from wording.words import _

__all__ = ["PaletteWork"]

ABOUT_BUYER = frozenset(
    {
        "customer", "open", "refresh", "contact", "promise", "dispute", "aside", "override", "limit", "check", "lenience",
        "goods", "match", "whose", "acknowledge", "letter", "note", "pin", "claim", "why",
    }
)  # fmt: skip
"""Commands about the buyer under the cursor."""
ASKING = frozenset({"refresh", "refresh_stale"})
SORTING = frozenset({"sort", "reverse"})
MARKING = frozenset({"mark", "mark_all", "mark_range"})
NOT_OFFERED = frozenset({"palette", "stop", "open"})
"""Keys that mean something only where they are pressed."""


class PaletteWork(LetterWork):
    """The palette and the help, which both tell of every command."""

    memory: Memory
    """What the screens remember."""
    remapped: Mapping[str, str] = MappingProxyType({})
    """The user's own keys, by the command's id."""

    @property
    def scope(self) -> Scope:
        """The scope of the screen that is shown."""
        return Scope(self.current_mode)

    def key_signs(self, command: Command) -> str:
        """The keys of a command as they are printed."""
        return " ".join(sign(key) for key in keys_of(command, self.remapped))

    def action_palette(self) -> None:
        """Find a command or a buyer by a few letters."""
        customers = [entry.account.customer for entry in self.shown.assessed.by_id.values()]
        kept = {} if self.scope is Scope.CUSTOMER else self.memory.now.filters
        filters = (Offer(f"@{name}", text, f"@{name} {text}".lower(), f"@{name}") for name, text in kept.items())
        self.push_screen(PaletteDialog((*self._command_offers(), *filters, *buyer_offers(customers)), self._took))

    def _command_offers(self) -> Iterator[Offer]:
        for command in COMMANDS:
            if command.id not in NOT_OFFERED:
                label, keys = command.says(), self.key_signs(command)
                yield Offer(command.id, label, f"{label.lower()} {command.id}", keys, self.against(command))

    def action_keep_filter(self) -> None:
        """Keep the filter of the list in front under a name, or let a name go."""
        if isinstance(self.screen, BuyerScreen) and self.scope is not Scope.CUSTOMER:
            text = self.screen.query_one(FilterBar).text
            self.push_screen(KeepDialog(text, self.memory.now.filters, self._filter_kept))
        else:
            self.say(_("Only lists of buyers have filters that are kept."))

    def _filter_kept(self, dialog: KeepDialog, kept: Kept) -> None:
        meant = self.memory.now.filters.get(kept.name, "")
        try:
            self.memory.keep(kept.name, kept.text)
        except MemoryUnreadable as fault:
            dialog.fault(fault_sentence(fault))
            return
        for bar in (bar for screen in self.screen_stack for bar in screen.query(FilterBar)):
            if not kept.text and bar.text.strip() == f"@{kept.name}":
                bar.text = meant
        dialog.dismiss()
        told = _("Kept: / takes {name}.") if kept.text else _("{name} is kept no more.")
        self.say(told.format(name=f"@{kept.name}"))

    def _took(self, offer: Offer) -> None:
        """Do it once the screen below is in front again: that one says whom its cursor stands on."""
        self.call_after_refresh(partial(self.jump if offer.buyer else self.run_named, offer.id))

    async def jump(self, id: str) -> None:
        """Go to the page of a buyer."""
        self.chosen = id
        await self.run_named("customer")

    async def run_named(self, id: str) -> None:
        """Filter by what is kept under a name, or carry out a command where it belongs: some are the screen's own."""
        if id.startswith("@") and isinstance(self.screen, BuyerScreen):
            self.screen.query_one(FilterBar).text = id
            self.screen.confirmed()
            return
        await self.run_action(id, self.screen if hasattr(self.screen, f"action_{id}") else self)

    def against(self, command: Command) -> str:
        """Why a command would do nothing now, as one sentence; empty where it would do something."""
        if command.scope not in (Scope.EVERYWHERE, self.scope):
            return self._against_screen(command)
        if command.id in MARKING and self.scope is Scope.CUSTOMER:
            return _("Only lists of buyers have marks.")
        if command.id in ABOUT_BUYER and self.chosen not in self.shown.assessed.by_id:
            return _("No buyer to show yet.")
        return self._against_desk(command) or self._against_buyer(command.id)

    def action_elsewhere(self, id: str) -> None:
        """Say why a key of another screen does nothing on this one."""
        self.say(self.against(BY_ID[id]))

    def _against_screen(self, command: Command) -> str:
        if command.id in SORTING and self.scope is Scope.QUEUE:
            told = _("Ranked by what waiting costs: {filter} filters, {pin} pins a buyer.")
            return told.format(filter=self.key_signs(BY_ID["filter"]), pin=self.key_signs(BY_ID["pin"]))
        return _("Only in the portfolio.") if command.scope is Scope.PORTFOLIO else _("Only in the queue.")

    def _against_desk(self, command: Command) -> str:
        desk = self.desk
        if desk is None:
            return _("The book is being opened.") if command.writes else ""
        if command.writes and desk.store.read_only:
            return said(BOOKS["book_read_only"], {"path": desk.store.place})
        if command.id in ASKING and not desk.providers:
            return _("No provider is configured; see docs/providers.md.")
        again = command.id == "redo"
        idle = (again or command.id == "undo") and not desk.can_undo(again=again)
        return fault_sentence(NothingToUndo(again=again)) if idle else ""

    def _against_buyer(self, id: str) -> str:
        entry = self.shown.assessed.by_id.get(self.chosen)
        if entry is None:
            return ""
        if id == "goods" and not entry.account.shipments:
            return _("No goods are known to be on their way to this buyer.")
        if id == "whose" and not entry.account.possible:
            return _("No notice waits for a word of whose it is.")
        if id == "acknowledge" and not self.marked and all(alert.acknowledged for alert in entry.alerts):
            return _("This buyer has no alert that nobody has seen.")
        return ""

    def action_help(self) -> None:
        """Show every key, why one does nothing here, and behind them where the figures of this screen come from."""
        lines = tuple(
            HelpLine(self.key_signs(c), c.says(), self.against(c), "" if c.id in NOT_OFFERED else c.id) for c in COMMANDS
        )
        self.push_screen(KeysDialog(lines, self.explained, self._searched))

    def _searched(self, id: str) -> None:
        """Do what the help was searched for, once the screen below is in front again."""
        self.call_after_refresh(partial(self.run_named, id))

    def action_why(self) -> None:
        """Show what the place of the buyer under the cursor comes from, and each of its figures."""
        if not self.shown.judged or self.chosen not in self.shown.assessed.by_id:
            self.say(judging(self.shown) if self.chosen else _("No buyer to show yet."))
        else:
            self.push_screen(WhyDialog(why_lines(self.shown, self.chosen)))

    def explained(self) -> tuple[Fact, ...]:
        """Where the figures of this screen come from: of the house on the portfolio, else of the buyer under the cursor."""
        if self.scope is not Scope.PORTFOLIO and self.chosen in self.shown.assessed.by_id:
            return explained_lines(explained_buyer(self.shown, self.chosen))
        return explained_lines(explained_house(self.shown))
