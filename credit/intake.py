"""What a batch of rows from elsewhere does to the book: what is new, what corrects something known, what was known.

The same batch twice gives the same book. A fact nobody knew stands from the day its source gives it; a fact that is known
and now said differently is a correction, learnt on the day of the intake, so the book as known before that day stays true.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import IntEnum
from operator import attrgetter
from typing import Any, get_args

from credit.account import Fact, FactKey, fact_key
from credit.book import Book
from credit.change import Change, Drop
from credit.customer import Customer
from credit.invoice import Invoice, Order
from credit.invoicing import redated
from credit.money import Money
from credit.receipt import Receipt
from credit.shipment import Shipment

__all__ = ["NUMBER", "Entry", "Intake", "Verdict", "intake", "same_content"]

NUMBER = "registrations:"
"""Before the kind of an official number a source has no column for, though it has one for others."""
_KINDS: tuple[type[Fact], ...] = get_args(Fact)
_FIELDS = {kind: frozenset(f.name for f in fields(kind)) for kind in _KINDS}
_CONTENT: dict[type[Fact], Callable[[Any], object]] = {
    kind: attrgetter(*sorted(names - {"learnt_on"})) for kind, names in _FIELDS.items()
}


class Verdict(IntEnum):
    """What became of one row."""

    UNCHANGED = 0
    ADDED = 1
    CHANGED = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row of a source says."""

    facts: tuple[Fact, ...]
    """The fact the row is about, then those that come with it (an invoice, then its order and the receipt that settled it)."""
    recalls: tuple[Fact, ...] = ()
    """Facts that count only where an earlier row told otherwise: an item that is open again takes back its receipt."""
    dated: bool = False
    """The row itself says when it was learnt; its facts then stand from that day, corrections too."""
    silent: tuple[str, ...] = ()
    """Fields of the first fact that the source has no column for; what is known of them stays."""
    undated: bool = False
    """The row says no due date and no terms: those of the buyer date it, once the book is asked."""
    line: int = field(default=0, compare=False)
    """Line of the source it stands on; 0 where there is none."""
    rows: int = 1
    """Rows of the source this was made from: the lines of one invoice are one entry."""


MOVED = ("papers", "released_on", "delivered_on", "stopped_on", "resold_on", "moved_on", "why", "who")
LIMITS = ("limit", "insured_limit", "insured_until", "insured_percent", "group_limit", "limit_on", "limit_reason", "limit_by")
"""What is decided together about a buyer's limit."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What a batch does to a book, with its rows counted."""

    change: Change
    added: int = 0
    changed: int = 0
    unchanged: int = 0


def intake(book: Book, entries: Iterable[Entry], on: date, today: date = date.max) -> Intake:
    """What `entries` do to `book` when they come in on that day; where two differ on one fact, the later stands.

    Nobody can have learnt anything after the day that really is `today`: a version that says so is a slip of the pen, and what
    corrects it takes its place, where it would otherwise wait behind it for years.
    """
    taking = _Taking(book, on, today)
    rows: Counter[Verdict] = Counter()
    for entry in entries:
        rows[taking.take(entry)] += entry.rows
    change = Change("import", tuple(taking.put.values()), tuple(taking.slips))
    return Intake(change, rows[Verdict.ADDED], rows[Verdict.CHANGED], rows[Verdict.UNCHANGED])


def same_content(one: Fact, other: Fact) -> bool:
    """Whether two versions say the same, whenever each was learnt."""
    kind = type(one)
    return kind is type(other) and _CONTENT[kind](one) == _CONTENT[kind](other)


_Slot = tuple[str, FactKey]
_learnt_on = attrgetter("learnt_on")


