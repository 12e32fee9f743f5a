"""Why a forecast is what it is: the facts that moved it most, each with what would be expected without it.

A fact is taken away as if it were not in the book: the settled invoices of the buyer, its other overdue ones, the weekend in the
due date, an amount or terms out of the ordinary, the book's last months, the age of the invoice. What is expected then is
worked out like the forecast itself, so that the difference is what the fact does.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from credit.foresight.features import Feature, features, standing
from credit.foresight.item import Item
from credit.foresight.learning import Buyer, record_of
from credit.foresight.learnt import Learnt
from credit.foresight.outlook import Outlook, Word, outlook, own_days
from credit.foresight.promised import UNTOLD, Kept
from credit.foresight.record import Record
from credit.foresight.spread import spread
from credit.reason import OWN_LEDGER, Reason, ReasonFact

__all__ = ["MOST", "Moved", "Weighed"]

MOST = 3
"""Facts that are told."""
MONTH = 30


class Moved(NamedTuple):
    """A fact, and what would be expected without it."""

    reason: Reason
    without: Outlook


@dataclass(frozen=True)
class Weighed:
    """A buyer whose forecasts are explained."""

    buyer: Buyer
    learnt: Learnt
    words: Mapping[str, Word] = field(default_factory=dict)
    """Promises that stand on its open invoices."""
    kept: Kept = UNTOLD

    @cached_property
    def record(self) -> Record:
        """Its record."""
        return record_of(self.buyer.items, self.learnt.on)

    @cached_property
    def new(self) -> Record:
        """The same as if nothing had been settled yet."""
        on = self.learnt.on
        return record_of([item for item in self.buyer.items if item.known > on], on)

    @cached_property
    def undelayed(self) -> Record:
        """The same as if none of what is overdue were in the book: what an invoice that is not due yet has beside it then."""
        return self._without({item.invoice for item in self.record.overdue.values()})

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Its invoices by number, as foresight sees them."""
        return {item.invoice: item for item in self.buyer.items}

    def _without(self, gone: Set[str]) -> Record:
        return record_of([item for item in self.buyer.items if item.invoice not in gone], self.learnt.on)

    def most(self, item: Item) -> tuple[Moved, ...]:
        """The facts that moved the forecast of this open invoice most, the strongest first; what moved nothing is left out."""
        told = self._look(item, self.record)
        moving = [moved for moved in self._each(item) if _apart(told, moved.without) > 0]
        return tuple(sorted(moving, key=lambda moved: -_apart(told, moved.without))[:MOST])

    def _each(self, item: Item) -> Iterator[Moved]:
        on, record = self.learnt.on, self.record
        stands = standing(record, self.learnt.pace, on)
        others = [other for other in record.overdue.values() if other.invoice != item.invoice]
        if record.days:
            yield Moved(_own_record(record, self._facts(item)), self._look(item, self.new))
        if others:
            late = len(others) < len(record.overdue)
            left = self._without({other.invoice for other in others}) if late else self.undelayed
            yield Moved(_others(others, on, self._facts(item)), self._look(item, left))
        if item.off:
            yield Moved(_calendar(item, self._facts(item)), self._look(item._replace(due=item.rolled), record))
        if item.minor and stands.amount and item.minor != stands.amount:
            usual = item._replace(minor=stands.amount)
            yield Moved(_amount(item, stands.amount, self._facts(item)), self._look(usual, record))
        if stands.terms is not None and item.due - item.issued != stands.terms:
            usual = item._replace(issued=item.due - stands.terms)
            yield Moved(_terms(item, stands.terms, self._facts(item)), self._look(usual, record))
        if (word := self.words.get(item.invoice)) is not None:
            yield Moved(_promise(word, self.kept, self._facts(item)), self._look(item, record, heard=False))
        yield Moved(self._book(item), self._look(item, record, usual_book=True))
        yield Moved(_age(item, on, self._facts(item)), self._look(item, record, aged=False))

    def _look(self, item: Item, record: Record, *, aged: bool = True, usual_book: bool = False, heard: bool = True) -> Outlook:
        learnt = self.learnt
        row = features(standing(record, learnt.pace, learnt.on), item)
        if usual_book:
            row[Feature.BOOK_RECENT] = row[Feature.BOOK]
        habit = spread(own_days(record, learnt.on), learnt.habits, item.off)
        word = self.words.get(item.invoice) if heard else None
        return outlook(item, learnt.on, learnt.chance(row), habit, self.buyer.roll, learnt.levels, aged=aged, word=word)

    def _facts(self, item: Item) -> dict[str, ReasonFact]:
        return {"invoice": item.invoice, "on": date.fromordinal(self.learnt.on), "source": OWN_LEDGER}

    def _book(self, item: Item) -> Reason:
        share = self.learnt.pace.at(self.learnt.on)
        usual, recent = share.usual[item.off], share.recent_share(item.off)
        facts = self._facts(item) | {"percent": _percent(recent), "share": _percent(usual)}
        return Reason("foresight_book", facts)


def _percent(share: float) -> Decimal:
    return Decimal(round(share * 100))


def _apart(told: Outlook, without: Outlook) -> float:
    """How far two forecasts lie apart: the chances, and the day in months."""
    days = abs(told.paid - without.paid) / MONTH
    return abs(told.late - without.late) + abs(told.late_month - without.late_month) + days


def _own_record(record: Record, facts: dict[str, ReasonFact]) -> Reason:
    days = sorted(record.days)
    late = {"cases": sum(record.count), "late": sum(record.late), "days": days[(len(days) - 1) // 2]}
    return Reason("foresight_record", facts | late)


def _others(others: Sequence[Item], on: int, facts: dict[str, ReasonFact]) -> Reason:
    oldest = max(on - other.rolled for other in others)
    return Reason("foresight_overdue", facts | {"count": len(others), "days": oldest})


def _calendar(item: Item, facts: dict[str, ReasonFact]) -> Reason:
    days = {"due_on": date.fromordinal(item.due), "until": date.fromordinal(item.rolled)}
    return Reason("foresight_calendar", facts | days)


def _amount(item: Item, usual: int, facts: dict[str, ReasonFact]) -> Reason:
    return Reason("foresight_amount", facts | {"times": (Decimal(item.minor) / usual).quantize(Decimal("0.1"))})


def _terms(item: Item, usual: int, facts: dict[str, ReasonFact]) -> Reason:
    return Reason("foresight_terms", facts | {"days": item.due - item.issued, "usual_days": usual})


def _promise(word: Word, kept: Kept, facts: dict[str, ReasonFact]) -> Reason:
    told: dict[str, ReasonFact] = {"until": date.fromordinal(word.day), "kept": Decimal(kept.halves) / 2, "count": kept.judged}
    return Reason("foresight_promise", facts | told | {"percent": _percent(word.chance)})


def _age(item: Item, on: int, facts: dict[str, ReasonFact]) -> Reason:
    if item.due <= on:
        return Reason("foresight_age", facts | {"days": on - item.due})
    return Reason("foresight_ahead", facts | {"days": item.due - on})
