"""A row of the queue by the book's own history: what is at risk of an invoice, moved by its own risk as far as that held so far.

What a book taught is that of the end of the day before: nothing that is done today moves the order of everybody else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from credit.assess import Assessed
from credit.assessment import Assessment
from credit.foresight.forecast import forecast_buyer
from credit.foresight.item import Item
from credit.foresight.learning import Buyer, as_known, learn
from credit.foresight.learnt import Learnt
from credit.foresight.reading import buyer_of

__all__ = ["OwnRisk", "own_history", "own_risks"]

FEW = 20
"""Buyers that may change before the history is read anew without asking whether theirs did."""


class OwnRisk(NamedTuple):
    """The own risk of an open invoice."""

    times: Decimal
    """By which it moves the amount: 1 on the average of earlier days of the book."""
    percent: int
    """Chance that it is paid more than thirty days late."""
    further: int
    """Days it is expected to be late yet, none beyond the ninetieth counted."""


def own_risks(entry: Assessment, learnt: Learnt) -> Mapping[str, OwnRisk]:
    """Of each open invoice of a buyer, by its number."""
    found = {}
    for one in forecast_buyer(entry, learnt):
        times = Decimal(round(100 * learnt.moved(one.outlook))) / 100
        found[one.item.invoice.id] = OwnRisk(times, round(100 * one.outlook.late_month), round(one.outlook.days))
    return found


def own_history(
    assessed: Assessed, least: int, before: Assessed | None = None, kept: Learnt | None = None, changed: Iterable[str] = ()
) -> Learnt | None:
    """What the book taught by the end of the day before, where it was tried on at least so many of its invoices.

    What was `kept` of the same book `before` these buyers `changed` is kept where their history of that day is what it was.
    """
    moved = list(changed)
    day = assessed.on.toordinal() - 1
    if (
        before is not None
        and before.on == assessed.on
        and len(moved) <= FEW
        and all(_history(before.by_id.get(id), day) == _history(assessed.by_id.get(id), day) for id in moved)
    ):
        return kept
    buyers = [Buyer(_history(entry, day), buyer_of(entry).roll) for entry in assessed.by_id.values()]
    learnt = learn(buyers, day)
    return replace(learnt, on=day + 1) if learnt.tried.cases >= least else None


def _history(entry: Assessment | None, day: int) -> tuple[Item, ...]:
    """The invoices of a buyer as known at the end of a day, those entered or corrected later left out."""
    if entry is None:
        return ()
    later = {invoice.id for invoice in entry.account.invoices if invoice.learnt_on.toordinal() > day}
    return tuple(item for item in as_known(buyer_of(entry).items, day) if item.invoice not in later)