@dataclass(slots=True)
class _Taking:
    """The batch so far: versions to put, and what stands once they are."""

    book: Book
    on: date
    today: date
    put: dict[tuple[_Slot, date], Fact] = field(default_factory=dict)
    said: dict[_Slot, tuple[Fact, Fact]] = field(default_factory=dict)
    """By fact: what an undated row of this batch said of it, and the version that was put for it."""
    histories: dict[str, dict[FactKey, list[Fact]]] = field(default_factory=dict)
    slips: list[Drop] = field(default_factory=list)
    """Versions dated after today, in whose place a correction comes."""

    def take(self, entry: Entry) -> Verdict:
        settle = self._dated if entry.dated else self._undated
        first, *others = entry.facts
        stranger = not self._known(first.customer_id)  # of a buyer nobody knew nothing is outgrown, and nothing told before
        outgrown: list[Invoice] = []
        if not stranger and isinstance(first, Invoice) and (outgrown := self._outgrown(entry.facts)) and not entry.dated:
            day = max(self.on, *(fact.learnt_on for fact in outgrown))  # in another shape it is a correction, and learnt now
            first, *others = (replace(f, learnt_on=day) if isinstance(f, Invoice) else f for f in entry.facts)
        verdict = settle(first, entry.silent)
        told = others if stranger else [fact for fact in others if not self._told_by_itself(fact, entry.dated)]
        more = [settle(fact, entry.silent if isinstance(fact, type(first)) else ()) for fact in told]
        more += [settle(fact, ()) for fact in outgrown]
        more += [settle(fact, ()) for fact in entry.recalls if self._told(fact, entry.dated)]
        return Verdict.CHANGED if verdict is Verdict.UNCHANGED and any(more) else verdict

    def _undated(self, fact: Fact, silent: tuple[str, ...]) -> Verdict:
        slot = (fact.customer_id, fact_key(fact))
        history = self._known(slot[0]).get(slot[1])
        known = history[-1] if history else None
        earlier = self.said.get(slot)
        if known is not None:
            fact = _completed(_decided(fact, known), known, silent)
        if earlier is not None:
            if same_content(earlier[0], fact):
                return Verdict.UNCHANGED
            del self.put[slot, earlier[1].learnt_on], self.said[slot]
        version = fact
        if known is not None:
            if same_content(fact, known):
                return Verdict.UNCHANGED
            last = self._slipped(history)
            version = replace(fact, learnt_on=max(self.on, last.learnt_on)) if last is not None else fact
        self.put[slot, version.learnt_on] = version
        self.said[slot] = (fact, version)
        return Verdict.ADDED if known is None and earlier is None else Verdict.CHANGED

    def _slipped(self, history: list[Fact] | None) -> Fact | None:
        """The version that stands once those dated after today are taken out; `None` where there is no other."""
        while history and history[-1].learnt_on > self.today:
            slip = history.pop()
            self.slips.append(Drop(slip.customer_id, slip.kind, slip.id, slip.learnt_on))
        return history[-1] if history else None

    def _dated(self, fact: Fact, silent: tuple[str, ...]) -> Verdict:
        slot = (fact.customer_id, fact_key(fact))
        history = self._known(slot[0]).setdefault(slot[1], [])
        place = bisect_right(history, fact.learnt_on, key=_learnt_on)
        standing = history[place - 1] if place else None
        if standing is not None:
            fact = _redecided(_completed(fact, standing, silent), standing)
            if same_content(fact, standing):
                return Verdict.UNCHANGED
        verdict = Verdict.CHANGED if history else Verdict.ADDED
        if standing is not None and standing.learnt_on == fact.learnt_on:
            history[place - 1] = fact
        else:
            history.insert(place, fact)
        self.put[slot, fact.learnt_on] = fact
        return verdict

    def _outgrown(self, facts: Sequence[Fact]) -> list[Invoice]:
        """Invoices of the same number that no longer stand: the whole that is now instalments, instalments that are fewer now.

        Each is owed at nothing from the day the row is learnt, so that nothing is owed twice.
        """
        said = [fact for fact in facts if isinstance(fact, Invoice)]
        whole, known = said[0].instalment_of or said[0].id, self._known(said[0].customer_id)
        found: list[Invoice] = []
        if said[0].instalment_of:
            found += self._owed_at_nothing(known.get(("invoice", whole)), "", said[0])
        place = len(said) + 1 if said[0].instalment_of else 1
        while (history := known.get(("invoice", f"{whole}/{place}"))) is not None:
            found += self._owed_at_nothing(history, whole, said[0])
            place += 1
        return found

    @staticmethod
    def _owed_at_nothing(history: Sequence[Fact] | None, whole: str, said: Invoice) -> Iterator[Invoice]:
        known = history[-1] if history else None
        if isinstance(known, Invoice) and known.instalment_of == whole and known.amount:
            yield replace(known, amount=Money.zero(known.amount.currency), learnt_on=max(said.learnt_on, known.learnt_on))

    def _told(self, fact: Fact, dated: bool) -> bool:
        """Whether the book says anything of this fact, by the day of the row where that has one."""
        history = self._known(fact.customer_id).get(fact_key(fact), [])
        return any(version.learnt_on <= fact.learnt_on for version in history) if dated else bool(history)

    def _told_by_itself(self, fact: Fact, dated: bool) -> bool:
        """Whether this is what invoices sum to of an order that a row of its own told by then: they may not be all of it."""
        if not isinstance(fact, Order) or not fact.from_invoices:
            return False
        history = self._known(fact.customer_id).get(fact_key(fact), [])
        known = (version for version in history if not dated or version.learnt_on <= fact.learnt_on)
        return any(isinstance(version, Order) and not version.from_invoices for version in known)

    def _known(self, id: str) -> dict[FactKey, list[Fact]]:
        known = self.histories.get(id)
        if known is None:
            known = self.histories[id] = {}
            account = self.book.accounts.get(id)
            for version in account.versions if account else ():
                known.setdefault(fact_key(version), []).append(version)
        return known


