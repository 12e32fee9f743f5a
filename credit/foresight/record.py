"""The record of one buyer as it grows: what is known of its invoices on a day, kept so that the next day costs little.

An invoice past its due date and unpaid is known to be late, as a paid one is known to be what it was (FORESIGHT.md, 2):
whoever learns from paid invoices alone learns from the quick payers.
"""

from collections import deque
from collections.abc import Iterable

from credit.foresight.item import NEVER, Item

__all__ = ["ISSUED", "LATE", "PAID", "Record", "Turn", "clipped", "turns"]

PAID, LATE, ISSUED = 0, 1, 2
MOST_EARLY, MOST_LATE = -30, 90
"""Days beyond which one invoice weighs no more in a mean [P]."""
LEVEL_WEIGHT = 0.3
"""Weight of the latest invoice in the exponentially weighted days late (FORESIGHT.md, 10)."""
LATEST = 40
"""Settled invoices whose days late are kept (FORESIGHT.md, 5)."""


Turn = tuple[int, int, int, Item]
"""A day on which something becomes known of an invoice, what, its place among those of the buyer, and the invoice.

`PAID` comes before `LATE` before `ISSUED`: a day is looked at from its end. Plain tuples are sorted in half the time.
"""


def turns(items: Iterable[Item]) -> list[Turn]:
    """Everything that becomes known of these invoices, in its order."""
    found: list[Turn] = []
    for place, item in enumerate(items):
        _, issued, _, rolled, _, _, known = item
        found.append((issued, ISSUED, place, item))
        if known > rolled:
            found.append((max(issued, rolled), LATE, place, item))
        if known < NEVER:
            found.append((max(issued, known), PAID, place, item))
    found.sort()
    return found


def clipped(days: int) -> int:
    """Days late as they count in a mean."""
    return MOST_EARLY if days < MOST_EARLY else min(days, MOST_LATE)


class Record:
    """What is known of one buyer at the end of a day."""

    __slots__ = ("amounts", "beyond", "count", "days", "first", "late", "level", "open", "overdue", "recent", "terms", "weekday")

    def __init__(self) -> None:
        self.count = [0, 0]
        """Invoices of which it is known whether they are late, by calendar class ..."""
        self.late = [0, 0]
        """... and those that are."""
        self.beyond = [0, 0]
        """Of all of them: those not paid before the rolled due date, and those not paid on it either."""
        self.weekday = [(0, 0)] * 7
        """By weekday of the due date: known, and late."""
        self.recent: deque[int] = deque(maxlen=10)
        """Of the last: 0 paid before the rolled due date, 1 on it, 2 later."""
        self.days: deque[int] = deque(maxlen=LATEST)
        """Days late of the last settled ones, from the rolled due date."""
        self.level = 0.0
        """Exponentially weighted days late."""
        self.open: dict[int, Item] = {}
        """What is not settled ..."""
        self.overdue: dict[int, Item] = {}
        """... and of that what is past its rolled due date, or on it at the end of the day."""
        self.amounts: deque[int] = deque(maxlen=20)
        self.terms: deque[int] = deque(maxlen=20)
        self.first = NEVER
        """Day of its first invoice."""

    def take(self, turn: Turn) -> None:
        """Let a turn become known."""
        _, what, place, item = turn
        if what == ISSUED:
            self.amounts.append(item.minor)
            self.terms.append(item.due - item.issued)
            self.first = min(self.first, item.issued)
            if item.known > item.issued:
                self.open[place] = item
        elif what == LATE:
            self._learn(item, 2, 1)
            self.overdue[place] = item
        else:
            self.open.pop(place, None)
            self._settle(item, self.overdue.pop(place, None) is None)

    def _settle(self, item: Item, news: bool) -> None:
        days = item.days
        if news:
            self._learn(item, 2 if days > 0 else int(days == 0), int(item.late))
        self.days.append(days)
        weight = LEVEL_WEIGHT if len(self.days) > 1 else 1.0
        self.level += weight * (clipped(days) - self.level)

    def _learn(self, item: Item, kept: int, late: int) -> None:
        off = item.due != item.rolled
        self.count[off] += 1
        self.late[off] += late
        self.beyond[0] += kept > 0
        self.beyond[1] += kept > 1
        day = (item.due - 1) % 7
        known, were = self.weekday[day]
        self.weekday[day] = (known + 1, were + late)
        self.recent.append(kept)
