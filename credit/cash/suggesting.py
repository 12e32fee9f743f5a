"""Which invoices money could pay that is set against nothing: for each receipt and credit note a suggestion with its ground.

The grounds in their order (TRADE.md 3.12, row 20): what the payer wrote, however it spelt the number; one debt of exactly the
amount; one that is short by no more than a bank's charge; several that sum to it; everything due up to a day, short by a
bank's charge; and where nothing fits, the order the law gives. A person books it; a ground that leaves no choice says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.cash.references import meant_by
from credit.cash.sums import sum_to
from credit.loss.application import Debt, Remittance, ShortPayPolicy, apply_receipt, tolerance
from credit.loss.debts import debts_of
from credit.money import Money

__all__ = ["Ground", "Part", "Suggestion", "suggestions"]


class Ground(StrEnum):
    """Why money would go where it is suggested."""

    REFERENCE = "reference"
    """The payer wrote the number, spelt otherwise."""
    EXACT = "exact"
    WITHIN_TOLERANCE = "within_tolerance"
    SUM = "sum"
    """Several items sum to it, to the minor unit."""
    SUM_WITHIN_TOLERANCE = "sum_within_tolerance"
    """Everything due up to a day sums to it, but for a bank's charge."""
    LEGAL_ORDER = "legal_order"
    NOTHING = "nothing"
    """Nothing is open that it could pay."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one invoice would receive."""

    invoice: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where the free part of one receipt, or of one credit note, could go."""

    customer_id: str
    source: str
    """Number of the receipt, or of the credit note."""
    on: date
    """Day it came in, or was issued."""
    credit: bool
    """Whether it is a credit note."""
    free: Money
    """What of it is set against nothing."""
    ground: Ground
    parts: tuple[Part, ...]
    """In the order in which they are filled."""
    certain: bool
    """Whether the ground leaves no other choice."""
    missing: Money
    """What the invoices are short of; closed as a bank's charge, or left open, as the policy says."""

    @property
    def left(self) -> Money:
        """What would stay unapplied."""
        return Money(self.free.minor - sum(part.amount.minor for part in self.parts), self.free.currency)


class _Source(NamedTuple):
    """What came in or was credited and is free."""

    id: str
    on: date
    free: Money
    named: tuple[str, ...]
    """Numbers the payer wrote; of a credit note its order."""
    credit: bool


def suggestions(entry: Assessment) -> tuple[Suggestion, ...]:
    """A suggestion for each receipt and credit note with money left, the oldest first.

    What leaves no choice takes its invoices first; the others share what is then open, each after those before it. The deposit of
    an order is left with its order, and what is contested is paid only where the payer named it.
    """
    debts = {debt.id: debt for debt in debts_of(entry, entry.ledger.open)} if entry.ledger.free else {}
    open_ = {item.invoice.id: item.open.minor for item in entry.ledger.open}
    sources, found = list(_sources(entry)), dict[_Source, Suggestion]()

    def take(source: _Source, suggested: Suggestion) -> None:
        found[source] = suggested
        for part in suggested.parts:
            open_[part.invoice] -= part.amount.minor

    for source in sources:
        first = _suggested(entry, source, _still_open(entry, source, open_), debts)
        if first.certain:
            take(source, first)
    for source in sources:
        if source not in found:
            take(source, replace(_suggested(entry, source, _still_open(entry, source, open_), debts), certain=False))
    return tuple(found[source] for source in sources)


def _still_open(entry: Assessment, source: _Source, open_: Mapping[str, int]) -> list[OpenItem]:
    """What is open in the source's currency, the oldest due date first, once others have taken theirs."""
    currency = source.free.currency
    items = (item for item in entry.ledger.open if item.open.currency == currency and open_[item.invoice.id] > 0)
    return [item._replace(open=Money(open_[item.invoice.id], currency)) for item in items]


