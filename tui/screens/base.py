"""What the three screens share: the tab strip, the hint line, the filter, and one watcher of what is shown.

A screen that is not in front does not work: it takes what it missed when it is shown again, so a change costs what is seen.
"""

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from credit.query.tokens import InvalidQuery
from tui.commands import Scope, commands_of, keys_of, sign
from tui.dialogs.flooding import flooding
from tui.remembered import View
from tui.screens.strip import StripScreen
from tui.views.filtering import begins_field, last_word
from tui.views.first_page import FirstPage, kept_told
from tui.views.snapshot import NOTHING_SHOWN, RowMemory, Snapshot
from tui.views.table import Table
from tui.widgets.entry import Entry
from tui.widgets.filter_bar import FilterBar
from tui.widgets.grid import Grid
from tui.widgets.hint_line import HintLine
from tui.widgets.tab_strip import TabStrip
from wording import figures
from wording.faults import fault as fault_sentence
from wording.words import _

__all__ = ["BuyerScreen"]

FIRST = ("help", "leave")
"""Commands whose keys stand first on the hint line: on a narrow screen the rest is cut."""


class BuyerScreen(StripScreen):
    """One tab of the workstation, built around a grid."""

    idle: ClassVar[frozenset[str]] = frozenset()
    """Commands that do nothing here."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-wide")]  # noqa: RUF012 - Textual's own type is an instance list
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-middle"), (34, "-tall")]  # noqa: RUF012

    def __init__(self) -> None:
        """Begin with nothing shown."""
        super().__init__()
        self.memory = RowMemory()
        self.seen: Snapshot = NOTHING_SHOWN
        self.readable = ""
        """The last filter that could be read and whose last word was whole."""
        self.wanted = ""
        """The row the cursor stood on the last time, until it stands there again or a key is pressed."""

    def compose(self) -> ComposeResult:
        """Lay the strip above, the hints below with the filter over them, and the screen's own body between."""
        yield TabStrip((("portfolio", _("1 Portfolio")), ("customer", _("2 Customer")), ("queue", _("3 Queue"))))
        yield from self.body()
        yield HintLine()
        yield FilterBar()

    def body(self) -> ComposeResult:
        """The screen's own widgets."""
        yield Grid()

    def on_mount(self) -> None:
        """Begin to watch what is shown."""
        self.set_class(self.house_app.look.slow, "-slow")
        self.query_one(TabStrip).active = self.scope.value
        self.query_one(HintLine).hints = self.hint_text()
        self.query_one(Grid).focus()
        last = self.house_app.memory.now.view(self.scope)
        self.query_one(FilterBar).text, self.wanted = last.filter, last.row
        self.watch(self.house_app, "shown", self.refreshed)

    def on_screen_resume(self) -> None:
        """Take what was missed while another screen was in front."""
        self.refreshed()

    def refreshed(self) -> None:
        """Show the snapshot, if this screen is in front and has not shown it yet; while the application ends it has no parts."""
        shown = self.house_app.shown
        if not self.house_app.is_running:
            return
        if self.house_app.current_mode != self.scope.value:
            return
        if shown is NOTHING_SHOWN:
            if (page := self.house_app.first) is not None:
                self.show_kept(page)
            return
        self.query_one(TabStrip).status = self.status(shown)
        self.show(shown)
        self.seen = shown

    def show_kept(self, page: FirstPage) -> None:
        """Show what was kept of a book that is being read, and say of when it is."""
        self.query_one(TabStrip).status = _("as of {day}").format(day=figures.day(page.on)) + f"  {self.house_app.place}"
        self.say(kept_told(page))

    def choose(self, key: str | None) -> None:
        """Commands are about this buyer from now on, or about nobody where there is no row; only the screen in front says so."""
        if self.house_app.current_mode == self.scope.value and self.house_app.shown is not NOTHING_SHOWN:
            self.house_app.chosen = key or ""

    def ahead(self) -> tuple[str, ...]:
        """Buyers one would come to next; none where the screen is not worked row by row."""
        return ()

    def go_on(self, ahead: Sequence[str]) -> None:
        """Put the cursor on the first of `ahead` that still has a row."""
        self.query_one(Grid).point(ahead)

    def show(self, shown: Snapshot) -> None:
        """Fill the screen."""

    def put(self, table: Table) -> None:
        """Fill the grid with `table`, filtered by what stands in the filter."""
        self.whole = table
        grid = self.query_one(Grid)
        grid.table = self.kept(table)
        if self.wanted:
            grid.point((self.wanted,))
            self.wanted = "" if self.house_app.shown.judged else self.wanted

    def kept(self, table: Table) -> Table:
        """The rows the filter asks for; where it cannot be read, what is wrong stands beside it, and the last one holds on.

        So it does while the name of a field is typed whose sign is still to come.
        """
        bar = self.query_one(FilterBar)
        try:
            found = self.asked(table, bar.text)
        except InvalidQuery as fault:
            bar.told = fault_sentence(fault)
            if not bar.display:  # what it names is kept no more, or it is of another time
                self.say(bar.told)
            return self._as_before(table)
        bar.told = ""
        if bar.display and (word := last_word(bar.text)):
            return found if found.rows or not begins_field(word) else self._as_before(table)
        self.readable = bar.text
        self.looked_for = bar.text or self.looked_for
        return found

    def _as_before(self, table: Table) -> Table:
        """The rows of the last filter that could be read; every row where what it names is kept no more."""
        try:
            return self.asked(table, self.readable)
        except InvalidQuery:
            self.readable = ""
            return table

    def look_again(self) -> None:
        """What others have is left out from now on, or shown again."""
        self.seen = NOTHING_SHOWN
        self.refreshed()

    def hint_text(self) -> str:
        """The keys of the footer."""
        remapped = self.house_app.remapped
        here = [c for c in commands_of(self.scope) if c.short is not None and c.id not in self.idle]
        here.sort(key=lambda command: command.id not in FIRST)
        return "  ".join(f"{sign(keys_of(c, remapped)[0])} {c.short()}" for c in here if c.short)

    def say(self, sentence: str) -> None:
        """One sentence on the last line."""
        self.query_one(HintLine).sentence = sentence

    def unsay(self, sentences: Collection[str]) -> None:
        """Take one of these back, where it stands on the last line."""
        hint = self.query_one(HintLine)
        if hint.sentence in sentences:
            hint.sentence = ""

    def on_key(self) -> None:
        """The sentence has been read, and the cursor is the user's."""
        self.wanted = ""
        self.query_one(HintLine).sentence = ""

    def open_filter(self) -> None:
        """Open the filter."""
        self.query_one(FilterBar).open()

    def clear_filter(self) -> bool:
        """Show every row again, or where all are shown take the marks off; tells whether there was anything to clear."""
        bar = self.query_one(FilterBar)
        if not bar.text:
            marked = bool(self.query_one(Grid).marks)
            if marked:
                self.mark(frozenset())
            return marked
        bar.text = ""
        self.confirmed()
        return True

    @on(FilterBar.Changed)
    def filtered(self) -> None:
        """Filter as it is typed, once there is a book to look in."""
        if self.house_app.shown is NOTHING_SHOWN:
            return
        self.query_one(Grid).table = self.kept(self.whole)
        self.query_one(TabStrip).status = self.status(self.house_app.shown)

    @on(Entry.Flooded)
    def flooded(self, event: Entry.Flooded) -> None:
        """Say beside the filter why nothing of what was pasted stands there."""
        self.query_one(FilterBar).told = flooding(event.length)

    @on(FilterBar.Closed)
    def confirmed(self) -> None:
        """Filter by what stands there, its last word whole now."""
        self.filtered()
        self.tell_listed()
        self.remember()

    def remember(self) -> None:
        """Remember how the list stands; the items of one buyer are no list."""
        if self.scope is not Scope.CUSTOMER:
            self.house_app.remember(self.scope, self.view())

    def view(self) -> View:
        """How the list stands."""
        return View(self.query_one(FilterBar).text, row=self.wanted or self.query_one(Grid).cursor_key or "")

    def tell_listed(self) -> None:
        """Say what a filter lists, where the screen has figures of the whole house."""

    @on(TabStrip.Chosen)
    def tab_clicked(self, event: TabStrip.Chosen) -> None:
        """Go where the mouse pointed."""
        self.house_app.go(event.key)
