"""What pressing did: buyers lost after being pressed and buyers kept, counted by the class and the treatment of the time.

Uniform harsh dunning loses loyal customers, and that is worse than the debt (TRADE.md 0, story B). Whoever pays and never
orders again has been lost, and nobody sees it in the ledger: it is told here. Made only when somebody asks: it looks at each
contact as the book was known on its day.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import median_low

from credit.account import Account
from credit.aging import ledger
from credit.assess import assess
from credit.assessment import Assessment
from credit.book import Book
from credit.calendar import days_after, months_after
from credit.contacting import contacts_made
from credit.five_classes import DebtClass
from credit.treatment import Tone, next_step
from credit.watching import Watching

__all__ = ["Aftermath", "PressedCount", "Pressing", "aftermath", "pressed_counts", "pressings"]

PRESSING_TONES = frozenset({Tone.FIRM, Tone.FACE_SAVING, Tone.FINAL})


class Aftermath(StrEnum):
    """What became of a buyer that was pressed."""

    LOST = "lost"
    """It has paid, and has not ordered again for longer than it ever took."""
    KEPT = "kept"
    """It has ordered again."""
    UNDECIDED = "undecided"
    """It still owes, or it is too early to say, or it had hardly ordered before."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """One time a buyer was pressed, from the first pressing contact until what was overdue then was paid."""

    customer_id: str
    contact: str
    """Number of the contact at the heaviest class of that time."""
    on: date
    """Day of the first pressing contact."""
    debt_class: DebtClass
    """The heaviest class it was contacted in ..."""
    tone: Tone
    """... and the tone of the treatment then."""
    paid_on: date | None
    """Day the last of what was overdue was paid; `None`: not yet."""
    aftermath: Aftermath


@dataclass(frozen=True, slots=True)
class PressedCount:
    """One line of the table: a class, a treatment, and what became of the buyers."""

    debt_class: DebtClass
    tone: Tone
    pressed: int
    paid: int
    lost: int
    kept: int
    undecided: int


def pressed_counts(found: Iterable[Pressing]) -> tuple[PressedCount, ...]:
    """Pressings by class and treatment, the heaviest class first; lost, kept and undecided are all that were pressed."""
    counts: dict[tuple[DebtClass, Tone], Counter[str]] = {}
    for each in found:
        sums = counts.setdefault((each.debt_class, each.tone), Counter())
        sums["pressed"] += 1
        sums["paid"] += each.paid_on is not None
        sums[each.aftermath.value] += 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[0][0].rank, pair[0][1]))
    return tuple(
        PressedCount(value, tone, n["pressed"], n["paid"], n["lost"], n["kept"], n["undecided"]) for (value, tone), n in ordered
    )


def pressings(account: Account, on: date, book: Book) -> tuple[Pressing, ...]:
    """Every time this buyer, as known on `on`, was pressed, the oldest first.

    A contact presses where something was overdue and the treatment of that day had a firm, face-saving or final tone.
    """
    settled = {entry.invoice.id: entry.on for entry in ledger(account, on, book.policy.short_pays).settled}
    found: list[Pressing] = []
    for contact in contacts_made(account, on):
        entry = assess(account.as_known_on(contact.on), contact.on, book)
        before = entry.supposing(contacts=tuple(each for each in entry.contacts if each.on < contact.on))
        tone, value = (
            next_step(before, book.policy).tone,
            entry.debt_class.value,
        )  # the step this contact was, not the one after it
        if not entry.ledger.late or tone not in PRESSING_TONES:
            continue
        last = found[-1] if found else None
        if last is None or (last.paid_on is not None and contact.on > last.paid_on):
            paid_on = _paid_on(entry, settled)
            became = aftermath(account, contact.on, paid_on, on, book.policy.watching)
            found.append(Pressing(account.id, contact.id, contact.on, value, tone, paid_on, became))
        elif value.rank > last.debt_class.rank:
            found[-1] = replace(last, contact=contact.id, debt_class=value, tone=tone)
    return tuple(found)


def _paid_on(entry: Assessment, settled: Mapping[str, date]) -> date | None:
    """Day the last of what was overdue then was paid; `None` while any of it is open."""
    days = [settled.get(item.invoice.id) for item in entry.ledger.late]
    paid = [day for day in days if day is not None]
    return max(paid) if len(paid) == len(days) else None


def aftermath(account: Account, pressed_on: date, paid_on: date | None, on: date, policy: Watching) -> Aftermath:
    """What became by `on` of a buyer pressed on one day that has paid on another; where it takes no orders, invoices tell."""
    traded = sorted({order.on for order in account.orders} or {invoice.issued_on for invoice in account.invoices})
    before = [day for day in traded if day <= pressed_on]
    if paid_on is None:
        return Aftermath.UNDECIDED
    if any(pressed_on < day <= on for day in traded):
        return Aftermath.KEPT
    if len(before) < policy.least_orders:
        return Aftermath.UNDECIDED
    usual = median_low([(later - earlier).days for earlier, later in pairwise(before)])
    lost = max(months_after(paid_on, policy.lost_months), days_after(paid_on, usual * policy.lost_gaps))
    return Aftermath.LOST if on >= lost else Aftermath.UNDECIDED
