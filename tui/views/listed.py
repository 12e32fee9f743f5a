"""What a filter of the queue lists, summed: how many buyers, what is overdue with them, what a day of waiting costs."""

from collections.abc import Iterable

from credit.assessment import Assessment
from credit.money import Money
from credit.worklist import Task
from tui.views.snapshot import Snapshot
from wording import figures
from wording.listing import listed
from wording.words import _, plural

__all__ = ["listed_sums"]


def listed_sums(shown: Snapshot, ids: Iterable[str]) -> str:
    """Sums over these buyers in base currency; a `+` behind one says that something in it has no rate."""
    entries = [shown.assessed.by_id[id] for id in ids]
    tasks = [task for entry in entries if isinstance(task := shown.work.placed.get(entry.id), Task)]
    overdue = figures.short(Money(sum(map(_overdue, entries)), shown.book.base))
    overdue += "+" if any(entry.overdue_in_base is None for entry in entries) else ""
    parts = [
        plural("{n} buyer", "{n} buyers", len(entries)).format(n=figures.number(len(entries), 0)),
        _("overdue {amount}").format(amount=overdue),
    ]
    if tasks:
        known = [task.value_per_day.minor for task in tasks if task.value_per_day is not None]
        day = figures.amount(Money(sum(known), shown.book.base)) + ("+" if len(known) < len(tasks) else "")
        parts.append(_("{amount} {base} a day").format(amount=day, base=shown.book.base))
    return listed(parts)


def _overdue(entry: Assessment) -> int:
    """Minor units of base currency, of what has a rate."""
    worth = entry.base_aging if entry.base_aging is not None else entry.converted_aging(entry.rated_agings)
    return sum(worth[1:-1])
