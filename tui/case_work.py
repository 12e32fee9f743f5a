"""What a desk decides about a buyer: disputes, time aside, a class, a place, time by evidence; and the check of an order."""

from functools import partial
from typing import Any

from textual import work

from credit.actions import (
    classify_buyer,
    end_leniency,
    grant_leniency,
    hold,
    open_dispute,
    pin,
    prove_dispute,
    release,
    review_leniency,
    set_limit,
    settle_dispute,
    snooze,
    unpin,
)
from credit.assessment import Assessment
from credit.order_what_if import supposed_order
from credit.problem import Fault
from tui.dialogs.aside import Aside, AsideDialog, AsideFacts
from tui.dialogs.ask import Dialog
from tui.dialogs.check import CheckDialog, SupposedOrder
from tui.dialogs.dispute import DisputeDialog, DisputeFacts
from tui.dialogs.lenience import Lenience, LenienceDialog, LenienceFacts
from tui.dialogs.limit import LimitDialog, LimitFacts
from tui.dialogs.many import ManyAsideDialog, ManyPinDialog
from tui.dialogs.override import OverrideDialog, OverrideFacts
from tui.dialogs.pin import PinDialog, PinFacts, Place
from tui.mark_work import for_each
from tui.report_work import ReportWork
from tui.views.order_supposed import supposed_lines

__all__ = ["CaseWork"]


class CaseWork(ReportWork):
    """The commands that decide about the buyer under the cursor."""

    def action_dispute(self) -> None:
        """Write down what the buyer contests and which papers are at hand, or close it."""
        self.ask(DisputeDialog, self._disputed)

    def _disputed(self, dialog: Dialog[Any], facts: DisputeFacts) -> None:
        if facts.reason is None and facts.evidence:
            self.act(dialog, prove_dispute, dialog.about.id, facts.evidence, facts.invoices)
        elif facts.reason is None:
            self.act(dialog, settle_dispute, dialog.about.id, facts.justified, facts.invoices)
        else:
            told = (facts.reason.value, facts.invoices, facts.text, facts.amount, facts.settle_by, "", facts.evidence)
            self.act(dialog, open_dispute, dialog.about.id, *told)

    def action_aside(self) -> None:
        """Snooze or hold the buyer under the cursor, or every marked one, or end that."""
        if marked := self.marked:
            self.push_screen(ManyAsideDialog(marked, self._put_aside))
        else:
            self.ask(AsideDialog, self._put_aside)

    def _put_aside(self, dialog: Dialog[Any], facts: AsideFacts) -> None:
        entries = dialog.entries
        if facts.what is Aside.END:
            ids = [entry.id for entry in entries if _kept_out(entry)] or [entries[0].id]
            self.act(dialog, for_each(ids, release))
        else:
            put = snooze if facts.what is Aside.SNOOZE else hold
            ids = [entry.id for entry in entries]
            self.act(dialog, for_each(ids, lambda book, hand, buyer: put(book, hand, buyer, facts.until, facts.why)))

    def action_override(self) -> None:
        """Put a class in place of the rules' own."""
        self.ask(OverrideDialog, self._classed)

    def _classed(self, dialog: Dialog[Any], facts: OverrideFacts) -> None:
        self.act(dialog, classify_buyer, dialog.about.id, facts.debt_class, facts.until, facts.why)

    def action_pin(self) -> None:
        """Put the buyer under the cursor, or every marked one, at the head or the end of the queue, or take that off."""
        if marked := self.marked:
            self.push_screen(ManyPinDialog(marked, self._pinned))
        else:
            self.ask(PinDialog, self._pinned)

    def _pinned(self, dialog: Dialog[Any], facts: PinFacts) -> None:
        ids = [entry.id for entry in dialog.entries]
        if facts.place is Place.END:
            placed = [entry.id for entry in dialog.entries if entry.pin is not None]
            self.act(dialog, for_each(placed or ids[:1], unpin))
        else:
            told = (facts.until, facts.why, facts.place is Place.LAST)
            self.act(dialog, for_each(ids, lambda book, hand, buyer: pin(book, hand, buyer, *told)))

    def action_lenience(self) -> None:
        """Give the buyer time by evidence, look at it again, or end it."""
        self.ask(LenienceDialog, self._given_time)

    def _given_time(self, dialog: Dialog[Any], facts: LenienceFacts) -> None:
        if facts.asked is Lenience.END:
            self.act(dialog, end_leniency, dialog.about.id)
        elif facts.asked is Lenience.REVIEW:
            self.act(dialog, review_leniency, dialog.about.id, facts.evidence)
        else:
            self.act(dialog, grant_leniency, dialog.about.id, facts.asked)

    def action_limit(self) -> None:
        """Decide the limit of the buyer under the cursor."""
        self.ask(partial(LimitDialog, self.shown.book), self._limited)

    def _limited(self, dialog: Dialog[Any], facts: LimitFacts) -> None:
        self.act(dialog, set_limit, dialog.about.id, facts.limit, facts.why, facts.cover)

    def action_check(self) -> None:
        """Check an order of the buyer; nothing is recorded."""
        self.ask(CheckDialog, self._check_order)

    def _check_order(self, dialog: Dialog[Any], order: SupposedOrder) -> None:
        self.suppose(dialog, order)

    @work(thread=True, exclusive=True, exit_on_error=False, group="check")
    def suppose(self, dialog: Dialog[Any], order: SupposedOrder) -> None:
        """Look at the book with the order and without it, in a worker: the loss of the whole house is reckoned twice."""
        try:
            found = supposed_order(self.shown.assessed, dialog.about.id, order.amount, order.terms, order.day)
        except Fault as fault:
            self.call_from_thread(self.failed, dialog, fault)
            return
        self.call_from_thread(self._answer, dialog, supposed_lines(found))

    def _answer(self, dialog: Dialog[Any], lines: tuple[tuple[str, str], ...]) -> None:
        """Show it, unless the dialog was left meanwhile."""
        if isinstance(dialog, CheckDialog) and dialog.is_attached:
            dialog.answered(lines)


def _kept_out(entry: Assessment) -> bool:
    """Whether a hold or a dispute keeps this buyer out of work."""
    return entry.hold is not None or any(dispute.open_on(entry.on) for dispute in entry.account.disputes)
