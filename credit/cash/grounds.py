"""The grounds on which money could go to invoices, each tried for itself: what a payer wrote, what fits, and in what order.

What came in and what is open is handed in; nothing here knows of the other money that waits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from credit.aging import OpenItem
from credit.cash.references import meant_by
from credit.cash.sums import sum_to
from credit.loss.application import Debt, OrderOfDebts, Remittance, ShortPayPolicy, apply_receipt, tolerance
from credit.money import Money

__all__ = ["SHORT", "Found", "Ground", "Part", "Source", "filled", "fitting"]


class Ground(StrEnum):
    """Why money would go where it is suggested."""

    REFERENCE = "reference"
    """The payer wrote the number, spelt otherwise."""
    DEPOSIT = "deposit"
    """It came in for the order, which is invoiced by now."""
    EXACT = "exact"
    WITHIN_TOLERANCE = "within_tolerance"
    SUM = "sum"
    """Several items sum to it, to the minor unit."""
    SUM_WITHIN_TOLERANCE = "sum_within_tolerance"
    """Everything due up to a day sums to it, but for a bank's charge."""
    LEGAL_ORDER = "legal_order"
    OLDEST_FIRST = "oldest_first"
    NOTHING = "nothing"
    """Nothing is open that it could pay."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one invoice would receive."""

    invoice: str
    amount: Money


class Source(NamedTuple):
    """What came in or was credited and is free."""

    id: str
    on: date
    free: Money
    named: tuple[str, ...]
    """Numbers the payer wrote; of a credit note its order."""
    credit: bool
    order: str = ""
    """The order it is the deposit of; it pays nothing else."""


class Found(NamedTuple):
    """Where money could go."""

    ground: Ground
    items: Sequence[OpenItem]
    """In the order in which they are filled."""
    certain: bool
    """Whether the ground leaves no other choice."""


SHORT = frozenset({Ground.WITHIN_TOLERANCE, Ground.SUM_WITHIN_TOLERANCE})
"""Grounds of which something is missing."""


def fitting(
    source: Source, items: Sequence[OpenItem], undisputed: Sequence[OpenItem], debts: Mapping[str, Debt], policy: ShortPayPolicy
) -> Iterator[Found]:
    """Every ground that fits, the best first; `debts` by invoice says what the law asks of each item.

    What the payer named may be contested; whatever is guessed is not. The order of the law fits wherever anything is open. A
    deposit is for the invoices of its order alone.
    """
    if source.order:
        own = [item for item in items if item.invoice.order_id == source.order]
        yield from [Found(Ground.DEPOSIT, own, True)] if own else []
        return
    tried = (
        partial(_named, source, items),
        partial(_one, source, undisputed, policy),
        partial(_several, source, undisputed, policy),
    )
    for ground in tried:
        if (found := ground()) is not None:
            yield found
    if undisputed:
        yield Found(Ground.LEGAL_ORDER, _ordered(source, undisputed, debts, OrderOfDebts.LEGAL), False)
        yield Found(Ground.OLDEST_FIRST, _ordered(source, undisputed, debts, OrderOfDebts.OLDEST_FIRST), False)


def _named(source: Source, items: Sequence[OpenItem]) -> Found | None:
    """Items whose number the payer wrote, spelt otherwise; of a credit note, those of the same order."""
    if source.credit:
        chosen = [item for item in items if item.invoice.order_id and item.invoice.order_id in source.named]
    else:
        by_number = {item.invoice.id: item for item in items}
        chosen = [by_number[number] for number in meant_by(source.named, list(by_number))]
    return Found(Ground.REFERENCE, chosen, True) if chosen else None


def _one(source: Source, items: Sequence[OpenItem], policy: ShortPayPolicy) -> Found | None:
    """One item of the amount, or short of it by no more than a bank's charge; the oldest where several are."""
    exact = [item for item in items if item.open == source.free]
    if exact:
        return Found(Ground.EXACT, exact[:1], len(exact) == 1)
    near = [] if source.credit else [item for item in items if 0 < _missing([item], source) <= tolerance(item.open, policy)]
    return Found(Ground.WITHIN_TOLERANCE, near[:1], len(near) == 1) if near else None


def _several(source: Source, items: Sequence[OpenItem], policy: ShortPayPolicy) -> Found | None:
    """Several items that sum to the amount, or all that are due up to a day, short by no more than a bank's charge."""
    places, alone = sum_to([item.open.minor for item in items], source.free.minor)
    if places:
        return Found(Ground.SUM, [items[place] for place in places], alone)
    if source.credit:
        return None
    for count, owed in enumerate(accumulate(item.open.minor for item in items), 1):
        if 0 < owed - source.free.minor <= tolerance(Money(owed, source.free.currency), policy):
            return Found(Ground.SUM_WITHIN_TOLERANCE, items[:count], False)
    return None


def _ordered(source: Source, items: Sequence[OpenItem], known: Mapping[str, Debt], order: OrderOfDebts) -> list[OpenItem]:
    """Items in an order of debts, the law's by Civil Code art. 560; one is filled whole before the next, as a receipt does."""
    debts = [replace(known[item.invoice.id], principal=item.open) for item in items]
    all_of_it = Remittance(Money(sum(debt.owed.minor for debt in debts), source.free.currency), source.on)
    by_number = {item.invoice.id: item for item in items}
    return [by_number[part.debt] for part in apply_receipt(all_of_it, debts, order).parts]


def _missing(items: Sequence[OpenItem], source: Source) -> int:
    return sum(item.open.minor for item in items) - source.free.minor


def filled(free: Money, items: Sequence[OpenItem]) -> tuple[Part, ...]:
    """What each item receives, each filled before the next."""
    left, parts = free.minor, []
    for item in items:
        part = min(left, item.open.minor)
        if part > 0:
            parts.append(Part(item.invoice.id, Money(part, free.currency)))
            left -= part
    return tuple(parts)
