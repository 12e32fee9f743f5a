"""What a desk decides about a buyer: a dispute opens or closes, the buyer is left alone for a time, a person's class stands."""

from typing import Any

from credit.actions import classify_buyer, hold, open_dispute, release, settle_dispute, snooze
from tui.dialogs.aside import Aside, AsideDialog, AsideFacts
from tui.dialogs.ask import Dialog
from tui.dialogs.dispute import DisputeDialog, DisputeFacts
from tui.dialogs.override import OverrideDialog, OverrideFacts
from tui.report_work import ReportWork

__all__ = ["CaseWork"]


class CaseWork(ReportWork):
    """The commands that decide about the buyer under the cursor."""

    def action_dispute(self) -> None:
        """Write down what the buyer contests, or close it."""
        self.ask(DisputeDialog, self._disputed)

    def _disputed(self, dialog: Dialog[Any], facts: DisputeFacts) -> None:
        if facts.reason is None:
            self.act(dialog, settle_dispute, self.chosen, facts.justified, facts.invoices)
        else:
            told = (facts.reason.value, facts.invoices, facts.text, facts.amount, facts.settle_by)
            self.act(dialog, open_dispute, self.chosen, *told)

    def action_aside(self) -> None:
        """Snooze or hold the buyer, or end that."""
        self.ask(AsideDialog, self._put_aside)

    def _put_aside(self, dialog: Dialog[Any], facts: AsideFacts) -> None:
        if facts.what is Aside.END:
            self.act(dialog, release, self.chosen)
        else:
            self.act(dialog, snooze if facts.what is Aside.SNOOZE else hold, self.chosen, facts.until, facts.why)

    def action_override(self) -> None:
        """Put a class in place of the rules' own."""
        self.ask(OverrideDialog, self._classed)

    def _classed(self, dialog: Dialog[Any], facts: OverrideFacts) -> None:
        self.act(dialog, classify_buyer, self.chosen, facts.debt_class, facts.until, facts.why)
