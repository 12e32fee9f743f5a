"""What is learnt of a whole book on a day, and shared by the forecasts of all its invoices.

Everything stands on what was known by then. The coefficients begin at those of other books and move to the book's own with its
rows; the interval's levels, and how far risk may reorder amounts, are those that were right on three earlier days of this book.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from credit.foresight.features import features, standing
from credit.foresight.item import NEVER, Item, plausible
from credit.foresight.learnt import Learnt
from credit.foresight.logistic import fit
from credit.foresight.outlook import Roll, own_days
from credit.foresight.pace import Pace, pace
from credit.foresight.pooled import COEFFICIENTS
from credit.foresight.record import ISSUED, PAID, Record, Turn, turns
from credit.foresight.spread import Habits, habits
from credit.foresight.tuning import Glimpse, tuned

__all__ = ["EARLIER", "OWN_FROM", "Buyer", "Gathered", "as_known", "gather", "learn", "learn_all", "record_of"]

MOST_ROWS = 6000
"""Invoices the coefficients are fitted to, evenly out of all [P]: more made no difference on any real book."""
FIRM, LOOSENED = 200.0, 180_000.0
"""Precision of the coefficients of other books: firm at first, then loosened in proportion to the rows [P].

Measured on five real books, each begun with the coefficients of the four others: after 300 rows the firm ones are right more
often than any of its own, from 3,000 rows on its own are; what comes between was best followed so."""
OWN_FROM = int(LOOSENED / FIRM)
"""Invoices of known lateness from which on the coefficients of other books give way to the book's own."""
EARLIER = (90, 60, 30)
"""Days ago on which the book is tried [P]."""
MOST_BUYERS = 2000
"""Buyers on which a book is tried, evenly out of all [P]."""
YEAR = 365


class Buyer(NamedTuple):
    """The invoices of one buyer, by issue, and its bank days."""

    items: Sequence[Item]
    roll: Roll
    broke: int = NEVER
    """Day from which its insolvency is known."""


def as_known(items: Iterable[Item], on: int) -> list[Item]:
    """These invoices as known at the end of a day, by issue, however they come; an impossible due date teaches nothing."""
    known = [
        item if item.known <= on or item.paid == item.known == NEVER else item._replace(paid=NEVER, known=NEVER)
        for item in items
        if item.issued <= on and plausible(item)
    ]
    return sorted(known, key=lambda item: (item.issued, item.due, item.invoice))


def record_of(items: Sequence[Item], on: int) -> Record:
    """The record of a buyer at the end of a day."""
    record = Record()
    for turn in turns(as_known(items, on)):
        if turn[0] > on:
            break
        record.take(turn)
    return record


def learn(buyers: Iterable[Buyer], on: int, prior: Sequence[float] = COEFFICIENTS) -> Learnt:
    """What the book teaches by the end of a day, beginning at the coefficients of other books."""
    return learn_all(buyers, on, prior)[0]


def learn_all(buyers: Iterable[Buyer], on: int, prior: Sequence[float] = COEFFICIENTS) -> tuple[Learnt, list[Record]]:
    """The same, and the record of each of these buyers, which learning has made on its way."""
    found = gather(buyers, on)
    coefficients = fit(found.rows, found.outcomes, prior, min(FIRM, LOOSENED / max(len(found.rows), 1)))
    learnt = Learnt(on, found.book, found.habits, coefficients, len(found.rows))
    return tuned(learnt, found.glimpses), found.records


def gather(buyers: Iterable[Buyer], on: int) -> "Gathered":
    """Everything that is learnt from, on one way through the book as known at the end of a day."""
    told = [(buyer.roll, turns(as_known(buyer.items, on))) for buyer in buyers]
    book = pace((turned for _, turned in told), on)
    settled = (item.days for _, turned in told for day, what, _, item in turned if what == PAID and on - YEAR < day <= on)
    found = Gathered(on, book, habits(settled), sum(what == ISSUED for _, turned in told for _, what, _, _ in turned))
    step = len(told) // MOST_BUYERS + 1
    for place, (roll, turned) in enumerate(told):
        found.walk(turned[: bisect_left(turned, (on + 1,))], roll, tried=place % step == 0)
    return found


class Gathered:
    """What is picked up on the way through a book: rows to learn from, and glimpses of earlier days."""

    def __init__(self, on: int, book: Pace, habit: Habits, whole: int) -> None:
        self.on, self.book, self.habits = on, book, habit
        self.step = whole // MOST_ROWS + 1
        self.seen = 0
        self.rows: list[list[float]] = []
        self.outcomes: list[int] = []
        self.glimpses: list[Glimpse] = []
        self.records: list[Record] = []
        """Of each buyer, as known at the end."""

    def walk(self, turned: Sequence[Turn], roll: Roll, *, tried: bool = True) -> None:
        """Go through the days of one buyer, and look at it on the earlier days where the book is tried on it."""
        record, days = Record(), [self.on - ago for ago in EARLIER] if tried else []
        for turn in turned:
            while days and turn[0] > days[0]:
                self._glimpse(record, days.pop(0), roll)
            record.take(turn)
            if turn[1] == ISSUED:
                self.seen += 1
                if self.seen % self.step == 0:
                    self._row(record, turn)
        for day in days:
            self._glimpse(record, day, roll)
        self.records.append(record)

    def _row(self, record: Record, turn: Turn) -> None:
        on, _, _, item = turn
        if item.paid <= self.on or item.due <= self.on:
            self.rows.append(features(standing(record, self.book, on), item))
            self.outcomes.append(int(item.late))

    def _glimpse(self, record: Record, day: int, roll: Roll) -> None:
        if not record.open:
            return
        stands, own = standing(record, self.book, day), own_days(record, day)
        self.glimpses += [Glimpse(day, item, stands, own, roll) for item in record.open.values()]
