"""Facts entered and corrected at the desk; an order is checked before it is written, and written at the second enter."""

from typing import Any

from textual.widgets import Input

from credit.account import Account
from credit.actions import Draft, correct, enter_all
from credit.change import BuyerMoved
from credit.money import Money
from credit.orders.unknown import check_unknown
from credit.problem import Fault, UnknownBuyer
from credit.terms import NO_TERMS, parse
from tui.dialogs.ask import Form
from tui.dialogs.entering import ChoiceDialog, Chosen, EntryDialog, EntryFacts
from tui.share_work import ShareWork
from tui.views.order_check import check_lines, checked
from tui.views.snapshot import Snapshot
from wording.faults import fault as fault_sentence
from wording.listing import named
from wording.words import _

__all__ = ["EntryWork"]


class EntryWork(ShareWork):
    """The commands by which a person writes facts down."""

    checked_order: tuple[Form[Any], EntryFacts] | None = None
    """The form and what it said when its order was checked: the same again is written."""

    def action_add(self) -> None:
        """Enter a buyer, an order, an invoice or a receipt, or correct one."""
        if self.desk is not None:
            self.push_screen(ChoiceDialog(self.chosen, self._chosen))

    def _chosen(self, dialog: ChoiceDialog, chosen: Chosen) -> None:
        entry = self.shown.assessed.by_id.get(chosen.customer_id)
        if entry is None and chosen.kind in ("invoice", "receipt"):
            dialog.fault(fault_sentence(UnknownBuyer(id=chosen.customer_id, near="")))
            return
        account = entry.account if entry is not None else Account.of(chosen.customer_id, ())
        dialog.dismiss()
        self.push_screen(EntryDialog(chosen, account, self.shown.on, self._entered))

    def _entered(self, dialog: EntryDialog, facts: EntryFacts) -> None:
        if facts.anew and facts.drafts[-1].kind == "order" and self.checked_order != (dialog, facts):
            self._check(dialog, facts)
        elif facts.anew:
            self.act(dialog, enter_all, facts.drafts)
        else:
            self.act(dialog, correct, facts.drafts[0])

    def overtaken(self, news: Snapshot) -> None:
        """Say what another desk did in a form about the very record, too."""
        super().overtaken(news)
        self._tell_forms(news)

    def failed(self, dialog: Form[Any] | None, fault: Fault) -> None:
        """Say what went wrong; where another desk was quicker, what it did stands in the form before a second enter writes."""
        super().failed(dialog, fault)
        if isinstance(fault, BuyerMoved):
            self._tell_forms(self.shown)

    def _tell_forms(self, shown: Snapshot) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, EntryDialog) and (entry := shown.assessed.by_id.get(screen.chosen.customer_id)) is not None:
                screen.overtaken(entry.account)

    def _check(self, dialog: EntryDialog, facts: EntryFacts) -> None:
        """Show what the order check says; the next enter, with nothing changed, writes the order."""
        order = facts.drafts[-1]
        amount = order.said.get("amount")
        if not isinstance(amount, Money):
            dialog.query_one("#amount", Input).focus()
            dialog.fault(_("The amount of the order is missing."))
            return
        try:
            lines = self._verdict(order, amount, facts.drafts[:-1])
        except Fault as fault:
            dialog.fault(fault_sentence(fault))
            return
        self.checked_order = (dialog, facts)
        dialog.found("\n".join(lines))
        dialog.fault(_("Checked, and nothing written yet: enter again writes the order."))

    def _verdict(self, order: Draft, amount: Money, buyers: tuple[Draft, ...]) -> list[str]:
        terms = parse(order.said["terms"]) if order.said.get("terms") else NO_TERMS
        if buyers:
            said = buyers[0].said
            number = dict(said["registrations"]).get("company_number", "")
            answer = check_unknown(amount, self.shown.book, self.shown.on, terms, said["country"], number)
        else:
            answer = checked(self.shown, order.customer_id, amount, terms)
        return [named(label, text) if label else f"  {text}" for label, text, _tone in check_lines(answer)]
