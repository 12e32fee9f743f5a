"""A row of the queue by the book's own history: what is at risk of an invoice, moved by its own risk as far as that held so far.

What a book taught is that of the end of the day before: nothing that is done today moves the order of everybody else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from credit.assess import Assessed
from credit.assessment import Assessment
from credit.foresight.forecast import forecast_buyer
from credit.foresight.item import Item
from credit.foresight.learning import EARLIER, Buyer, as_known, learn
from credit.foresight.learnt import Learnt
from credit.foresight.reading import buyer_of

__all__ = ["NOT_LEARNT", "OwnHistory", "OwnRisk", "own_history", "own_risks"]

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


class OwnHistory(NamedTuple):
    """What the book's own history says of risk."""

    learnt: Learnt | None = None
    """`None` where the policy does not ask for it, the book is too short, or it was not learnt yet."""
    tried: int = 0
    """Open invoices of the last three months on which the book was tried, or could have been where they are too few."""
    due: bool = False
    """Whether it is still to be learnt, from a book that may be long enough."""


NOT_LEARNT = OwnHistory()


def own_risks(entry: Assessment, learnt: Learnt) -> Mapping[str, OwnRisk]:
    """Of each open invoice of a buyer, by its number."""
    found = {}
    for one in forecast_buyer(entry, learnt):
        times = Decimal(round(100 * learnt.moved(one.outlook))) / 100
        found[one.item.invoice.id] = OwnRisk(times, round(100 * one.outlook.late_month), round(one.outlook.days))
    return found


def own_history(
    assessed: Assessed,
    before: Assessed | None = None,
    kept: OwnHistory = NOT_LEARNT,
    changed: Iterable[str] = (),
    *,
    later: bool = False,
) -> OwnHistory:
    """What the book taught by the end of the day before, where the policy asks for it and it was tried on enough invoices.

    What was `kept` of the same book `before` these buyers `changed` is kept where their history of that day is what it was.
    Where something is to be learnt `later`, it is said to be due, and what was learnt of the same day stands meanwhile.
    """
    least, day, moved = assessed.book.policy.valuing.own_history, assessed.on.toordinal() - 1, list(changed)
    alike = before is not None and before.on == assessed.on and before.book.policy.valuing.own_history == least
    if before is not None and alike and not kept.due and len(moved) <= FEW and _unmoved(before, assessed, moved, day):
        return kept
    if not least:
        return NOT_LEARNT
    buyers, found = [], 0
    for entry in assessed.by_id.values():
        buyers.append(buyer := _history(entry, day))
        found += _looks(buyer.items, day) if found < least else 0
        if later and found >= least:
            return OwnHistory(kept.learnt if alike else None, kept.tried if alike else 0, due=True)
    if found < least:
        return OwnHistory(tried=found)
    learnt = learn(buyers, day)
    return OwnHistory(replace(learnt, on=day + 1) if learnt.tried.cases >= least else None, learnt.tried.cases)


def _unmoved(before: Assessed, assessed: Assessed, moved: Iterable[str], day: int) -> bool:
    """Whether the history of these buyers is what it was before."""
    pairs = ((before.by_id.get(id), assessed.by_id.get(id)) for id in moved)
    return all(_same_ledger(old, new) or _told(old, day) == _told(new, day) for old, new in pairs)


def _same_ledger(old: Assessment | None, new: Assessment | None) -> bool:
    """Whether everything is alike that a history is read from: quickly told, and so of most changes."""
    if old is None or new is None:
        return old is new
    was, now = old.account, new.account
    return (
        (was.invoices, was.receipts, was.disputes) == (now.invoices, now.receipts, now.disputes)
        and was.customer.country == now.customer.country
        and old.house == new.house
    )


def _told(entry: Assessment | None, day: int) -> Sequence[Item]:
    return [] if entry is None else _history(entry, day).items


def _looks(items: Iterable[Item], day: int) -> int:
    """On how many of the earlier days, all items together, an invoice was open: the book can be tried on no more."""
    return sum(item.issued <= day - ago < item.known for item in items for ago in EARLIER)


def _history(entry: Assessment, day: int) -> Buyer:
    """A buyer as known at the end of a day, invoices entered or corrected later left out."""
    buyer = buyer_of(entry)
    later = {invoice.id for invoice in entry.account.invoices if invoice.learnt_on.toordinal() > day}
    return Buyer([item for item in as_known(buyer.items, day) if item.invoice not in later], buyer.roll)
