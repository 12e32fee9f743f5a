"""One buyer on one page: what is known, what is open, how it pays, what happened."""

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.commands import Scope
from tui.lasting import lasting
from tui.screens.base import BuyerScreen
from tui.screens.panes import pane
from tui.turns import short_turns
from tui.views.charts import days_late_chart
from tui.views.customer import facts, items, pressing, takes_long
from tui.views.forecast import buyer_forecast_lines
from tui.views.reports import reports
from tui.views.snapshot import Snapshot
from tui.views.table import Table
from tui.views.timeline import timeline
from tui.widgets.chart import Chart
from tui.widgets.facts import Fact, Facts
from tui.widgets.grid import Grid
from wording.words import _

__all__ = ["CustomerScreen"]


class CustomerScreen(BuyerScreen):
    """The buyer under the cursor of the other screens."""

    scope = Scope.CUSTOMER
    idle = frozenset({"open"})

    def __init__(self) -> None:
        """Begin with nobody."""
        super().__init__()
        self.drawn: tuple[Snapshot, str, bool] | None = None
        """What the page was drawn of: the look, the buyer, and whether every buyer was judged."""

    def body(self) -> ComposeResult:
        """Facts, items, and chart beside timeline."""
        yield pane("page")
        yield Grid()
        with Horizontal(id="below"):
            yield Chart()
            yield pane("timeline")

    def on_mount(self) -> None:
        """Watch who is chosen as well."""
        super().on_mount()
        self.watch(self.house_app, "chosen", self.refreshed)

    def asked(self, table: Table, text: str) -> Table:
        """Items of one buyer are looked through by words alone."""
        return table.filtered(text)

    def show(self, shown: Snapshot) -> None:
        """Fill the page with the chosen buyer, once for each look: what takes long of a long history follows."""
        id = self.house_app.chosen
        if id not in shown.assessed.by_id:
            self.drawn = None
            self.query_one("#page", Facts).facts = ((_("Nobody"), _("No buyer is chosen."), "muted"),)
            return
        before, self.drawn = self.drawn, (shown, id, shown.judged)
        if before is not None and before[1:] == self.drawn[1:] and before[0].assessed.of(id) is shown.assessed.of(id):
            self.follow(before[0], shown, id)
            return
        later = takes_long(shown, id)
        self.query_one("#page", Facts).facts = pressing(shown, id) if later else page(shown, id)
        if later:
            self.work_out(shown, id)
        self.put(items(shown, id))
        self.query_one(Chart).data = days_late_chart(shown, id)
        self.query_one("#timeline", Facts).facts = timeline(shown, id)
        self.foresee(shown, id)

    def follow(self, before: Snapshot, shown: Snapshot, id: str) -> None:
        """Nothing new is known of the buyer: what stands there stays while the rest of its page is worked out anew."""
        if before is not shown:
            self.work_out(shown, id)
            self.foresee(shown, id)

    @work(thread=True, exclusive=True, exit_on_error=False, group="page")
    def work_out(self, shown: Snapshot, id: str) -> None:
        """All of a page, where that takes long or need not be waited for."""
        with short_turns():
            whole = page(shown, id)
        self.app.call_from_thread(self.worked_out, shown, id, whole)

    @work(thread=True, exclusive=True, exit_on_error=False, group="foresee")
    def foresee(self, shown: Snapshot, id: str) -> None:
        """Learn when the book's buyers pay, where that was not done, and tell it of this one."""
        with short_turns():
            if "learnt" not in vars(shown):
                with lasting():
                    _ = shown.learnt
            ahead = buyer_forecast_lines(shown, shown.assessed.of(id))
        if ahead:
            self.app.call_from_thread(self.foreseen, shown, id, ahead)

    def foreseen(self, shown: Snapshot, id: str, ahead: Sequence[Fact]) -> None:
        """Show it behind what happened, where the same buyer is still looked at."""
        if self.drawn is not None and self.drawn[0] is shown and self.drawn[1] == id:
            heading = ("", _("When it will be paid"), "heading")
            self.query_one("#timeline", Facts).facts = (*timeline(shown, id), heading, *ahead)

    def worked_out(self, shown: Snapshot, id: str, whole: tuple[Fact, ...]) -> None:
        """Show it, where the same buyer is still looked at."""
        if self.drawn is not None and self.drawn[0] is shown and self.drawn[1] == id:
            self.query_one("#page", Facts).facts = whole


def page(shown: Snapshot, id: str) -> tuple[Fact, ...]:
    """Every line of the page."""
    return (*facts(shown, id), *reports(shown, id))