def _decided(fact: Fact, known: Fact) -> Fact:
    """`fact` with the limits that are known, where they were decided on a day and `fact` tells of no later decision.

    An old export of buyers still holds the limit of then: taken in, it would undo in silence what somebody decided since.
    """
    if isinstance(fact, Shipment) and isinstance(known, Shipment):
        return _moved(fact, known)
    if isinstance(fact, Receipt) and isinstance(known, Receipt):
        return _matched(fact, known)
    if not (isinstance(fact, Customer) and isinstance(known, Customer)) or known.limit_on is None:
        return fact
    if fact.limit_on is not None and fact.limit_on > known.limit_on:
        return fact
    return replace(fact, **{name: getattr(known, name) for name in LIMITS})


def _moved(fact: Shipment, known: Shipment) -> Shipment:
    """`fact` with the step a person wrote down of the goods, where it tells of no later day: the file is older than that."""
    days = [day for day in (fact.released_on, fact.delivered_on) if day is not None]
    if known.moved_on is None or any(day > known.moved_on for day in days):
        return fact
    return replace(fact, **{name: getattr(known, name) for name in MOVED})


def _matched(fact: Receipt, known: Receipt) -> Receipt:
    """`fact` with the invoices its money was set against here, behind those that the source names."""
    if known.invoices[: len(fact.invoices)] != fact.invoices:
        return fact
    return replace(fact, invoices=known.invoices, shares=known.shares)


def _redecided(fact: Fact, known: Fact) -> Fact:
    """`fact` without the day of a decision that is not its own: another limit was decided when the row says it was learnt."""
    if not (isinstance(fact, Customer) and isinstance(known, Customer)) or fact.limit_on != known.limit_on:
        return fact
    return replace(fact, limit_on=None, limit_reason="", limit_by="") if fact.limit != known.limit else fact


def _completed(fact: Fact, known: Fact, silent: tuple[str, ...]) -> Fact:
    """`fact` with what is known in the fields its source is silent about."""
    kept = {name: getattr(known, name) for name in silent if name in _FIELDS[type(fact)]}
    if isinstance(fact, Invoice) and isinstance(known, Invoice) and fact.instalment is not None:
        return _remembering(fact, known)
    if isinstance(fact, Customer) and isinstance(known, Customer):
        kept["registrations"] = _numbers(fact, known, silent)
    return replace(fact, **kept) if kept else fact


def _numbers(fact: Customer, known: Customer, silent: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The official numbers its source tells, in the order in which they stand, and those of kinds it is silent about."""
    if "registrations" in silent:
        return known.registrations
    said, had = dict(fact.registrations), dict(known.registrations)
    unsaid = {kind: number for kind, number in had.items() if f"{NUMBER}{kind}" in silent}
    together = {**unsaid, **said}
    return tuple((kind, together[kind]) for kind in {**had, **said} if kind in together)


def _remembering(fact: Invoice, known: Invoice) -> Invoice:
    """An instalment with the events known of it: what a source does not know of has happened all the same."""
    happened = {**dict(known.happened), **dict(fact.happened)}
    return redated(
        replace(
            fact,
            order_id=fact.order_id or known.order_id,
            document=fact.document or known.document,
            shipped_on=fact.shipped_on or known.shipped_on,
            happened=tuple(sorted(happened.items())),
            expected=fact.expected or known.expected,
            provisional_due_on=known.provisional_due_on,
            refund=known.refund if fact.refund is None else fact.refund,
        )
    )
