"""Another day on the screens: the book as it was known then, looked at and not written on."""

from datetime import date
from typing import Any

from textual import work
from textual.worker import Worker

from tui.commands import BY_ID
from tui.dialogs.day import DayDialog
from tui.lasting import lasting
from tui.paste_work import PasteWork
from tui.views.kept import Kept, prepared
from tui.views.snapshot import Snapshot
from wording import figures
from wording.words import _

__all__ = ["DayWork"]

GROUP = "day"


class DayWork(PasteWork):
    """Shows any day."""

    kept: Kept

    def action_day(self) -> None:
        """Ask which day is to be shown; not while a provider is asked, whose answer could not be kept then."""
        if self.desk is None or not self.shown.judged:
            self.say(_("The book is being opened."))
        elif self._questions_out():
            self.say(_("A provider is being asked; wait for its answer, or call it off with Esc."))
        else:
            self.push_screen(DayDialog(self.desk.on, self.desk.own_day, self._day_chosen))

    def _day_chosen(self, dialog: DayDialog, on: date) -> None:
        dialog.dismiss()
        self.look_at(on)

    @work(thread=True, exclusive=True, exit_on_error=False, group=GROUP)
    def look_at(self, on: date) -> None:
        """Judge every buyer by what was known on that day."""
        if self.desk is None:
            return
        with lasting():
            shown = self.desk.show_day(on)
            kept = prepared(shown)
        self.call_from_thread(self.day_shown, shown, kept)

    def day_shown(self, shown: Snapshot, kept: Kept) -> None:
        """Show it, and say how one comes back."""
        self.kept = kept
        self.publish(shown)
        if self.desk is None or self.desk.only_shown is None:
            self.say(_("{day} again.").format(day=figures.day(shown.on)))
        else:
            told = _("As it was known on {day}; {key} and no day show {own} again.")
            signs = self.key_signs(BY_ID["day"])
            self.say(told.format(day=figures.day(shown.on), key=signs, own=figures.day(self.desk.own_day)))

    def under_way(self) -> list[Worker[Any]]:
        """A key waits for the day that the key before it has asked for: it was meant for that one."""
        return [*super().under_way(), *(worker for worker in self.workers if worker.group == GROUP)]

    def held_up(self) -> None:
        """Say why nothing happens."""
        if any(worker.group == GROUP for worker in self.workers):
            self.say(_("Every buyer is judged by what was known that day ..."))
        else:
            super().held_up()
