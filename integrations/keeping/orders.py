"""Reports that are ordered today and delivered later, and orders whose answer was lost.

An order is money, so nothing is ordered while an order of the same buyer is under way: the next refresh asks how far that one
is, in this run or in one a month later. One whose report was fetched is fetched again for as long as that report is current: who
was cut off before the book had it does not pay twice. And an order whose answer never came may stand in the provider's list all
the same: it is looked for there. Where it is in no list that came it may have been taken even so, for a list lags and ends; then
nothing is ordered until a person says what became of it.
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

__all__ = ["Obtained", "Ordering", "Polled", "Progress", "Settling", "obtain", "settle"]


class Progress(StrEnum):
    """How far an order is."""

    READY = "ready"
    PENDING = "pending"
    REFUSED = "refused"
    """The provider will not deliver it."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What the provider says of an order."""

    progress: Progress
    charged: bool = True
    """Whether it bills it, once it is ready or refused."""
    word: str = ""
    """The provider's own word for it."""


class Settling(Protocol):
    """An adapter that can ask what became of a call that may have been charged."""

    @property
    def endpoint(self) -> str:
        """The endpoint that may be charged, as the ledger names it."""
        ...

    def find(self, visit: Visit, spent: Spent, cancelled: Callable[[], bool]) -> str:
        """The number of the order with our reference (`spent.id`) in the provider's list; empty where none is seen there.

        Raises ProviderFailure where the list did not come. That nothing is seen proves nothing.
        """
        ...


class Ordering(Settling, Protocol):
    """An adapter whose reports are ordered first."""

    def order(self, reference: str) -> Call:
        """The call that orders, named by `reference` where the provider takes one."""
        ...

    def number(self, answer: Answer) -> str:
        """The order's number in the answer to it; empty where it names none."""
        ...

    def poll(self, visit: Visit, number: str, cancelled: Callable[[], bool]) -> Polled:
        """Ask how far an order is; raises ProviderFailure."""
        ...


class Obtained:
    """An order and how far it is; one that is ready is not over before its report is here."""

    def __init__(self, entry: Entry, polled: Polled) -> None:
        self._entry = entry
        self._polled = polled
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
            self._entry.ended(State.CHARGED if self._polled.charged else State.NOT_CHARGED)


def settle(visit: Visit, settling: Settling, cancelled: Callable[[], bool] = bool) -> None:
    """Look for each order of this buyer whose answer was lost; raises ProviderFailure where one of them is not found.

    Nobody else asks about the buyer meanwhile, so one that only was begun was cut off.
    """
    for spent in visit.spent():
        if spent.endpoint != settling.endpoint or not spent.doubtful:
            continue
        number = settling.find(visit, spent, cancelled)
        with suppress(SpendingUnwritten):
            if number:
                visit.resumed(spent).ordered(number)
            elif spent.state is not State.UNKNOWN:
                visit.resumed(spent).ended(State.UNKNOWN)
        if not number:
            raise _lost(spent, Reason.ORDER_OUT_OF_SIGHT)


def obtain(visit: Visit, ordering: Ordering, cancelled: Callable[[], bool] = bool) -> Obtained:
    """The order of this buyer that is under way or current, or else a new one, and how far it is; raises ProviderFailure."""
    entry = _open(visit, ordering)
    if entry is None:
        settle(visit, ordering, cancelled)
        entry = _open(visit, ordering) or _placed(visit, ordering, cancelled)
    return Obtained(entry, ordering.poll(visit, entry.spent.order, cancelled))


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
