"""The day of a desk, and the moment of what it does: neither goes back where the clock of the machine does.

A fact is learnt on the day it is confirmed, and what was learnt later than the day that is shown stands nowhere. A clock that
is set back over midnight would hide what was confirmed a minute ago, and a mark given after it would stand before an earlier
one. So the later day holds: within a run always, between two runs for a week. A clock that is further off was wrong before or is
wrong now, and only a person knows which; then the day of the machine counts, and it is said what is not shown.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from credit.book import Book
from credit.problem import Fault, RefusedChange

__all__ = ["ClockBack", "DeskDay", "ShownDay"]

HELD_DAYS = 7
"""Days by which a clock may have gone back between two runs and the later day still holds."""
BEGINNING = datetime.min.replace(tzinfo=UTC)
_MARK = re.compile(r"(\d{8}-\d{12})-[0-9a-f]{6}")
"""The mark a desk gives to a fact: day and time, and what no other has."""


class ClockBack(Fault):
    """The machine's clock tells an earlier day than facts were confirmed on (`day`, `today`; `reason`: `shown`, `hidden`)."""

    code = "clock_back"


class DeskDay:
    """Tells the day and the moment by the machine's clock, and by what was confirmed already."""

    def __init__(self, book: Book, today: Callable[[], date] = date.today, now: Callable[[], datetime] | None = None) -> None:
        """Begin with what stands in `book`."""
        self._today, self._now = today, now or (lambda: datetime.now().astimezone())
        machine = today()
        last = _last_mark(book, machine)
        self._last = last if last is not None and (last.date() - machine).days <= HELD_DAYS else BEGINNING
        self._latest = max(machine, self._last.date())
        self.hidden = last.date() if last is not None and last > self._last else None
        """The day on which facts were confirmed that the day of the machine does not show."""

    def day(self) -> date:
        """Today: never before a day that was told already."""
        self._latest = max(self._latest, self._today())
        return self._latest

    def moment(self) -> datetime:
        """This moment by the machine's clock; later than every one that was told before."""
        self._last = max(self._now(), self._last + timedelta(microseconds=1))
        return self._last

    def back(self) -> ClockBack | None:
        """What has to be said of a clock that tells an earlier day; `None` where it does not."""
        machine = self._today()
        if self.hidden is not None and machine < self.hidden:
            return ClockBack(day=self.hidden, today=machine, reason="hidden")
        return ClockBack(day=self._latest, today=machine, reason="shown") if machine < self._latest else None


class ShownDay:
    """The day the book is looked at, and whether something may be recorded on it."""

    def __init__(self, clock: DeskDay, fixed: date | None) -> None:
        """Begin with the day of the clock, or with `fixed` where the book was opened on another."""
        self.clock = clock
        self.fixed_day = fixed
        self.only_shown: date | None = None
        """The day that is looked at instead; nothing is recorded on it."""

    @property
    def on(self) -> date:
        """The day the book is looked at, and on which facts are learnt."""
        return self.only_shown or self.own_day

    @property
    def own_day(self) -> date:
        """The day that was given when the book was opened, else today."""
        return self.fixed_day or self.clock.day()

    def need_day_come(self) -> None:
        """Refuse to record on a day still to come: the fact would be on disk, and nobody would see it until then.

        So it is on a day that is only looked at: what is written down today was not known then.
        """
        if self.only_shown is not None:
            raise RefusedChange(reason="day_only_shown", day=self.only_shown, own=self.own_day)
        if self.on > self.clock.day():
            raise RefusedChange(reason="day_ahead", day=self.on, on=self.clock.day())


def _last_mark(book: Book, since: date) -> datetime | None:
    """The latest moment of the marks in the book, from the day `since` on; most accounts learnt nothing so lately."""
    late = (fact.id for account in book.accounts.values() if account.last_learnt >= since for fact in account.versions)
    marks = [found[1] for id in late if (found := _MARK.fullmatch(id))]
    told = [moment for mark in marks if (moment := _read(mark)) is not None and moment.date() >= since]
    return max(told, default=None)


def _read(mark: str) -> datetime | None:
    try:
        return datetime.strptime(mark, "%Y%m%d-%H%M%S%f").astimezone()
    except ValueError:
        return None
