"""Marked buyers: what a command does to all of them, said before it is done, in one change that `u` takes back."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from credit.actions import Hand, acknowledge, log_contact
from credit.alerts import Alert
from credit.assessment import Assessment
from credit.book import Book
from credit.change import Change, together
from tui.commands import Scope
from tui.dialogs.ask import Dialog
from tui.dialogs.contact import ContactFacts
from tui.dialogs.many import ManyContactDialog, SureDialog
from tui.news_work import NewsWork
from tui.screens.base import BuyerScreen
from tui.screens.listing import Listing
from tui.screens.portfolio import PortfolioScreen
from tui.views.how_many import how_many
from tui.views.proposals import proposed_in
from tui.views.snapshot import Snapshot
from wording.deeds import deed
from wording.words import _, plural

__all__ = ["MarkWork", "for_each"]


def for_each(ids: Sequence[str], act: Callable[[Book, Hand, str], Change]) -> Callable[[Book, Hand], Change]:
    """One action that does the same with each of these buyers, all or none."""
    return lambda book, hand: together([act(book, hand, id) for id in ids])


class MarkWork(NewsWork):
    """Commands on marked buyers; where none is marked they are about the one under the cursor."""

    @property
    def marked(self) -> tuple[Assessment, ...]:
        """Buyers marked on the screen in front, in its order; what a filter hides is not among them."""
        screen, of = self.screen, self.shown.assessed.by_id
        return tuple(of[id] for id in screen.marked_keys() if id in of) if isinstance(screen, BuyerScreen) else ()

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark off, and go to the next."""
        self._marking(lambda screen: screen.mark_one())

    def action_mark_all(self) -> None:
        """Mark every row that is shown, or take all marks off."""
        self._marking(lambda screen: screen.mark_all())

    def action_mark_range(self) -> None:
        """Mark every row from the last one marked to the cursor."""
        self._marking(lambda screen: screen.mark_range())

    def _marking(self, mark: Callable[[BuyerScreen], None]) -> None:
        if not isinstance(self.screen, BuyerScreen):
            return
        if self.screen.scope is Scope.CUSTOMER or not _of_buyers(self.screen):
            self.say(_("Only lists of buyers have marks."))
        else:
            mark(self.screen)

    def action_contact(self) -> None:
        """Log a contact with the buyer under the cursor, or the same with every marked one."""
        if marked := self.marked:
            self.push_screen(ManyContactDialog(marked, self._contacted_each))
        else:
            super().action_contact()

    def _contacted_each(self, dialog: Dialog[Any], facts: ContactFacts) -> None:
        ids = [entry.id for entry in dialog.entries]
        told = (facts.channel, facts.outcome, facts.text)
        self.act(dialog, for_each(ids, lambda book, hand, buyer: log_contact(book, hand, buyer, *told)))

    def action_acknowledge(self) -> None:
        """Mark the alerts of the buyer under the cursor as seen, or those of every marked one."""
        if not (marked := self.marked):
            super().action_acknowledge()
            return
        unseen = tuple(_unseen(marked))
        if not unseen:
            self.say(_("These buyers have no alert that nobody has seen."))
            return
        asked = plural("Mark {n} alert as seen: {whose}?", "Mark {n} alerts as seen: {whose}?", len(unseen))
        question = asked.format(n=len(unseen), whose=how_many(marked))
        self.push_screen(SureDialog(question, lambda: self._seen(unseen)))

    def _seen(self, unseen: Sequence[Alert]) -> None:
        self.act(None, lambda _book, hand: acknowledge(hand, unseen))

    def done(self, dialog: Any, change: Change, shown: Snapshot) -> None:
        """Publish the next snapshot, and say of many buyers how many."""
        super().done(dialog, change, shown)
        if (n := len(change.touched)) > 1:
            told = plural("{n} buyer: {what}: on disk.", "{n} buyers: {what}: on disk.", n)
            self.say(told.format(n=n, what=deed("propose_above" if proposed_in(change) else change.what)))


def _of_buyers(screen: BuyerScreen) -> bool:
    """Whether a row is one buyer: an invoice is less than that, and the sums of a parent are of more."""
    return not isinstance(screen, PortfolioScreen) or screen.listing is Listing.BUYERS


def _unseen(entries: Iterable[Assessment]) -> Iterable[Alert]:
    return (alert for entry in entries for alert in entry.alerts if not alert.acknowledged)
