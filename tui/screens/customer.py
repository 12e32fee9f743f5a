"""One buyer on one page: what is known, what is open, how it pays, what happened."""

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.commands import Scope
from tui.screens.base import BuyerScreen
from tui.views.charts import days_late_chart
from tui.views.customer import facts, items
from tui.views.reports import reports
from tui.views.snapshot import Snapshot
from tui.views.timeline import timeline
from tui.widgets.chart import Chart
from tui.widgets.facts import Facts
from tui.widgets.grid import Grid
from wording.words import _

__all__ = ["CustomerScreen"]


class CustomerScreen(BuyerScreen):
    """The buyer under the cursor of the other screens."""

    scope = Scope.CUSTOMER
    idle = frozenset({"open"})

    def body(self) -> ComposeResult:
        """Facts, items, and chart beside timeline."""
        yield Facts(id="page")
        yield Grid()
        with Horizontal(id="below"):
            yield Chart()
            yield Facts(id="timeline")

    def on_mount(self) -> None:
        """Watch who is chosen as well."""
        super().on_mount()
        self.watch(self.house_app, "chosen", self.refreshed)

    def show(self, shown: Snapshot) -> None:
        """Fill the page with the chosen buyer."""
        id = self.house_app.chosen
        if id not in shown.assessed.by_id:
            self.query_one("#page", Facts).facts = ((_("Nobody"), _("No buyer is chosen."), "muted"),)
            return
        self.query_one("#page", Facts).facts = (*facts(shown, id), *reports(shown, id))
        self.put(items(shown, id))
        self.query_one(Chart).data = days_late_chart(shown, id)
        self.query_one("#timeline", Facts).facts = timeline(shown, id)
