"""What stands at the right of the strip of tabs: what is hidden, filtered, marked, on which day, and of which book."""

from typing import ClassVar

from tui.commands import Scope
from tui.screens.hits import HitsScreen
from tui.views.snapshot import Snapshot
from tui.widgets.filter_bar import FilterBar
from tui.widgets.tab_strip import TabStrip
from wording import figures
from wording.words import _

__all__ = ["StripScreen"]


class StripScreen(HitsScreen):
    """One of several screens behind tabs."""

    scope: ClassVar[Scope]

    def status(self, shown: Snapshot) -> str:
        """The day and the book, at the right of the strip."""
        words = self.query_one(FilterBar).text
        filtered = _("incognito") + "  " if self.house_app.hides else ""
        filtered += f"/{words}  " if words else ""
        filtered += _("mine") + "  " if self.only_mine and self.scope is not Scope.CUSTOMER else ""
        if marked := len(self.marked_keys()):
            filtered += _("{n} marked").format(n=marked) + "  "
        desk = self.house_app.desk
        filtered += _("only looked at:") + " " if desk is not None and desk.only_shown is not None else ""
        return filtered + _("as of {day}").format(day=figures.day(shown.on)) + f"  {self.house_app.place}"

    def marked_anew(self) -> None:
        """How many are marked stands in the strip."""
        self.query_one(TabStrip).status = self.status(self.house_app.shown)
