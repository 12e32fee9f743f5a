"""Reports that are ordered today and delivered later, and orders whose answer was lost.

An order is money, so nothing is ordered while an order of the same buyer is under way: the next refresh asks how far that one
is, in this run or in one a month later. One whose report was fetched is fetched again for as long as that report is current: who
was cut off before the book had it does not pay twice. And an order whose answer never came may stand in the provider's list all
the same: it is looked for there before anything is ordered again.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from integrations.endings import Ending, ProviderFailure, Reason
from integrations.exchange import Answer, Call
from integrations.keeping.spending import Entry, SpendingUnwritten, Spent, State
from integrations.keeping.visit import Visit

__all__ = ["Found", "Obtained", "Ordering", "Polled", "Progress", "Settling", "obtain", "settle"]


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


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a call whose answer was lost, as the provider's own list tells."""

    state: State
    """`ordered`, `charged`, `not_charged` where it is not there, or `unknown` where the provider keeps no list."""
    order: str = ""
    whole: bool = True
    """Whether all of that list was looked through."""


OUT_OF_SIGHT = timedelta(days=7)
"""How long an order that may stand beyond the part of a list that came keeps another one from being placed."""


class Settling(Protocol):
    """An adapter that can ask what became of a call that may have been charged."""

    @property
    def endpoint(self) -> str:
        """The endpoint that may be charged, as the ledger names it."""
        ...

    def find(self, visit: Visit, spent: Spent, cancelled: Callable[[], bool]) -> Found:
        """Look for the call by its reference (`spent.id`) in the provider's list; raises ProviderFailure where that fails."""
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
    """Ask what became of each call of this buyer whose answer was lost; raises ProviderFailure where nobody can tell now.

    Nobody else asks about the buyer meanwhile, so one that only was begun was cut off.
    """
    for spent in visit.spent():
        if spent.endpoint == settling.endpoint and spent.doubtful:
            found = settling.find(visit, spent, cancelled)
            if found.state is State.UNKNOWN and not found.whole and visit.age(spent) < OUT_OF_SIGHT:
                raise ProviderFailure(
                    provider=spent.provider,
                    endpoint=spent.endpoint,
                    ending=Ending.UNKNOWN_CHARGE,
                    reason=Reason.ORDER_OUT_OF_SIGHT,
                )
            with suppress(SpendingUnwritten):
                if found.state is State.ORDERED:
                    visit.resumed(spent).ordered(found.order)
                elif found.state is not spent.state:
                    visit.resumed(spent).ended(found.state)


def obtain(visit: Visit, ordering: Ordering, cancelled: Callable[[], bool] = bool) -> Obtained:
    """The order of this buyer that is under way or current, or else a new one, and how far it is; raises ProviderFailure."""
    settle(visit, ordering, cancelled)
    open_ = [spent for spent in visit.spent() if spent.endpoint == ordering.endpoint and visit.is_open(spent)]
    entry = visit.resumed(open_[-1]) if open_ else _placed(visit, ordering, cancelled)
    return Obtained(entry, ordering.poll(visit, entry.spent.order, cancelled))


def _placed(visit: Visit, ordering: Ordering, cancelled: Callable[[], bool]) -> Entry:
    entry = visit.begin(ordering.endpoint)
    answer = visit.ask(ordering.order(entry.reference), cancelled=cancelled, entry=entry)
    number = ordering.number(answer)
    if not number:
        with suppress(SpendingUnwritten):
            entry.ended(State.UNKNOWN)
        raise ProviderFailure(
            provider=entry.spent.provider,
            endpoint=ordering.endpoint,
            ending=Ending.UNKNOWN_CHARGE,
            reason=Reason.ORDER_UNNUMBERED,
        )
    with suppress(SpendingUnwritten):  # begun stands on the disk: the next refresh finds it by its reference
        entry.ordered(number)
    return entry
