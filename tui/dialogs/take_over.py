"""Taking buyers over that somebody else of the desk has: whose they are is said, and why is asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from textual.widgets import Input

from credit.assessment import Assessment
from tui.dialogs.ask import Dialog, entry
from tui.views.how_many import how_many
from wording import figures
from wording.listing import listed
from wording.words import _

__all__ = ["TakeOverDialog", "TakeOverFacts"]


@dataclass(frozen=True, slots=True)
class TakeOverFacts:
    """Why they are taken over."""

    why: str


class TakeOverDialog(Dialog[TakeOverFacts]):
    """One question about one buyer or several."""

    def __init__(self, entries: Sequence[Assessment], then: Callable[[Dialog[Any], TakeOverFacts], None]) -> None:
        """Ask about `entries`, and hand the reason to `then`."""
        super().__init__(entries[0], then)
        self._entries = tuple(entries)

    @property
    def entries(self) -> tuple[Assessment, ...]:
        """Every buyer it is about."""
        return self._entries

    @property
    def buyer(self) -> str:
        """Its name; of several how many they are, and what they owe."""
        return super().buyer if len(self._entries) == 1 else how_many(self._entries)

    def title_text(self) -> str:
        """Whom from, and for how long."""
        holders = {figures.safe(each.holder.to) for each in self._entries if each.holder is not None}
        until = self.about.on + timedelta(days=self.about.house.policy.sharing.claim_days)
        return "\n".join(
            (
                _("Take over from {who}: {name}").format(who=listed(sorted(holders)), name=self.buyer),
                _("It lasts until {day}. What has no end counts again after it.").format(day=figures.day(until)),
            )
        )

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Why."""
        return ((_("Why"), entry("because")),)

    def gathered(self) -> TakeOverFacts | str:
        """The reason; whether one is owed says the desk."""
        return TakeOverFacts(self.value("because"))
