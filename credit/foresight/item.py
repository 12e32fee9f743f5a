"""What foresight sees of an invoice: days, an amount in one currency, and since when it is known to be paid.

Days are ordinals. How late a buyer pays counts from the rolled due date: who owes on a Sunday and pays on Monday kept to its
day. Whether the money was there on the date as written is another question, and the calendar answers most of it.
"""

from typing import NamedTuple

from credit.plausible import Plausible

__all__ = ["NEVER", "Item", "plausible"]

NEVER = 10**9
"""An ordinal beyond every day: not paid yet."""
LONGEST, EARLIEST = Plausible().due_days, -31
"""Days from issue to due date outside which a due date is a typing error: nothing is learnt from it [P]."""


class Item(NamedTuple):
    """One invoice."""

    invoice: str
    issued: int
    due: int
    """Due date as written."""
    rolled: int
    """The first bank day on which it could be paid."""
    minor: int
    """Amount in base minor units; 0 where nobody published a rate."""
    paid: int = NEVER
    """Day it was settled."""
    known: int = NEVER
    """Day on which that was known, not before it was paid."""

    @property
    def off(self) -> int:
        """Its calendar class: 1 where it is due on a day on which no bank works, else 0."""
        return int(self.due != self.rolled)

    @property
    def days(self) -> int:
        """Days from the rolled due date until it was settled; negative when early."""
        return self.paid - self.rolled

    @property
    def late(self) -> bool:
        """Whether it was paid after the due date as written."""
        return self.paid > self.due


def plausible(item: Item) -> bool:
    """Whether its due date may be meant: not a month or more before its issue, and not years after it."""
    return EARLIEST <= item.due - item.issued <= LONGEST
