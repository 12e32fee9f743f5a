"""Which day is shown: one question."""

from collections.abc import Callable
from datetime import date
from typing import Any

from textual.widgets import Input

from tui.dialogs.ask import Form, entry
from tui.dialogs.reading import read_day
from wording import figures
from wording.words import _

__all__ = ["DayDialog"]


class DayDialog(Form[date]):
    """The day that is shown stands there; none is the desk's own day."""

    def __init__(self, shown: date, own: date, then: Callable[[Any, date], None]) -> None:
        """Ask which day is to be shown instead of `shown`; `own` is the one that can be written on."""
        super().__init__(then)
        self.shown, self.own = shown, own

    def title_text(self) -> str:
        """What it does."""
        told = _(
            "Show the book as it was known on a day. Only on {day} something can be recorded; without a day it is shown again."
        )
        return told.format(day=figures.day(self.own))

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """The day."""
        return ((_("Day"), entry("day", self.shown.isoformat())),)

    def keys_text(self) -> str:
        """What the keys do."""
        return _("enter: show it   esc: leave")

    def gathered(self) -> date | str:
        """The day, or what cannot be read."""
        typed = self.value("day")
        return read_day(_("Day"), typed, self.shown) if typed else self.own
