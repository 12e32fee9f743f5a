"""The workstation: three screens over one snapshot, and every command's one method.

A key runs a command, the command calls one action at the desk in a worker, the desk commits and gives the next snapshot,
and `shown` is set: each screen watches it. What is done at the desk stands in `desk_work` and `report_work`, where one is
stands here. Long work never runs on the loop that reads keys.
"""

from collections.abc import Callable
from typing import ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.widget import AwaitMount
from textual.widgets import Input

from credit.problem import Fault
from tui.commands import COMMANDS, Scope
from tui.day_work import DayWork
from tui.desk import Desk
from tui.dialogs.cover import Cover
from tui.dialogs.letter import Draft
from tui.dialogs.movers import MoversDialog
from tui.lasting import lasting
from tui.look import Look
from tui.remembered import Memory
from tui.screens.base import BuyerScreen
from tui.screens.customer import CustomerScreen
from tui.screens.portfolio import PortfolioScreen
from tui.screens.queue import QueueScreen
from tui.views.first_page import FirstPage
from tui.views.kept import Kept, begun, prepared
from tui.views.movers import mover_list, pressed_lines
from tui.views.snapshot import Snapshot
from tui.widgets.pane import Pane
from wording.words import _

__all__ = ["Workstation"]

IDS = frozenset(command.id for command in COMMANDS)
OWN = frozenset(Scope) - {Scope.EVERYWHERE}
SMALLEST = (60, 20)
"""Columns and rows below which there is no room to work."""


