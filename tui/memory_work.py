"""What the screens remember is written down soon after it changes, so that a line that drops keeps it."""

from textual import work
from textual.timer import Timer

from tui.look_work import LookWork
from tui.remembered import MemoryUnreadable, View
from tui.screens.base import BuyerScreen
from wording.faults import fault as fault_sentence
from wording.words import _

__all__ = ["MemoryWork"]

SOON = 1.0
"""Seconds after a change until it is written down, with all that changed meanwhile."""


class MemoryWork(LookWork):
    """Remembers tab, order, filter and row of each list, and whose rows they show."""

    _to_write: Timer | None = None
    """Runs from the first change that is not on disk yet."""
    _refused = False
    """That nothing can be written was said."""

    def remember(self, screen: str, view: View) -> None:
        """How the list of a screen stands now."""
        if self.memory.see(screen, view):
            self._write_soon()

    def remember_tab(self, screen: str) -> None:
        """The tab in front."""
        if self.memory.at(screen):
            self._write_soon()

    def action_mine(self) -> None:
        """Leave out what others have, or show everything again."""
        self.memory.turn_mine()
        self._write_soon()
        for screen in self.screen_stack:
            if isinstance(screen, BuyerScreen):
                screen.look_again()
        self.say(_("Yours, and what nobody has.") if self.memory.now.mine else _("Everybody's."))

    def _write_soon(self) -> None:
        if self._to_write is None:
            self._to_write = self.set_timer(SOON, self._write_now)

    def _write_now(self) -> None:
        self._to_write = None
        self.write_memory()

    @work(thread=True, exit_on_error=False, group="memory")
    def write_memory(self) -> None:
        """Write it down; that it cannot be is said once, for nothing of the book is lost by it."""
        try:
            self.memory.write()
        except MemoryUnreadable as fault:
            if not self._refused:
                self._refused = True
                self.call_from_thread(self.say, fault_sentence(fault))
            return
        self.call_from_thread(self.tell_replaced)

    def tell_replaced(self) -> None:
        """Say once that the file of what is remembered was damaged."""
        if (told := self.memory.told) is not None:
            self.memory.told = None
            self.say(fault_sentence(told))
