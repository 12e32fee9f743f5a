"""A person's word on a buyer's place in the queue: at its head, at its end, or where the rules put it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from textual.widgets import Input

from tui.dialogs.ask import Dialog, entry
from tui.dialogs.contact import listed
from tui.dialogs.reading import read_day
from wording.words import _, plural

__all__ = ["PinDialog", "PinFacts", "Place"]


class Place(StrEnum):
    """Where the buyer is put."""

    HEAD = "h"
    LAST = "l"
    END = "e"


@dataclass(frozen=True, slots=True)
class PinFacts:
    """The place, until when, and why; of an end neither day nor reason is asked."""

    place: Place
    until: date
    why: str


class PinDialog(Dialog[PinFacts]):
    """Three questions; the head for a week stands there, or an end where a person gave the buyer its place already."""

    goes_on = True

    def title_text(self) -> str:
        """Whose place, the letters, and how long it may last."""
        ways = (_("h put at the head"), _("l push to the end"), _("e take that off again"))
        most = self.about.house.policy.steps.pin_most_days
        lines = (
            _("Place of {name} in the queue").format(name=self.buyer),
            listed(ways, self.app.size.width - 2),
            plural("It stands {n} day at most.", "It stands {n} days at most.", most).format(n=most),
        )
        return "\n".join(lines)

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Which, until, why."""
        place = Place.END if self._placed else Place.HEAD
        days = min(7, self.about.house.policy.steps.pin_most_days)
        return (
            (_("Place (a letter)"), entry("place", place.value)),
            (_("Until the day"), entry("until", (self.about.on + timedelta(days=days)).isoformat())),
            (_("Why"), entry("because")),
        )

    def first_id(self) -> str:
        """The reason is what nobody can guess; an end needs none."""
        return "place" if self._placed else "because"

    @property
    def _placed(self) -> bool:
        """Whether a person gave each its place already."""
        return all(entry.pin is not None for entry in self.entries)

    def gathered(self) -> PinFacts | str:
        """The facts, or what cannot be read."""
        try:
            place = Place(self.value("place").lower())
        except ValueError:
            return _("Which place: one of the letters {letters}.").format(letters=" ".join(Place))
        if place is Place.END:
            return PinFacts(place, self.about.on, "")
        until = read_day(_("Until the day"), self.value("until"), self.about.on)
        return until if isinstance(until, str) else PinFacts(place, until, self.value("because"))
