"""What other desks do to the book meanwhile: looked for from time to time, shown, and said where a dialog is about it."""

from textual import work

from credit.problem import Fault
from tui.dialogs.ask import Dialog
from tui.history_work import HistoryWork
from tui.views.snapshot import Snapshot
from wording.faults import fault as fault_sentence
from wording.words import _

__all__ = ["NewsWork"]

REPLACED = "book_replaced"
"""The fault of a book in whose place another stands: the one that ends only where the book is opened anew."""
NEWS_SECONDS = 0.8
"""Seconds between two looks for what other desks did: one look at the file's date where nothing happened."""


class NewsWork(HistoryWork):
    """Follows what others commit to the same book, and the clock of the machine."""

    told_back = False
    """It was said that the clock tells an earlier day than facts were confirmed on."""

    def listen(self) -> None:
        """Begin to look for what other desks commit to this book."""
        self.set_interval(NEWS_SECONDS, self.look_for_news)

    @work(thread=True, exclusive=True, exit_on_error=False, group="news")
    def look_for_news(self) -> None:
        """Take in what others committed; where the book cannot be read just now, the next look will tell.

        Where another book stands in its place, each look says so again: what is shown is of the one that is gone.
        """
        if self.desk is None:
            return
        try:
            news = self.desk.news()
        except Fault as fault:
            if fault.code == REPLACED:
                self.call_from_thread(self.say, fault_sentence(fault))
            return
        if news is not None:
            self.call_from_thread(self.overtaken, news)
        back = self.desk.clock.back() if self.desk.fixed_day is None else None
        if back is not None and not self.told_back:
            self.call_from_thread(self.say, fault_sentence(back))
        self.told_back = back is not None

    def overtaken(self, news: Snapshot) -> None:
        """Show what another desk did, and say it in a dialog about a buyer it touched: what stands there may be of before."""
        self.stepped(_("Another desk changed the book; its change is shown."), news)
        accounts = news.book.accounts
        for screen in self.screen_stack:
            if isinstance(screen, Dialog) and any(accounts.get(each.id) is not each.account for each in screen.entries):
                screen.fault(_("Another desk changed this buyer meanwhile; what was read for this dialog is of before."))
