"""The portfolio: figures of the house and what rings above, every buyer a row below."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from tui.commands import Scope, commands_of
from tui.remembered import View
from tui.screens.house_speed import HouseSpeedScreen
from tui.screens.listing import Listing, listing_told
from tui.screens.panes import pane
from tui.views.charts import aging_chart
from tui.views.documents_list import buyer_of, documents
from tui.views.first_page import FirstPage
from tui.views.groups import asked_for, groups, with_parents
from tui.views.house import house
from tui.views.how_many import how_many
from tui.views.kept import FIRST_ROWS, RINGING, Kept
from tui.views.ordering import FIRST, ORDERS
from tui.views.portfolio import aging_line, by_currency, first_rows, headline, inbox, judging, portfolio
from tui.views.snapshot import Snapshot
from tui.views.table import Table
from tui.widgets.chart import Chart
from tui.widgets.facts import Fact, Facts
from tui.widgets.filter_bar import FilterBar
from tui.widgets.grid import Grid
from wording.words import _

__all__ = ["PortfolioScreen"]


class PortfolioScreen(HouseSpeedScreen):
    """Every buyer."""

    scope = Scope.PORTFOLIO
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(c.keys), c.id, show=False, id=c.id) for c in commands_of(Scope.PORTFOLIO) if c.scope is Scope.PORTFOLIO
    ]

    def __init__(self) -> None:
        """Sorted by what is overdue."""
        super().__init__()
        self.sort = FIRST
        self.turned = False
        self.listing = Listing.BUYERS
        """What stands in the list."""
        self.goes_to = Listing.BUYERS
        """What was chosen to stand in it once every buyer is judged."""
        self.found: frozenset[str] = frozenset()
        """Members of groups that the filter asks for: their parents stand in the list too."""
        self.figures: tuple[Fact, ...] = ()
        """What stands above the grid of the whole house."""

    def on_mount(self) -> None:
        """Take the order of the last time."""
        super().on_mount()
        last = self.house_app.memory.now.view(self.scope)
        self.sort, self.turned = (last.sort, last.turned) if last.sort in ORDERS else (self.sort, False)
        self.goes_to = Listing(last.listing) if last.listing in set(Listing) else Listing.BUYERS

    def view(self) -> View:
        """How the list stands, its order and what it holds with it."""
        listing = "" if self.goes_to is Listing.BUYERS else self.goes_to.value
        return replace(super().view(), sort=self.sort, turned=self.turned, listing=listing)

    def body(self) -> ComposeResult:
        """Figures and aging above the grid."""
        with Horizontal(id="top"):
            yield pane()
            yield Chart()
        yield Grid()

    def show(self, shown: Snapshot) -> None:
        """Fill figures, chart and grid: until every buyer was judged, what needs no judgement and the first rows."""
        kept = self.house_app.kept if shown.judged else Kept()
        totals = house(shown, kept.tally)
        rings = self._rings(shown, kept)
        self.figures = (*headline(totals), *rings, *aging_line(totals), *by_currency(totals))
        self.query_one(Chart).data = aging_chart(totals)
        self.listing = self.goes_to if shown.judged else Listing.BUYERS
        self.put(self._rows() if shown.judged else first_rows(shown, FIRST_ROWS))
        self.choose(self.query_one(Grid).cursor_key)
        self.tell_listed()
        self.weigh(shown)

    def show_kept(self, page: FirstPage) -> None:
        """Figures and the first rows as they were."""
        super().show_kept(page)
        self.query_one(Facts).facts = page.figures
        self.query_one(Grid).table = page.portfolio

    def tell_listed(self) -> None:
        """Say above the figures of the whole house how many buyers a filter lists, and what is open with them."""
        listed: tuple[Fact, ...] = ()
        if self.query_one(FilterBar).text or self.only_mine:
            of = self.house_app.shown.assessed.by_id
            ids = dict.fromkeys(buyer_of(row.key) for row in self.query_one(Grid).table.rows)
            entries = [of[id] for id in ids if self.listing is not Listing.GROUPS or id in self.found]
            listed = ((_("Listed"), how_many(entries), ""),)
        self.query_one(Facts).facts = (*listed, *self.figures, *self.speed)

    def _rings(self, shown: Snapshot, kept: Kept) -> tuple[Fact, ...]:
        if not shown.judged:
            return (("-", judging(shown), "muted"),)
        return tuple((sign or "-", text, tone) for sign, text, tone in inbox(shown, RINGING, kept.ringing))

    def action_sort(self) -> None:
        """Sort by the next order, which every buyer must have been judged for."""
        if not self.house_app.shown.judged:
            self.say(judging(self.house_app.shown))
            return
        if self._stands_fixed():
            return
        orders = list(ORDERS)
        self.sort = orders[(orders.index(self.sort) + 1) % len(orders)]
        self.turned = False
        self.put(self._rows())
        self.say(_("Sorted by {key}.").format(key=ORDERS[self.sort].says()))
        self.remember()

    def _stands_fixed(self) -> bool:
        """Say that invoices have one order, where they are shown."""
        fixed = self.listing is Listing.DOCUMENTS
        if fixed:
            self.say(_("Invoices stand by days past due; v goes on to groups, and back to buyers."))
        return fixed

    def action_reverse(self) -> None:
        """Show the last row of the order first, or the first again."""
        if not self.house_app.shown.judged:
            self.say(judging(self.house_app.shown))
            return
        if self._stands_fixed():
            return
        self.turned = not self.turned
        self.put(self._rows())
        told = _("Sorted by {key}, the last first.") if self.turned else _("Sorted by {key}.")
        self.say(told.format(key=ORDERS[self.sort].says()))
        self.remember()

    def action_flip(self) -> None:
        """Show open invoices in place of buyers, then groups, or buyers again."""
        shown = self.house_app.shown
        if not shown.judged:
            self.say(judging(shown))
            return
        self.listing = self.goes_to = self.listing.following
        self.mark(frozenset())
        self.put(self._rows())
        self.choose(self.query_one(Grid).cursor_key)
        self.tell_listed()
        self.say(listing_told(self.listing, self.query_one(Grid).table, shown))
        self.remember()

    def choose(self, key: str | None) -> None:
        """Commands are about the buyer of the row under the cursor; about nobody on a parent that is not in the book."""
        id = "" if key is None else buyer_of(key)
        super().choose(id if id in self.house_app.shown.assessed.by_id else None)

    def asked(self, table: Table, text: str) -> Table:
        """The rows that `text` asks for, of buyers, of their open invoices or of groups; raises `InvalidQuery`."""
        shown, saved = self.house_app.shown, self.house_app.memory.now.filters
        if self.listing is Listing.BUYERS or not (self.only_mine or text.strip()):
            return super().asked(table, text)
        if self.listing is Listing.DOCUMENTS:
            return documents(shown, self.whose(text), saved)
        self.found = asked_for(shown, self.whose(text), saved)
        keep = with_parents(shown, self.found)
        return table.where(lambda row: row.key in keep)

    def _rows(self) -> Table:
        """Every buyer or group, in the order that was chosen, or the open invoices."""
        if self.listing is Listing.DOCUMENTS:
            return documents(self.house_app.shown)
        if self.listing is Listing.GROUPS:
            return groups(self.house_app.shown, self.sort, turned=self.turned)
        rows, whose = self.house_app.kept.rows, not self.only_mine
        return portfolio(self.house_app.shown, rows, self.sort, turned=self.turned, whose=whose)

    @on(Grid.Moved)
    def chose(self, event: Grid.Moved) -> None:
        """The buyer under the cursor is the one commands are about."""
        self.choose(event.key)
        self.remember()

    @on(Grid.Opened)
    def opened(self) -> None:
        """Open the buyer; a parent that is not in the book has no page."""
        self.house_app.action_customer()
