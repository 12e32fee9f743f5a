"""The orders the buyers can stand in: what is absent stands last whichever way an order is turned.

An amount in a currency without a rate is absent here: its minor units are no minor units of the base currency, and would set
a small debt before a large one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from credit.assessment import Assessment
from credit.rating.letter import Grade
from tui.views.table import Column
from wording.words import _

__all__ = ["FIRST", "ORDERS", "SIGNS", "Order", "open_in_base", "with_sign"]

SIGNS = {False: "^", True: "v"}
"""What stands behind the heading of the sorted column: whether its figures fall from row to row. ASCII, one cell."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order of the buyers."""

    says: Callable[[], str]
    """What it goes by, as people call it."""
    value: Callable[[Assessment], tuple[Any, ...] | None]
    """What is compared, smallest first; `None` where it is absent."""
    column: str
    """Key of the column whose heading carries the sign; empty where it has none."""
    falls: bool = True
    """Whether the figures of that column fall from the first row to the last."""

    def place(self, entry: Assessment) -> tuple[Any, ...]:
        """Where a buyer stands: what is absent behind everything, the longest past due first."""
        found = self.value(entry)
        return (True, -entry.worst_dpd, entry.id) if found is None else (False, *found, entry.id)

    def sign(self, *, turned: bool) -> str:
        """The sign of its direction."""
        return SIGNS[self.falls is not turned]


def open_in_base(entry: Assessment) -> int | None:
    """What is open in minor units of the base currency, unapplied money set off; `None` where a rate is missing."""
    return sum(entry.base_aging[:-1]) - entry.base_aging[-1] if entry.base_aging is not None else None


def _most(minor: int | None) -> tuple[int] | None:
    return None if minor is None else (-minor,)


def _grade(entry: Assessment) -> tuple[int, int] | None:
    grade = entry.graded.value
    return None if grade is Grade.UNRATED else (-grade.rank, -entry.worst_dpd)


def _used(entry: Assessment) -> tuple[int] | None:
    used = entry.exposure.used_percent
    return None if used is None else (-int(used),)


ORDERS: Mapping[str, Order] = {
    "overdue": Order(lambda: _("what is overdue"), lambda e: _most(e.overdue_in_base), "overdue"),
    "exposure": Order(lambda: _("what is open"), lambda e: _most(open_in_base(e)), "exposure"),
    "worst_dpd": Order(lambda: _("days past due"), lambda e: (-e.worst_dpd,), "worst_dpd"),
    "debt_class": Order(lambda: _("class"), lambda e: (-e.debt_class.value.rank, -e.worst_dpd), "debt_class"),
    "grade": Order(lambda: _("grade"), _grade, "grade"),
    "limit_used_percent": Order(lambda: _("share of the limit used"), _used, "limit_used"),
    "name": Order(lambda: _("name"), lambda e: (e.account.customer.name.lower(),), "name", falls=False),
    "id": Order(lambda: _("number"), lambda _entry: (), "", falls=False),
}
"""By the name a script gives; the first is the one the portfolio opens with, and needs no judgement."""
FIRST = next(iter(ORDERS))


def with_sign(columns: Sequence[Column], order: Order, sign: str) -> tuple[Column, ...]:
    """The columns, the one that is sorted by with its sign; it stays on a narrow screen."""
    return tuple(replace(each, sign=sign, priority=0) if each.key == order.column else each for each in columns)