class Workstation(DayWork):
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
        *(
            Binding(",".join(c.keys), c.id, show=False, id=c.id, priority=True)
            for c in COMMANDS
            if c.scope is Scope.EVERYWHERE and c.id != "open"
        ),
        *(Binding(",".join(c.keys), f"elsewhere('{c.id}')", show=False, id=c.id) for c in COMMANDS if c.scope in OWN),
    ]
    """Looked at before a widget gets the key, so that no widget's own key hides a command; a key of one screen says on the
    others, which have no such command, why it does nothing there."""

    def __init__(
        self,
        open_desk: Callable[[], Desk],
        place: str = "",
        remapped: dict[str, str] | None = None,
        write: Callable[[Snapshot, str], Draft] | None = None,
        memory: Memory | None = None,
        look: Look | None = None,
        kept_page: Callable[[], FirstPage | None] = lambda: None,
    ) -> None:
        """Run on the desk that `open_desk` gives, in a worker; `write` makes a buyer's letter, `memory` is of the last time.

        `kept_page` gives what was kept of a large book, before the book is read.
        """
        super().__init__()
        self.animation_level = "none"
        self.dress(look or Look())
        self.place = place
        self.remapped = remapped or {}
        self.came_from = self.DEFAULT_MODE
        self.kept = Kept()
        self._parts_come = True
        self._open_desk = open_desk
        self._write = write
        self._kept_page = kept_page
        self.memory = memory or Memory()

    def on_mount(self) -> None:
        """Apply the user's keys and open the book; rows are opened by the grid, under its own name for it."""
        opening = {"row.open": self.remapped["open"]} if "open" in self.remapped else {}
        self.set_keymap({**self.remapped, **opening})
        self.open_book()

    @work(thread=True, exclusive=True, exit_on_error=False, group="book")
    def open_book(self) -> None:
        """Load the book, show its first rows, and judge every buyer while they are read; a fault ends the program."""
        try:
            if (page := self._kept_page()) is not None:
                self.call_from_thread(self.page_read, page)
            desk = self._open_desk()
            desk.learns_later = True
            shown = desk.glance()
            with lasting():
                begun(shown)
        except Fault as fault:
            self.call_from_thread(self.exit, fault)
            return
        self.call_from_thread(self.opened, desk, shown)
        with lasting():
            kept = prepared(shown.judge())
        self.call_from_thread(self.judged, kept)

    def opened(self, desk: Desk, shown: Snapshot) -> None:
        """The desk is there; a book that may not be written, or is seen in part, is called so beside its name."""
        self.desk = desk
        self.page_gone()
        if desk.store.read_only:
            self.place = _("read-only: {place}").format(place=self.place)
        if desk.store.in_part:
            self.place = _("some buyers only, {place}").format(place=self.place)
        self.shown = shown
        self.listen()
        if self.current_mode == self.DEFAULT_MODE and self.memory.now.screen == Scope.QUEUE:
            self.go(Scope.QUEUE)
        self.tell_replaced()

    def judged(self, kept: Kept) -> None:
        """Every buyer of the book that was opened is judged: show all of it."""
        self.page_gone()
        self.kept, self.first = kept, None
        for screen in self.screen_stack:
            if isinstance(screen, BuyerScreen):
                screen.refreshed()
        self.keep_pages()
        self.learn_where_due()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A command's key is its own only where nothing is being typed and no dialog asks; one can leave from the cover too."""
        if action in IDS and action != "incognito":  # whoever looks over one's shoulder looks at dialogs too
            here = isinstance(self.screen, BuyerScreen) or (action == "leave" and isinstance(self.screen, Cover))
            return here and not isinstance(self.focused, Input)
        return True

    # -- where one is ------------------------------------------------------------------------------------------------

    def go(self, mode: str) -> None:
        """Show one of the three screens."""
        if mode != self.current_mode:
            self.came_from = self.current_mode
            self.switch_mode(mode)
            if mode != Scope.CUSTOMER:  # a page is of a buyer, and another may stand under the cursor the next time
                self.remember_tab(mode)

    def switch_mode(self, mode: str) -> AwaitMount:
        """Paint nothing before the screen has its parts, which come the first time; later it has them, and is not waited for."""
        self._parts_come = mode not in self._screen_stacks
        return super().switch_mode(mode)

    def delay_update(self, delay: float = 0.05) -> None:
        """Textual's own pause before it paints a screen that comes to the front."""
        if self._parts_come:
            super().delay_update(delay)

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
        """Clear the filter of this screen, else return to the screen one came from."""
        if not (isinstance(self.screen, BuyerScreen) and self.screen.clear_filter()):
            self.go(self.came_from)

    async def action_stop(self) -> None:
        """Clear the filter of this screen, else call off what is being asked, else go back."""
        if isinstance(self.screen, BuyerScreen) and self.screen.clear_filter():
            return
        if self.call_off():
            self.say(_("Called off."))
        else:
            self.go(self.came_from)

    def action_next_pane(self) -> None:
        """Move the focus to the next pane."""
        self.screen.focus_next()
        here = isinstance(self.focused, Pane)
        told = _("The keys that move scroll this pane now; tab goes on, and at last to the list again.")
        self.say(told if here else "")

    def action_leave(self) -> None:
        """Leave; whatever was confirmed is on disk already."""
        self.exit()

    def action_movers(self) -> None:
        """Show who gets better and worse, and count who was lost after being pressed in a worker."""
        dialog = MoversDialog(tuple(mover_list(self.shown)))
        self.push_screen(dialog)
        self.count_pressed(dialog, self.shown)

    @work(thread=True, exclusive=True, exit_on_error=False, group="pressed")
    def count_pressed(self, dialog: MoversDialog, shown: Snapshot) -> None:
        """Look through the history of every buyer."""
        self.call_from_thread(dialog.counted, tuple(pressed_lines(shown)))

    def action_next_hit(self) -> None:
        """Go to the next row that the last filter asks for."""
        self._to_hit(1)

    def action_previous_hit(self) -> None:
        """Go to the row before that the last filter asks for."""
        self._to_hit(-1)

    def _to_hit(self, step: int) -> None:
        if isinstance(self.screen, BuyerScreen):
            self.say(self.screen.go_to_hit(step))

    def action_filter(self) -> None:
        """Open the filter of this screen."""
        if isinstance(self.screen, BuyerScreen):
            self.screen.open_filter()

    def on_resize(self, event: events.Resize) -> None:
        """Cover everything with one sentence while the terminal is too small."""
        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        covered = isinstance(self.screen, Cover)
        if small and not covered:
            self.push_screen(Cover(*SMALLEST))
        elif covered and not small:
            self.pop_screen()
