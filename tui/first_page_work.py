"""The first page of a large book: shown while the book is read, and kept while it is worked with."""

from textual import work

from tui.memory_work import MemoryWork
from tui.screens.base import BuyerScreen
from tui.views.first_page import LARGE, FirstPage, first_page, kept_told
from tui.views.kept import Kept
from tui.views.portfolio import judging
from tui.views.snapshot import NOTHING_SHOWN, Snapshot
from wording import words

__all__ = ["FirstPageWork"]

EVERY = 30.0
"""Seconds from one page that is kept to the next, where something changed."""


class FirstPageWork(MemoryWork):
    """Shows what was kept, and keeps what is shown."""

    first: FirstPage | None = None
    """What was kept of the book that is being read."""
    _of: Snapshot = NOTHING_SHOWN
    """What the last page that was kept was made of."""
    _sums: Kept
    """What was made for it, so that the next costs what changed."""

    def page_read(self, page: FirstPage) -> None:
        """Show it, until the book is there."""
        self.first = page
        self.hide_too(page.names)
        for screen in self.screen_stack:
            if isinstance(screen, BuyerScreen):
                screen.refreshed()

    def page_gone(self) -> None:
        """Take back what was said while the page stood in the place of the book, unless something else was said since."""
        if self.first is None:
            return
        for screen in self.screen_stack:
            if isinstance(screen, BuyerScreen):
                screen.unsay({kept_told(self.first), judging(self.shown)})

    def keep_pages(self) -> None:
        """Keep a page now that every buyer is judged, and from time to time from now on, of a book that is large."""
        if len(self.shown.assessed.by_id) >= LARGE:
            self._sums = Kept()
            self.keep_page()
            self.set_interval(EVERY, self.keep_page)

    @work(thread=True, exclusive=True, exit_on_error=False, group="first_page")
    def keep_page(self) -> None:
        """Keep what is shown, unless that was done."""
        shown = self.shown
        if (
            self.desk is None
            or self.desk.fixed_day is not None
            or shown.on != self.desk.own_day
            or shown is self._of
            or not shown.judged
        ):
            return
        self.desk.keep_first_page(words.language(), shown, first_page(shown, self._sums).told())
        self._of = shown
