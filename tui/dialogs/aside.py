"""Put a buyer aside: snooze or hold it until a day, with a reason; or end what keeps it out of work."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from textual.widgets import Input

from tui.dialogs.ask import Dialog, entry
from tui.dialogs.contact import listed
from tui.dialogs.reading import read_day
from wording.words import _, plural

__all__ = ["Aside", "AsideDialog", "AsideFacts"]


class Aside(StrEnum):
    """What is done."""

    SNOOZE = "s"
    HOLD = "h"
    END = "e"


@dataclass(frozen=True, slots=True)
class AsideFacts:
    """What is done, until when, and why; of an end neither day nor reason is asked."""

    what: Aside
    until: date
    why: str


class AsideDialog(Dialog[AsideFacts]):
    """Three questions; a snooze of a week stands there, or an end where the buyer is held already."""

    goes_on = True

    def title_text(self) -> str:
        """Who, the letters, and how long each may last."""
        steps = self.about.house.policy.steps
        ways = (
            plural("s snooze, {n} day at most", "s snooze, {n} days at most", steps.snooze_most_days).format(
                n=steps.snooze_most_days
            ),
            plural("h hold, {n} day at most", "h hold, {n} days at most", steps.hold_most_days).format(n=steps.hold_most_days),
            _("e end its holds and disputes"),
        )
        return "\n".join((_("Leave {name} alone").format(name=self.buyer), listed(ways, self.app.size.width - 2)))

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """What, until, why."""
        what = Aside.END if self.about.hold is not None else Aside.SNOOZE
        day = self.about.on + timedelta(days=7)
        return (
            (_("What to do (a letter)"), entry("what", what.value)),
            (_("Until the day"), entry("until", day.isoformat())),
            (_("Why"), entry("because")),
        )

    def first_id(self) -> str:
        """The reason is what nobody can guess; an end needs none."""
        return "what" if self.about.hold is not None else "because"

    def gathered(self) -> AsideFacts | str:
        """The facts, or what cannot be read."""
        try:
            what = Aside(self.value("what").lower())
        except ValueError:
            return _("What: one of the letters {letters}.").format(letters=" ".join(Aside))
        until = read_day(_("Until the day"), self.value("until"), self.about.on)
        if isinstance(until, str):
            if what is not Aside.END:
                return until
            until = self.about.on
        return AsideFacts(what, until, self.value("because"))
