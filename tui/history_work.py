"""The book's own history is learnt behind the screens: until then the queue stands on age and grade."""

from textual import work

from tui.desk_work import DeskWork
from tui.lasting import lasting
from tui.turns import short_turns
from tui.views.snapshot import Snapshot
from wording.words import _

__all__ = ["HistoryWork"]


class HistoryWork(DeskWork):
    """Learns what the book's own history says of risk, where a look found that it is due."""

    told_of_history = False
    """It was said that the rows stand on the book's own history."""

    def publish(self, shown: Snapshot) -> None:
        """Show it, and learn what came to be due with it."""
        super().publish(shown)
        self.learn_where_due()

    def learn_where_due(self) -> None:
        """Begin to learn, unless that is under way: it ends with whatever is due by then."""
        due = self.shown.judged and self.shown.lessons.own.due
        if due and not any(worker.group == "history" and worker.is_running for worker in self.workers):
            self.learn_history()

    @work(thread=True, exit_on_error=False, group="history")
    def learn_history(self) -> None:
        """Go through every invoice of the book, and show the queue in its order."""
        if self.desk is None:
            return
        with short_turns(), lasting():
            shown = self.desk.learn()
            while shown.lessons.own.due:
                shown = self.desk.learn()
        self.call_from_thread(self.history_learnt, shown)

    def history_learnt(self, shown: Snapshot) -> None:
        """Show it, and say the first time why rows have moved."""
        self.publish(shown)
        if shown.lessons.own.learnt is not None and not self.told_of_history:
            self.told_of_history = True
            self.say(_("The queue stands on the book's own history of risk now."))
