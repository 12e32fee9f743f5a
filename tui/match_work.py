"""Money that came in, set against invoices at the desk."""

from typing import Any

from credit.actions import Match, match_several
from credit.cash.suggesting import suggestions
from tui.dialogs.ask import Dialog
from tui.dialogs.match import MatchDialog
from tui.entry_work import EntryWork
from wording.words import _

__all__ = ["MatchWork"]


class MatchWork(EntryWork):
    """The command that matches cash."""

    def action_match(self) -> None:
        """Set the free money of the buyer under the cursor against its invoices."""
        entry = self.shown.assessed.by_id.get(self.chosen)
        if entry is not None and not suggestions(entry):
            self.say(_("No money of this buyer is free: what came in is set against invoices, or is the deposit of an order."))
        else:
            self.ask(MatchDialog, self._matched)

    def _matched(self, dialog: Dialog[Any], facts: Match) -> None:
        self.act(dialog, match_several, [facts])
