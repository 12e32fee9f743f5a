"""The queue: today's work in its order, and beside the cursor why a row stands where it stands."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.commands import BY_ID, Scope, commands_of
from tui.screens.base import BuyerScreen
from tui.views.portfolio import judging
from tui.views.queue import held, queue, why
from tui.views.snapshot import Snapshot
from tui.views.table import Table
from tui.widgets.facts import Facts
from tui.widgets.grid import Grid
from wording.words import _

__all__ = ["QueueScreen"]


class QueueScreen(BuyerScreen):
    """Whom to speak to first."""

    scope = Scope.QUEUE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(c.keys), c.id, show=False, id=c.id) for c in commands_of(Scope.QUEUE) if c.scope is Scope.QUEUE
    ]

    def __init__(self) -> None:
        """Show the work, not who is held."""
        super().__init__()
        self.only_held = False

    def body(self) -> ComposeResult:
        """The grid, and why below it."""
        yield Grid()
        yield Facts(id="why")

    def show(self, shown: Snapshot) -> None:
        """Fill the grid, and why for the row under the cursor."""
        if shown.judged:
            self.put(held(shown) if self.only_held else queue(shown, self.memory, self.house_app.key_signs(BY_ID["held"])))
        else:
            self.put(Table((), (), judging(shown)))
        self.choose(self.query_one(Grid).cursor_key)
        self.explain(self.query_one(Grid).cursor_key)

    def ahead(self) -> tuple[str, ...]:
        """The rows below the cursor."""
        grid = self.query_one(Grid)
        keys = [row.key for row in grid.table.rows]
        return tuple(keys[keys.index(grid.cursor_key) + 1 :]) if grid.cursor_key in keys else ()

    def action_held(self) -> None:
        """Show who is held, or the work again."""
        self.only_held = not self.only_held
        self.show(self.house_app.shown)
        self.say(_("Who is held; H shows the work again.") if self.only_held else _("Today's work."))

    def explain(self, key: str | None) -> None:
        """Say why this buyer stands where it stands."""
        shown = self.house_app.shown
        self.query_one("#why", Facts).facts = why(shown, key) if shown.judged else ()

    @on(Grid.Moved)
    def chose(self, event: Grid.Moved) -> None:
        """The buyer under the cursor is the one commands are about."""
        self.choose(event.key)
        self.remember()
        self.explain(event.key)

    @on(Grid.Opened)
    def opened(self) -> None:
        """Open the buyer."""
        self.house_app.go("customer")
