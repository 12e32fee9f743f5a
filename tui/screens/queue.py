"""The queue: today's work in its order, and beside the cursor why a row stands where it stands."""

from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from credit.queue_change import Changed, Earlier, changed, queue_stood, working_day_before
from tui.commands import BY_ID, Scope, commands_of
from tui.dialogs.since import SinceDialog
from tui.screens.base import BuyerScreen
from tui.screens.panes import pane
from tui.turns import short_turns
from tui.views.first_page import FirstPage
from tui.views.listed import listed_sums
from tui.views.portfolio import judging
from tui.views.proposals import waiting_summary
from tui.views.queue import held, queue, why
from tui.views.queue_since import since_count, since_lines
from tui.views.snapshot import Snapshot
from tui.views.table import Table
from tui.widgets.facts import Facts
from tui.widgets.filter_bar import FilterBar
from tui.widgets.grid import Grid
from wording import figures
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
        self.since: date | None = None
        """The last working day before the one that is shown, once the queue of that day is looked for ..."""
        self.stood: Earlier | None = None
        """... and where each buyer stood in it, once that is known."""
        self.changed: Changed | None = None
        """What became of it since."""

    def body(self) -> ComposeResult:
        """A line above the grid, the grid, and why below it."""
        above = Facts(id="above")
        above.can_focus = False
        yield above
        yield Grid()
        yield pane("why")

    def show(self, shown: Snapshot) -> None:
        """Fill the grid, and why for the row under the cursor."""
        if shown.judged:
            lists_held = self.house_app.key_signs(BY_ID["held"])
            self.put(held(shown) if self.only_held else queue(shown, self.memory, lists_held, whose=not self.only_mine))
        else:
            self._judging(shown)
        self.choose(self.query_one(Grid).cursor_key)
        self.explain(self.query_one(Grid).cursor_key)
        self.compare(shown)
        self.tell_listed()

    def _judging(self, shown: Snapshot) -> None:
        """Say that every buyer is being judged; the rows that were kept stand until then."""
        page = self.house_app.first
        self.put(Table((), (), judging(shown)) if page is None else page.queue)
        if page is not None:
            self.say(judging(shown))

    def show_kept(self, page: FirstPage) -> None:
        """The first rows as they were."""
        super().show_kept(page)
        self.query_one(Grid).table = page.queue

    def compare(self, shown: Snapshot) -> None:
        """Hold the queue against that of the last working day; the first time that one is made, in a worker."""
        if not shown.judged:
            return
        since = working_day_before(shown.on, shown.book.home)
        if since != self.since:
            self.since, self.stood, self.changed = since, None, None
            self.look_back(shown, since)
        elif self.stood is not None:
            self.changed = changed(self.stood, shown.work, since)

    @work(thread=True, exclusive=True, exit_on_error=False, group="since")
    def look_back(self, shown: Snapshot, since: date) -> None:
        """Judge every buyer by what was known on that day."""
        with short_turns():
            stood = queue_stood(shown.book, since)
        self.app.call_from_thread(self.looked_back, stood, since)

    def looked_back(self, stood: Earlier, since: date) -> None:
        """Say how much changed, where the same day is still looked at."""
        if since == self.since:
            self.stood = stood
            self.compare(self.house_app.shown)
            self.tell_listed()

    def tell_listed(self) -> None:
        """Say above the rows what a filter lists; without one, what waits for a second person, and how much changed."""
        shown, told = self.house_app.shown, ("", "", "")
        if shown.judged and self.query_one(FilterBar).text:
            told = (_("Listed"), listed_sums(shown, (row.key for row in self.query_one(Grid).table.rows)), "")
        elif shown.judged:
            lines = list(waiting_summary(shown))
            if self.changed is not None:
                lines.append((_("Changed"), since_count(self.changed, self.house_app.key_signs(BY_ID["since"])), "muted"))
            if lines:
                told = (lines[0][0], "   ".join(what for _label, what, _tone in lines), lines[0][2])
        self.query_one("#above", Facts).facts = (told,)

    def action_since(self) -> None:
        """Show who is new, who is gone and why, and who moved since the last working day."""
        if not self.house_app.shown.judged or self.since is None:
            self.say(judging(self.house_app.shown))
        elif self.changed is None:
            self.say(_("The queue of {day} is being made ...").format(day=figures.day(self.since)))
        else:
            self.house_app.push_screen(SinceDialog(tuple(since_lines(self.changed, self.house_app.shown))))

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
