"""What the past of the whole house says of every row of its queue: own history of risk, the control group, and since when
contacts are written down.

It is drawn from all buyers and stands for the day, so a change of today moves the row of its own buyer alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from credit.assess import Assessed
from credit.assessment import Assessment
from credit.contacting import contacts_made
from credit.control_group import Controlled
from credit.controlled import control
from credit.foresight.ranking import NOT_LEARNT, OwnHistory, own_history

__all__ = ["NO_LESSONS", "Lessons", "lessons"]


@dataclass(frozen=True, slots=True)
class Lessons:
    """All of it, and the book it was drawn from."""

    drawn_from: Assessed | None = None
    own: OwnHistory = NOT_LEARNT
    controlled: Controlled | None = None
    """What the control group says of contacts; `None` where the policy does not ask for one, or its first period runs."""
    recorded_since: date | None = None
    """Day of the first contact with any buyer on record; `None` where the house writes none down."""

    def places_as(self, other: "Lessons", on: date) -> bool:
        """Whether a row stands on the day by these as it does by others.

        A house whose first contact is written down on the day has no invoice yet that was paid late in the time since.
        """
        since, before = self.recorded_since or on, other.recorded_since or on
        return self.own.learnt is other.own.learnt and self.controlled == other.controlled and since == before


NO_LESSONS = Lessons()


def lessons(assessed: Assessed, kept: Lessons = NO_LESSONS, *, later: bool = False) -> Lessons:
    """What a book says; of what was `kept` of an earlier look all that still holds, and own history learnt `later` where due."""
    before = kept.drawn_from
    changed = list(assessed.moved(before.by_id if before is not None else {}))
    return Lessons(
        assessed,
        own_history(assessed, before, kept.own, changed, later=later),
        control(assessed, before, kept.controlled, changed),
        _recorded_since(assessed, kept, changed),
    )


def _recorded_since(assessed: Assessed, kept: Lessons, changed: Iterable[str]) -> date | None:
    """The first contact of all buyers; who did not change is not asked again, unless the contact was with one that did."""
    before = kept.drawn_from
    if before is None or before.on != assessed.on:
        return _first_of(assessed.by_id.values())
    moved = list(changed)
    if kept.recorded_since is not None and kept.recorded_since == _first_of(_those(before, moved)):
        return _first_of(assessed.by_id.values())
    found = (kept.recorded_since, _first_of(_those(assessed, moved)))
    return min((day for day in found if day is not None), default=None)


def _those(assessed: Assessed, ids: Iterable[str]) -> Iterable[Assessment]:
    return (assessed.by_id[id] for id in ids if id in assessed.by_id)


def _first_of(entries: Iterable[Assessment]) -> date | None:
    made = (contacts_made(entry.account, entry.on) for entry in entries if entry.account.contacts)
    return min((contacts[0].on for contacts in made if contacts), default=None)
