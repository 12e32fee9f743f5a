"""What became of the queue since an earlier day: who is new in it, who is gone and why, whose place is another, what has ended.

The earlier queue is made of the book as it was known on that day, so what was learnt since says nothing in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit.alerts import Alert
from credit.alerts.standing import in_order
from credit.assess import assess_book
from credit.assessment import Assessment
from credit.book import Book
from credit.calendar import days_before, is_bank_day
from credit.ended import ended, ringing
from credit.worklist import Held, Lane, Task, Worklist, worklist

__all__ = ["Changed", "Earlier", "Gone", "Left", "Moved", "New", "Stood", "changed", "queue_stood", "working_day_before"]

MANY = 10
"""Places among the buyers that stand in both queues: a move of fewer is told by nobody."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a buyer stood in the earlier queue."""

    lane: Lane | None
    """`None`: it was held."""
    rank: int
    """From 1; 0 where it was held."""
    held: str
    """Why it was held; empty where it was not."""
    overdue: int | None
    """Minor units of base currency; `None` where a rate was missing."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The queue of an earlier day, by what was known then."""

    stood: Mapping[str, Stood]
    """Where each buyer stood that had work or was held, by number."""
    rang: tuple[Alert, ...] = ()
    """Every alert that rang."""


class Left(StrEnum):
    """Why a buyer stands in the queue no more."""

    HELD = "held"
    """A gate holds it: a promise that runs, a dispute, somebody put it aside, it was spoken to."""
    PAID = "paid"
    """Money came in, and what is left asks for no work."""
    OWES_LESS = "owes_less"
    """It owes less though no money came: a credit note, a correction, another due date."""
    SEEN_TO = "seen_to"
    """What happened was seen to, or is over."""
    FORGOTTEN = "forgotten"
    """It stands in the book no more."""


@dataclass(frozen=True, slots=True)
class New:
    """A buyer that is in the queue now and was not."""

    task: Task
    rank: int
    held: str
    """Why it was held then; empty where there was nothing to do with it."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A buyer that was in the queue and is there no more."""

    customer_id: str
    stood: Stood
    why: Left
    held: Held | None
    """What holds it, where something does."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A buyer that stands in another lane, or many places further up or down."""

    task: Task
    rank: int
    stood: Stood


@dataclass(frozen=True, slots=True)
class Changed:
    """All of it, each in the order of the queue it stands in."""

    since: date
    new: tuple[New, ...] = ()
    gone: tuple[Gone, ...] = ()
    moved: tuple[Moved, ...] = ()
    ended: tuple[Alert, ...] = ()
    """Alerts that rang then and ring no more, the most severe first."""

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.moved or self.ended)


def working_day_before(day: date, country: str) -> date:
    """The last day before `day` on which banks work in `country`; with an empty one, the last weekday."""
    before = days_before(day, 1)
    while not is_bank_day(before, *([country] if country else [])):
        before = days_before(before, 1)
    return before


def queue_stood(book: Book, day: date) -> Earlier:
    """The queue of `day`, by what was known then; dear, since every buyer is judged anew."""
    assessed = assess_book(book, day)
    work = worklist(assessed)
    stood = {task.customer_id: _stood(task, rank, assessed.by_id) for rank, task in enumerate(work.tasks, 1)}
    stood |= {held.customer_id: _stood(held, 0, assessed.by_id) for held in work.held}
    return Earlier(stood, ringing(assessed.by_id))


def _stood(place: Task | Held, rank: int, of: Mapping[str, Assessment]) -> Stood:
    overdue = of[place.customer_id].overdue_in_base
    return Stood(None, 0, place.reason, overdue) if isinstance(place, Held) else Stood(place.lane, rank, "", overdue)


def changed(earlier: Earlier, work: Worklist, since: date) -> Changed:
    """How the queue `work` differs from the `earlier` one, of the day `since`."""
    stood = earlier.stood
    before = [id for id, place in stood.items() if place.rank]
    ranks = {task.customer_id: rank for rank, task in enumerate(work.tasks, 1)}
    new = tuple(
        New(task, rank, stood[task.customer_id].held if task.customer_id in stood else "")
        for rank, task in enumerate(work.tasks, 1)
        if task.customer_id not in stood or not stood[task.customer_id].rank
    )
    gone = tuple(_gone(id, stood[id], work, since) for id in before if id not in ranks)
    moved = tuple(_moved([id for id in before if id in ranks], stood, work))
    over = in_order(ended(earlier.rang, work.seen.by_id)) if work.seen is not None else ()
    return Changed(since, new, gone, moved, over)


def _moved(both: list[str], stood: Mapping[str, Stood], work: Worklist) -> Iterator[Moved]:
    """Of the buyers in both queues, in their earlier order, those that stand elsewhere: newcomers and leavers move nobody."""
    then = {id: place for place, id in enumerate(both)}
    now = 0
    for rank, task in enumerate(work.tasks, 1):
        if task.customer_id not in then:
            continue
        place = stood[task.customer_id]
        if place.lane is not task.lane or abs(now - then[task.customer_id]) >= MANY:
            yield Moved(task, rank, place)
        now += 1


def _gone(id: str, stood: Stood, work: Worklist, since: date) -> Gone:
    entry = work.seen.by_id.get(id) if work.seen is not None else None
    if entry is None:
        return Gone(id, stood, Left.FORGOTTEN, None)
    place = work.placed.get(id)
    if isinstance(place, Held):
        return Gone(id, stood, Left.HELD, place)
    return Gone(id, stood, _left(entry, stood, since), None)


def _left(entry: Assessment, stood: Stood, since: date) -> Left:
    """Why nothing asks for work any more."""
    now = entry.overdue_in_base
    less = not now if stood.overdue is None or now is None else now < stood.overdue
    if less and any(receipt.learnt_on > since for receipt in entry.account.receipts):
        return Left.PAID
    return Left.OWES_LESS if less else Left.SEEN_TO
