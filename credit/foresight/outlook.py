"""What is to be expected of one open invoice on a day, from its buyer's record, the book it stands in, and its age so far."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from credit.foresight.item import NEVER, Item
from credit.foresight.record import Record
from credit.foresight.spread import Habits, Spread, spread

__all__ = ["MONTH_LATE", "MOST_DAYS", "Outlook", "Roll", "Word", "day_by", "outlook", "own_days", "paid_by", "spreads"]

Roll = Callable[[int], int]
"""Moves a day to the payer's next bank day, both as ordinals."""

MONTH_LATE = 30
WITHIN = 7
"""Days within which an open overdue invoice is as likely paid as it waits as long again, where its buyer's habit is read [P]."""
OVERDUE_MOST = 10
MOST_DAYS = 90
"""Further days late beyond which one invoice costs no more than another [P]."""


class Outlook(NamedTuple):
    """One open invoice."""

    late: float
    """Chance that it is paid after its due date as written; 1 where that has come and it is not paid."""
    late_month: float
    """Chance that it is paid more than thirty days after it."""
    paid: int
    """Day by which it is as likely paid as not, a bank day."""
    low: int
    """Four in five are paid from this day ..."""
    high: int
    """... to this one."""
    days: float
    """Expected further days past due, none beyond the ninetieth counted."""


class Word(NamedTuple):
    """A promise that stands on an open invoice."""

    day: int
    """For which the money is promised."""
    chance: float
    """That the word is kept, below 1."""


def own_days(record: Record, on: int) -> list[int]:
    """A buyer's days late: of settled invoices, and of the oldest open overdue ones, each twice: paid soon, and not.

    It is no less late than it is already. Left out, who stopped paying would be read by what it paid before.
    """
    waiting = sorted([on - item.rolled for item in record.overdue.values()], reverse=True)[:OVERDUE_MOST]
    return [*record.days, *(late for days in waiting for late in (days + WITHIN, 2 * days + WITHIN))]


def spreads(own: Sequence[int], book: Habits, items: Iterable[Item]) -> Mapping[int, Spread]:
    """The spread of a buyer by the calendar classes of these invoices."""
    return {off: spread(own, book, off) for off in {item.off for item in items}}


def outlook(
    item: Item,
    on: int,
    chance: float,
    habit: Spread,
    roll: Roll,
    levels: tuple[float, float],
    *,
    aged: bool = True,
    word: Word | None = None,
) -> Outlook:
    """What is to be expected of an invoice that is open at the end of `on`; `chance` is that of being late, its age apart.

    A promise (`word`) brings the money on its day with the chance that it is kept, and leaves the habit for the rest.
    Without its age (`aged`) it is told as if nobody knew that it is not paid yet.

    By Bayes: P(late | not paid so far) = P(late) P(late ones wait so long) / P(any waits so long).
    """
    rolled, due = item.rolled, item.due - item.rolled
    passed = on - rolled if aged else -NEVER
    if passed >= due:
        chance = 1.0
    waits = habit.waits(passed, chance)
    left, over = waits.late + waits.early, due + MONTH_LATE
    if left > 0:
        late, month, days = habit.lateness(due, over, MOST_DAYS, waits)
    else:  # it has waited longer than anything ever did
        late, month, days = 1.0, float(passed >= over), float(MOST_DAYS)
    first = roll(on + 1)
    if word is None:
        low, middle, high = [max(roll(rolled + at), first) for at in habit.quantiles((levels[0], 0.5, levels[1]), waits)]
        return Outlook(late, month, middle, low, high, days)
    day, kept = max(roll(word.day), first), word.chance
    before = (1 - kept) * paid_by(day - 1, item, passed, chance, habit)
    told = [_usual(share, before, kept) for share in (levels[0], 0.5, levels[1])]
    late, month = ((1 - kept) * late + kept * (day > item.due), (1 - kept) * month + kept * (day > item.due + MONTH_LATE))
    days = (1 - kept) * days + kept * min(max(day - max(on, item.due), 0), MOST_DAYS)
    usual = habit.quantiles([share or 0.5 for share in told], waits)
    low, middle, high = (max(roll(rolled + at), first) if share else day for share, at in zip(told, usual, strict=True))
    return Outlook(late, month, middle, low, high, days)


def _usual(share: float, before: float, kept: float) -> float:
    """The share of the habit, beside a promise, that ends where this share of all cases ends; 0 on the day of the promise."""
    if share <= before:
        return share / (1 - kept)
    return 0.0 if share <= before + kept else (share - kept) / (1 - kept)


def paid_by(day: int, item: Item, passed: int, chance: float, habit: Spread) -> float:
    """The chance that an invoice not paid so many days from its rolled due date is paid by the end of a bank day.

    Beyond everything ever seen half of the rest is paid each time the wait doubles: the tail of the quantiles.
    """
    left, further = habit.beyond(passed, chance), day - item.rolled - passed
    if further <= 0:
        return 0.0
    if left <= 0:
        return further / (max(passed, 1) + further)
    return 1 - habit.beyond(day - item.rolled, chance) / left


def day_by(share: float, item: Item, passed: int, chance: float, habit: Spread, roll: Roll, on: int) -> int:
    """The bank day by which that share is paid of what was not paid by so many days; it lies after `on`."""
    return max(roll(item.rolled + habit.quantile(share, passed, chance)), roll(on + 1))
