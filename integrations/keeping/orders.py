"""Reports that are ordered today and delivered later, and orders whose answer was lost.

An order is money, so nothing is ordered while an order of the same buyer is under way: the next refresh asks how far that one
is, in this run or in one a month later. One whose report was fetched is fetched again for as long as that report is current: who
was cut off before the book had it does not pay twice. And an order whose answer never came may stand in the provider's list all
the same: it is looked for there. Where it is in no list that came it may have been taken even so, for a list lags and ends; then
nothing is ordered until a person says what became of it. So it is with an order that is never delivered, and with one whose
number the provider knows no more.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from integrations.endings import Ending, ProviderFailure, Reason
from integrations.exchange import Answer, Call
from integrations.keeping.spending import Entry, SpendingUnwritten, Spent, State
from integrations.keeping.visit import Visit

__all__ = ["Obtained", "Ordering", "Polled", "Progress", "obtain"]


class Progress(StrEnum):
    """How far an order is."""

    READY = "ready"
    PENDING = "pending"
    REFUSED = "refused"
    """The provider will not deliver it."""
    GONE = "gone"
    """The provider does not know its number."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What the provider says of an order."""

    progress: Progress
    charged: bool = True
    """Whether it bills it, once it is ready or refused."""
    word: str = ""
    """The provider's own word for it."""


class Ordering(Protocol):
    """An adapter whose reports are ordered first."""

    @property
    def endpoint(self) -> str:
        """The endpoint that may be charged, as the ledger names it."""
        ...

    def order(self, reference: str) -> Call:
        """The call that orders, named by `reference` where the provider takes one."""
        ...

    def number(self, answer: Answer) -> str:
        """The order's number in the answer to it; empty where it names none."""
        ...

    def poll(self, visit: Visit, number: str, cancelled: Callable[[], bool]) -> Polled:
        """Ask how far an order is; raises ProviderFailure."""
        ...

    def find(self, visit: Visit, spent: Spent, cancelled: Callable[[], bool]) -> str:
        """The number of the order with our reference (`spent.id`) in the provider's list; empty where none is seen there.

        Raises ProviderFailure where the list did not come. That nothing is seen proves nothing.
        """
        ...


class Obtained:
    """An order and how far it is; one that is ready is not over before its report is here."""

    def __init__(self, entry: Entry, polled: Polled, *, overdue: bool = False) -> None:
        self._entry = entry
        self._polled = polled
        self.overdue = overdue
        """It was placed so long ago that a person should ask after it."""
        if polled.progress is Progress.REFUSED:
            self._end()

    @property
    def number(self) -> str:
        """The provider's number of the order."""
        return self._entry.spent.order

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return self._polled.progress

    @property
    def word(self) -> str:
        """The provider's own word for that."""
        return self._polled.word

    def delivered(self) -> None:
        """Close it: its report was fetched."""
        self._end()

    def _end(self) -> None:
        if self._entry.spent.state is not State.ORDERED:
            return  # what became of it is written down
        with suppress(SpendingUnwritten):  # it stays under way, and the next refresh closes it
            self._entry.ended(State.CHARGED if self._polled.charged else self._unbilled())

    def _unbilled(self) -> State:
        """What an order that is not billed ended as."""
        return State.REFUSED if self._polled.progress is Progress.REFUSED else State.NOT_CHARGED


def obtain(visit: Visit, ordering: Ordering, cancelled: Callable[[], bool] = bool) -> Obtained:
    """The order of this buyer that is under way or current, or else a new one, and how far it is; raises ProviderFailure."""
    entry = _open(visit, ordering)
    if entry is None:
        _settle(visit, ordering, cancelled)
        entry = _open(visit, ordering) or _placed(visit, ordering, cancelled)
    if entry.spent.state is State.REFUSED:
        return Obtained(entry, Polled(Progress.REFUSED, charged=False))
    polled = _polled(visit, ordering, entry.spent.order, cancelled)
    if polled.progress is Progress.GONE:
        raise _gone(entry)
    return Obtained(entry, polled, overdue=visit.hangs(entry.spent))


def _settle(visit: Visit, ordering: Ordering, cancelled: Callable[[], bool]) -> None:
    """Look for each order of this buyer of which nobody knows what became; raises ProviderFailure where one is not found.

    Nobody else asks about the buyer meanwhile, so one that only was begun was cut off.
    """
    for spent in visit.spent():
        if spent.endpoint != ordering.endpoint or not spent.doubtful:
            continue
        number = spent.order
        if not number or _polled(visit, ordering, number, cancelled).progress is Progress.GONE:
            found = _found(visit, ordering, spent, cancelled)
            number = found if found != number else ""
        with suppress(SpendingUnwritten):
            if number:
                visit.resumed(spent).ordered(number)
            elif spent.state is not State.UNKNOWN:
                visit.resumed(spent).ended(State.UNKNOWN)
        if not number:
            raise _lost(spent, Reason.ORDER_GONE if spent.order else Reason.ORDER_OUT_OF_SIGHT)


def _found(visit: Visit, ordering: Ordering, spent: Spent, cancelled: Callable[[], bool]) -> str:
    """The number the provider's list gives an order; empty where it is not seen, or the list is said not to be there."""
    try:
        return ordering.find(visit, spent, cancelled)
    except ProviderFailure as failure:
        if failure.reason is not Reason.NO_SUCH_RECORD:
            raise
    return ""


def _polled(visit: Visit, ordering: Ordering, number: str, cancelled: Callable[[], bool]) -> Polled:
    """How far an order is; one the provider knows nothing of is gone."""
    try:
        return ordering.poll(visit, number, cancelled)
    except ProviderFailure as failure:
        if failure.reason is not Reason.NO_SUCH_RECORD:
            raise
    return Polled(Progress.GONE)


def _gone(entry: Entry) -> ProviderFailure:
    """An order the provider took and knows no more: whether it bills it, a person has to find out.

    One whose report was fetched is over, whatever the provider says of it since.
    """
    if entry.spent.state is State.ORDERED:
        with suppress(SpendingUnwritten):
            entry.ended(State.UNKNOWN)
        return _lost(entry.spent, Reason.ORDER_GONE)
    spent = entry.spent
    return ProviderFailure(
        provider=spent.provider, endpoint=spent.endpoint, ending=Ending.NOT_FOUND, reason=Reason.NO_SUCH_RECORD
    )


def _open(visit: Visit, ordering: Ordering) -> Entry | None:
    """The latest order nothing need be ordered because of."""
    open_ = [spent for spent in visit.spent() if spent.endpoint == ordering.endpoint and visit.is_open(spent)]
    return visit.resumed(open_[-1]) if open_ else None


def _lost(spent: Spent, reason: Reason) -> ProviderFailure:
    """Nobody knows what became of an order."""
    return ProviderFailure(provider=spent.provider, endpoint=spent.endpoint, ending=Ending.UNKNOWN_CHARGE, reason=reason)


def _placed(visit: Visit, ordering: Ordering, cancelled: Callable[[], bool]) -> Entry:
    entry = visit.begin(ordering.endpoint)
    answer = visit.ask(ordering.order(entry.reference), cancelled=cancelled, entry=entry)
    number = ordering.number(answer)
    if not number:
        with suppress(SpendingUnwritten):
            entry.ended(State.UNKNOWN)
        raise _lost(entry.spent, Reason.ORDER_UNNUMBERED)
    with suppress(SpendingUnwritten):  # begun stands on the disk: the next refresh finds it by its reference
        entry.ordered(number)
    return entry
