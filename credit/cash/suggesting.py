"""Which invoices money could pay that is set against nothing: for each receipt and credit note a suggestion with its ground.

The grounds in their order (TRADE.md 3.12, row 20): what the payer wrote, however it spelt the number; one debt of exactly the
amount; one that is short by no more than a bank's charge; several that sum to it; everything due up to a day, short by a
bank's charge; and where nothing fits, the order the law gives. A person books it; a ground that leaves no choice says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.cash.grounds import SHORT, Found, Ground, Part, Source, filled, fitting
from credit.loss.application import Debt
from credit.loss.debts import debts_of
from credit.money import Money

__all__ = ["Deposit", "Ground", "Part", "Suggestion", "deposits", "suggestions", "ways"]


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


@dataclass(frozen=True, slots=True)
class Deposit:
    """Money of an order that is not invoiced yet, or not for all of it: it stays with the order."""

    customer_id: str
    source: str
    """Number of the receipt."""
    on: date
    order: str
    free: Money


def deposits(entry: Assessment) -> tuple[Deposit, ...]:
    """What came in for an order of which nothing is open yet, the oldest first: nothing is suggested for it."""
    invoiced = _invoiced(entry)
    found = (
        Deposit(entry.id, each.id, each.on, each.order_id, Money(free, each.amount.currency))
        for each in entry.account.receipts
        if each.order_id
        and (free := entry.ledger.loose.get(each.id, 0)) > 0
        and (each.order_id, each.amount.currency) not in invoiced
    )
    return tuple(sorted(found, key=lambda each: (each.on, each.source)))


def _invoiced(entry: Assessment) -> frozenset[tuple[str, str]]:
    """Orders of which an invoice is open, each with its currency."""
    return frozenset((item.invoice.order_id, item.open.currency) for item in entry.ledger.open)


def suggestions(entry: Assessment) -> tuple[Suggestion, ...]:
    """A suggestion for each receipt and credit note with money left, the oldest first.

    What leaves no choice takes its invoices first; the others share what is then open, each after those before it. The deposit of
    an order is left with its order until that is invoiced, and what is contested is paid only where the payer named it.
    """
    debts = {debt.id: debt for debt in debts_of(entry, entry.ledger.open)} if entry.ledger.free else {}
    open_ = {item.invoice.id: item.open.minor for item in entry.ledger.open}
    sources, found = list(_sources(entry)), dict[Source, Suggestion]()

    def take(source: Source, suggested: Suggestion) -> None:
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


def ways(entry: Assessment, number: str) -> tuple[Suggestion, ...]:
    """Every way in which the free money of one receipt or credit note could go, the best first, and of two alike the better.

    Each is of what is open now, as if nothing else waited; empty where the number has nothing free.
    """
    source = next((each for each in _sources(entry) if each.id == number), None)
    if source is None:
        return ()
    debts = {debt.id: debt for debt in debts_of(entry, entry.ledger.open)}
    found = _grounds(entry, source, _still_open(entry, source, {i.invoice.id: i.open.minor for i in entry.ledger.open}), debts)
    by_parts: dict[tuple[Part, ...], Suggestion] = {}
    for each in found:
        said = _said(entry, source, each)
        by_parts.setdefault(said.parts, said)
    return tuple(by_parts.values())


def _still_open(entry: Assessment, source: Source, open_: Mapping[str, int]) -> list[OpenItem]:
    """What is open in the source's currency, the oldest due date first, once others have taken theirs."""
    currency = source.free.currency
    items = (item for item in entry.ledger.open if item.open.currency == currency and open_[item.invoice.id] > 0)
    return [item._replace(open=Money(open_[item.invoice.id], currency)) for item in items]


def _sources(entry: Assessment) -> Iterator[Source]:
    """What came in, or was credited, and is free, the oldest first; money given back is none, and is missing from the latest.

    The deposit of an order is free once something of the order is invoiced, and open.
    """
    ledger, invoiced = entry.ledger, _invoiced(entry)
    left = {False: dict(ledger.free), True: {money.currency: money.minor for money in ledger.deposits}}
    receipts = {receipt.id: receipt for receipt in entry.account.receipts}
    found = [
        Source(id, it.on, Money(minor, it.amount.currency), it.invoices, credit=False, order=it.order_id)
        for id, minor in ledger.loose.items()
        if minor > 0 and (not (it := receipts[id]).order_id or (it.order_id, it.amount.currency) in invoiced)
    ]
    found += [Source(note.id, note.issued_on, rest, (note.order_id,), credit=True) for note, rest in ledger.credits]
    for source in sorted(found, key=lambda source: (source.on, source.id)):
        currency, pot = source.free.currency, left[bool(source.order)]
        there = min(source.free.minor, pot.get(currency, 0))
        if there > 0:
            pot[currency] -= there
            yield source._replace(free=Money(there, currency))


def _suggested(entry: Assessment, source: Source, items: Sequence[OpenItem], debts: Mapping[str, Debt]) -> Suggestion:
    return _said(entry, source, next(_grounds(entry, source, items, debts)))


def _grounds(entry: Assessment, source: Source, items: Sequence[OpenItem], debts: Mapping[str, Debt]) -> Iterator[Found]:
    """Every ground that fits, or that nothing is open."""
    undisputed, none = [item for item in items if not entry.disputed(item)], True
    for found in fitting(source, items, undisputed, debts, entry.house.policy.short_pays):
        none = False
        yield found
    if none:
        yield Found(Ground.NOTHING, (), False)


def _said(entry: Assessment, source: Source, found: Found) -> Suggestion:
    owed = sum(item.open.minor for item in found.items)
    missing = Money(max(owed - source.free.minor, 0) if found.ground in SHORT else 0, source.free.currency)
    parts = filled(source.free, found.items)
    return Suggestion(entry.id, source.id, source.on, source.credit, source.free, found.ground, parts, found.certain, missing)
