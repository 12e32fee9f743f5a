"""What several people at one desk do with its rows: claim them, take them over, and let them go."""

from typing import Any

from credit.actions import approve, claim, refuse, unclaim
from tui.case_work import CaseWork
from tui.dialogs.ask import Dialog
from tui.dialogs.second import SecondDialog, SecondFacts, Word
from tui.dialogs.take_over import TakeOverDialog, TakeOverFacts
from tui.mark_work import for_each
from tui.views.sharing import is_mine
from wording.words import _

__all__ = ["ShareWork"]


class ShareWork(CaseWork):
    """The commands by which people share one desk."""

    def action_claim(self) -> None:
        """Claim the buyer under the cursor or every marked one; let them go where one has all of them."""
        of = self.shown.assessed.by_id
        entries = self.marked or ((of[self.chosen],) if self.chosen in of else ())
        me = self.shown.me
        if not entries:
            self.say(_("No buyer to show yet."))
            return
        ids = [entry.id for entry in entries]
        if all(is_mine(entry, me) for entry in entries):
            self.act(None, for_each(ids, unclaim))
        elif others := [entry for entry in entries if entry.holder is not None and not is_mine(entry, me)]:
            self.push_screen(TakeOverDialog(others, lambda dialog, facts: self._taken_over(dialog, ids, facts)))
        else:
            self.act(None, for_each(ids, claim))

    def _taken_over(self, dialog: Dialog[Any], ids: list[str], facts: TakeOverFacts) -> None:
        self.act(dialog, for_each(ids, lambda book, hand, buyer: claim(book, hand, buyer, None, facts.why, True)))

    def action_second(self) -> None:
        """Agree to what waits for a second person with the buyer under the cursor, or refuse it."""
        entry = self.shown.assessed.by_id.get(self.chosen)
        if entry is not None and not entry.proposals:
            self.say(_("Nothing waits for a second person with this buyer."))
        else:
            self.ask(SecondDialog, self._seconded)

    def _seconded(self, dialog: Dialog[Any], facts: SecondFacts) -> None:
        if facts.word is Word.AGREE:
            self.act(dialog, approve, dialog.about.id, facts.decision)
        else:
            self.act(dialog, refuse, dialog.about.id, facts.why, facts.decision)