def _sources(entry: Assessment) -> Iterator[_Source]:
    """What came in, or was credited, and is free, the oldest first; money given back is none, and is missing from the latest."""
    ledger, free = entry.ledger, dict(entry.ledger.free)
    receipts = {receipt.id: receipt for receipt in entry.account.receipts}
    found = [
        _Source(id, receipts[id].on, Money(minor, receipts[id].amount.currency), receipts[id].invoices, credit=False)
        for id, minor in ledger.loose.items()
        if minor > 0 and not receipts[id].order_id
    ]
    found += [_Source(note.id, note.issued_on, left, (note.order_id,), credit=True) for note, left in ledger.credits]
    for source in sorted(found, key=lambda source: (source.on, source.id)):
        currency = source.free.currency
        there = min(source.free.minor, free.get(currency, 0))
        if there > 0:
            free[currency] -= there
            yield source._replace(free=Money(there, currency))


def _suggested(entry: Assessment, source: _Source, items: Sequence[OpenItem], debts: Mapping[str, Debt]) -> Suggestion:
    policy = entry.house.policy.short_pays
    undisputed = [item for item in items if not entry.disputed(item)]
    ground, chosen, certain = (
        _named(source, items)
        or _one(source, undisputed, policy)
        or _several(source, undisputed, policy)
        or (Ground.LEGAL_ORDER if undisputed else Ground.NOTHING, _by_law(source, undisputed, debts), False)
    )
    parts, owed = _filled(source.free, chosen), sum(item.open.minor for item in chosen)
    short = max(owed - source.free.minor, 0) if ground in _SHORT else 0
    return Suggestion(
        entry.id, source.id, source.on, source.credit, source.free, ground, parts, certain, Money(short, source.free.currency)
    )


_SHORT = frozenset({Ground.WITHIN_TOLERANCE, Ground.SUM_WITHIN_TOLERANCE})
_Found = tuple[Ground, Sequence[OpenItem], bool]


def _named(source: _Source, items: Sequence[OpenItem]) -> _Found | None:
    """Items whose number the payer wrote, spelt otherwise; of a credit note, those of the same order."""
    if source.credit:
        chosen = [item for item in items if item.invoice.order_id and item.invoice.order_id in source.named]
    else:
        by_number = {item.invoice.id: item for item in items}
        chosen = [by_number[number] for number in meant_by(source.named, list(by_number))]
    return (Ground.REFERENCE, chosen, True) if chosen else None


def _one(source: _Source, items: Sequence[OpenItem], policy: ShortPayPolicy) -> _Found | None:
    """One item of the amount, or short of it by no more than a bank's charge; the oldest where several are."""
    exact = [item for item in items if item.open == source.free]
    if exact:
        return Ground.EXACT, exact[:1], len(exact) == 1
    near = [] if source.credit else [item for item in items if 0 < _missing([item], source) <= tolerance(item.open, policy)]
    return (Ground.WITHIN_TOLERANCE, near[:1], len(near) == 1) if near else None


def _several(source: _Source, items: Sequence[OpenItem], policy: ShortPayPolicy) -> _Found | None:
    """Several items that sum to the amount, or all that are due up to a day, short by no more than a bank's charge."""
    places, alone = sum_to([item.open.minor for item in items], source.free.minor)
    if places:
        return Ground.SUM, [items[place] for place in places], alone
    if source.credit:
        return None
    for count, owed in enumerate(accumulate(item.open.minor for item in items), 1):
        if 0 < owed - source.free.minor <= tolerance(Money(owed, source.free.currency), policy):
            return Ground.SUM_WITHIN_TOLERANCE, items[:count], False
    return None


def _by_law(source: _Source, items: Sequence[OpenItem], known: Mapping[str, Debt]) -> list[OpenItem]:
    """Items in the order the law gives (Civil Code art. 560); one is filled whole before the next, as a receipt does."""
    debts = [replace(known[item.invoice.id], principal=item.open) for item in items]
    ordered = apply_receipt(Remittance(Money(sum(d.owed.minor for d in debts), source.free.currency), source.on), debts)
    by_number = {item.invoice.id: item for item in items}
    return [by_number[part.debt] for part in ordered.parts]


def _missing(items: Sequence[OpenItem], source: _Source) -> int:
    return sum(item.open.minor for item in items) - source.free.minor


def _filled(free: Money, items: Sequence[OpenItem]) -> tuple[Part, ...]:
    """What each item receives, each filled before the next."""
    left, parts = free.minor, []
    for item in items:
        part = min(left, item.open.minor)
        if part > 0:
            parts.append(Part(item.invoice.id, Money(part, free.currency)))
            left -= part
    return tuple(parts)
