"""The figures of the house that take long: worked out behind the others, and put below them when they are there."""

from textual import work

from tui.screens.base import BuyerScreen
from tui.turns import Courtesy, short_turns
from tui.views.first_page import LARGE
from tui.views.house_speed import house_speed
from tui.views.snapshot import NOTHING_SHOWN, Snapshot
from tui.widgets.facts import Fact

__all__ = ["HouseSpeedScreen"]


class HouseSpeedScreen(BuyerScreen):
    """A screen with figures of the house; after a change those that take long are of before it, until they are made anew."""

    speed: tuple[Fact, ...] = ()
    """The figures ..."""
    _weighed: Snapshot = NOTHING_SHOWN
    """... and what they are of, or are being made of."""

    def weigh(self, shown: Snapshot) -> None:
        """Work them out, unless that was done; those of another day go at once.

        Of a large book it takes seconds, in which keys would be slow: there they stand behind `?` alone.
        """
        if shown is self._weighed or not shown.judged or len(shown.assessed.by_id) >= LARGE:
            return
        if shown.on != self._weighed.on:
            self.speed = ()
        self._weighed = shown
        self.work_out(shown)

    @work(thread=True, exclusive=True, exit_on_error=False, group="house")
    def work_out(self, shown: Snapshot) -> None:
        """Go through every invoice, and let keys go first."""
        with short_turns():
            lines = house_speed(shown, Courtesy(self.house_app.still_for).give_way)
        self.app.call_from_thread(self.worked_out, shown, lines)

    def worked_out(self, shown: Snapshot, lines: tuple[Fact, ...]) -> None:
        """Show them, where the same is still looked at."""
        if shown is self._weighed:
            self.speed = lines
            self.tell_listed()
