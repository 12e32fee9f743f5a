"""What every screen shows at one moment: an assessed book and its queue, published together or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from credit.assess import NOTHING_ASSESSED, Assessed, assess_book
from credit.assessment import Assessment
from credit.book import Book
from credit.foresight.forecast import learn_book
from credit.foresight.learnt import Learnt
from credit.lessons import NO_LESSONS, Lessons, lessons
from credit.worklist import NO_WORK, Held, Task, Worklist, place, worklist
from tui.views.ranked import Ranked
from tui.views.table import Row

__all__ = ["NOTHING_SHOWN", "RowMemory", "Snapshot", "looked_at", "snapshot", "standing"]


@dataclass(frozen=True, eq=False, repr=False)
class Snapshot:
    """A book on a day, assessed, and ordered when somebody asks for the order; equal to another that shows the same.

    It is not written out where something that holds it is described: a worker of the toolkit does so before it begins, and
    the book of a house would stand there.
    """

    assessed: Assessed = NOTHING_ASSESSED
    number: int = 0
    """Looks of this desk before this one: of two snapshots the one with the higher number is the later."""
    before: Worklist = NO_WORK
    """The queue of the snapshot before, where it was asked for."""
    me: str = ""
    """Who looks: whose buyers are `mine`."""
    kept: Lessons = NO_LESSONS
    """What the book was found to say of its rows at an earlier look."""
    later: bool = False
    """Whether somebody learns the book's own history behind the screen: until then age and grade stand in its place."""

    @cached_property
    def lessons(self) -> Lessons:
        """What the past of the whole house says of every row: dear where its own history is learnt."""
        return lessons(self.assessed, self.kept, later=self.later)

    @cached_property
    def work(self) -> Worklist:
        """Today's work: to order it, every buyer is judged."""
        return worklist(self.assessed, self.before, self.lessons)

    @cached_property
    def learnt(self) -> Learnt:
        """What the book teaches of the days its buyers pay on: dear, since every invoice is gone through."""
        return learn_book(self.assessed)

    def judge(self) -> "Snapshot":
        """The snapshot itself, with every buyer judged."""
        _ = self.work
        return self

    @property
    def judged(self) -> bool:
        """Whether every buyer was: until then it is dear to ask for anything of all of them."""
        return "work" in self.__dict__

    @property
    def book(self) -> Book:
        """The whole book, later knowledge included."""
        return self.assessed.book

    @property
    def on(self) -> date:
        """The day it is looked at."""
        return self.assessed.on

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Snapshot):
            return NotImplemented
        return self is other or (self.assessed == other.assessed and self.work == other.work)

    __hash__ = None  # type: ignore[assignment]  # compared by what it shows, and no key


NOTHING_SHOWN = Snapshot()
FEW = 20
"""Buyers that may change while what the book taught still stands for the day: an import changes more."""


def standing(shown: Snapshot, entry: Assessment) -> Task | Held | None:
    """Where one buyer stands today, without every other being judged for it."""
    if shown.judged:
        return shown.work.placed.get(entry.id)
    return place(entry, shown.book.policy, shown.book.rates, shown.lessons)


def looked_at(shown: Snapshot) -> dict[str, Any]:
    """What every answer for scripts begins with: of which day it is, and by which policy it was made."""
    return {"as_of": shown.on, "policy_version": shown.book.policy.version}


def snapshot(
    book: Book,
    on: date,
    previous: Snapshot = NOTHING_SHOWN,
    me: str = "",
    *,
    later: bool = False,
    drawn: Lessons | None = None,
) -> Snapshot:
    """`book` looked at on `on` by `me`; everything of `previous`, and of lessons `drawn` since, that still holds is kept."""
    before = previous.work if previous.judged else NO_WORK
    kept = drawn or (previous.lessons if "lessons" in vars(previous) else previous.kept)
    found = Snapshot(assess_book(book, on, previous.assessed), previous.number + 1, before, me, kept, later)
    if "learnt" in vars(previous) and previous.on == on and len(found.assessed.moved(previous.assessed.by_id)) <= FEW:
        vars(found)["learnt"] = previous.learnt
    return found


@dataclass(slots=True)
class RowMemory:
    """Rows already made, by what they were made from: a row is made anew only when that is another object."""

    made: dict[str, tuple[object, Row]] = field(default_factory=dict)
    order: tuple[str, Ranked[Row]] = field(default_factory=lambda: ("", Ranked()))
    """The order the rows were last asked for in, and the rows in it."""

    def row(self, key: str, source: object, make: Callable[[], Row]) -> Row:
        """The row of `key`, made by `make` unless it was made from this very `source`."""
        known = self.made.get(key)
        if known is not None and known[0] is source:
            return known[1]
        row = make()
        self.made[key] = (source, row)
        return row

    def ranked(self, order: str) -> Ranked[Row]:
        """The rows in this order, kept for as long as no other is asked for."""
        if order != self.order[0]:
            self.order = (order, Ranked())
        return self.order[1]
