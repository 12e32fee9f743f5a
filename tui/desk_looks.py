"""How a desk looks at its book: on a day, each look keeping of the one before what still holds."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from threading import RLock

from credit.book import Book
from credit.lessons import lessons
from tui.desk_day import DeskDay, ShownDay
from tui.lasting import lasting
from tui.views.snapshot import NOTHING_SHOWN, Snapshot, snapshot

__all__ = ["DeskLooks"]


class DeskLooks(ShownDay):
    """A book, the day it is looked at, and who looks."""

    def __init__(self, book: Book, on: date | None, who: str, today: Callable[[], date]) -> None:
        """Look at `book` on `on`, or on the machine's day where that is `None`."""
        super().__init__(DeskDay(book, today), on)
        self.book = book
        self.who = who
        self.learns_later = False
        """Whether the book's own history is learnt behind the screen, by `learn`, and not when the queue is first asked for."""
        self._lock = RLock()
        self._shown: Snapshot = NOTHING_SHOWN

    def show_day(self, on: date) -> Snapshot:
        """The book as it was known on `on`, and from now on no other, until the desk's own day is shown again."""
        with self._lock:
            self.only_shown = None if on == self.own_day else on
            return self.look()

    def look(self) -> Snapshot:
        """The book as known on the day, every buyer judged and the queue in order."""
        with self._lock, nullcontext() if self._shown.judged and self._shown.on == self.on else lasting():
            return self.glance().judge()

    def glance(self) -> Snapshot:
        """The book as known on the day; what is true of a buyer is worked out when it is asked for.

        For whoever shows one buyer, or the first rows of all of them.
        """
        with self._lock:
            self._shown = snapshot(self.book, self.on, self._shown, self.who, later=self.learns_later)
            return self._shown

    def learn(self) -> Snapshot:
        """The book with its own history learnt; no lock is held meanwhile, and what was done meanwhile is in it."""
        shown = self.look()
        drawn = lessons(shown.assessed, shown.lessons)
        with self._lock:
            self._shown = snapshot(self.book, self.on, self._shown, self.who, later=self.learns_later, drawn=drawn)
            return self._shown.judge()
