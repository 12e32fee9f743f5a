"""A built-in provider that answers about many buyers in one request: a book of a thousand is ten requests and not a thousand.

Only the way is shared. Each buyer has a visit of its own, with its line in the ledger, its agreement and its kept answer, and
is read as if it had been asked about alone. A request that was refused as it stands is halved until it is known whose question
spoils it; what came of the rest is theirs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from credit.customer import Customer
from credit.report import RiskEvent
from integrations.address import RequestRefused
from integrations.bounded import strict_json
from integrations.endings import Ending, ProviderFailure, Reason
from integrations.exchange import Answer, Call
from integrations.keeping.agreed import Grant, nothing_granted
from integrations.keeping.calls import Came
from integrations.keeping.spending import Entry
from integrations.keeping.visit import Visit
from integrations.provider import ProviderResult, never
from integrations.providers.builtin import UNASKED, Adapter, BuiltIn, Put
from integrations.providers.notices import Asking

__all__ = ["Batches", "Together"]

_SPOILT = frozenset({400, 413, 422})
"""Statuses by which a server refuses a request for what stands in it, before it did anything: one question of it may be why."""


@runtime_checkable
class Batches(Adapter, Protocol):
    """An adapter whose service takes several questions in one request."""

    most: int
    """Questions of one request."""

    def question(self, asking: Asking) -> Call:
        """What `read` asks about one buyer, where it is asked about alone."""
        ...

    def together(self, askings: Sequence[Asking]) -> Call:
        """The same about several buyers, no more than `most`."""
        ...

    def apart(self, raw: bytes, count: int) -> tuple[bytes, ...]:
        """The answer about each of `count` buyers, in their order, as if it had been asked about alone."""
        ...


@dataclass(frozen=True, slots=True)
class _Part:
    """One buyer of a refresh."""

    place: int
    """Among those asked about."""
    put: Put
    granted: Grant


@dataclass(frozen=True, slots=True)
class _Question:
    """One question on its way in a request, and the visit it belongs to."""

    visit: Visit
    asking: Asking
    call: Call
    entry: Entry | None


class Together(BuiltIn):
    """One configured provider that is asked about many buyers at once."""

    @property
    def most(self) -> int:
        """Buyers of one request."""
        return self._adapter.most if isinstance(self._adapter, Batches) else 1

    def fetch_many(
        self,
        subjects: Sequence[Customer],
        on: date,
        known: Mapping[str, Iterable[RiskEvent]] = MappingProxyType({}),
        cancelled: Callable[[], bool] = never,
        granted: Mapping[str, Grant] = MappingProxyType({}),
    ) -> tuple[ProviderResult, ...]:
        """Ask about each of `subjects`; see `AsksMany.fetch_many`.

        Buyers are taken in the order of their marks, which is the same for every run of this machine: of two refreshes at once
        none waits for the other in a circle. Two buyers the provider knows as one are asked about once.
        """
        since, results = self._now(), dict[int, ProviderResult]()
        first: dict[str, _Part] = {}
        again: list[_Part] = []
        for place, subject in enumerate(subjects):
            put = self._put(subject, on, known.get(subject.id, ()))
            if isinstance(put, ProviderResult):
                results[place] = put
                continue
            part = _Part(place, put, granted.get(subject.id, nothing_granted))
            mark = self._records.buyer(self._settings.name, (self._settings.kind, put.number))
            if first.setdefault(mark, part) is not part:
                again.append(part)
        parts = [first[mark] for mark in sorted(first)]
        for start in range(0, len(parts), self.most):
            results |= self._visited(parts[start : start + self.most], since, cancelled)
        results |= {part.place: self._asked(part.put, cancelled, part.granted, since) for part in again}
        return tuple(results[place] for place in range(len(subjects)))

    def _visited(self, parts: Sequence[_Part], since: datetime, cancelled: Callable[[], bool]) -> dict[int, ProviderResult]:
        """What came of asking about each of a batch, by its place."""
        results: dict[int, ProviderResult] = {}
        visits: list[tuple[_Part, Visit]] = []
        if cancelled():
            off = Ending.CANCELLED, Reason.CANCELLED
            return {part.place: self._nothing(part.put.asking.customer, *off) for part in parts}
        with ExitStack() as stack:
            for part in parts:
                try:
                    visits.append((part, stack.enter_context(self._visit(part.put, cancelled, part.granted, since))))
                except UNASKED as kept:
                    results[part.place] = self._unasked(part.put.asking.customer, kept)
            if isinstance(self._adapter, Batches):
                self._send(self._adapter, _due(self._adapter, visits), cancelled)
            for part, visit in visits:
                try:
                    results[part.place] = self._read(visit, part.put, cancelled)
                except UNASKED as kept:
                    results[part.place] = self._unasked(part.put.asking.customer, kept)
        return results

    def _send(self, adapter: Batches, questions: Sequence[_Question], cancelled: Callable[[], bool]) -> None:
        """Send one request, and hand each visit what came of its question."""
        if not questions:
            return
        came = _sent(questions[0].visit, adapter.together([each.asking for each in questions]), cancelled)
        if _spoilt(came) and len(questions) > 1:
            half = len(questions) // 2
            self._send(adapter, questions[:half], cancelled)
            self._send(adapter, questions[half:], cancelled)
            return
        for each, part in zip(questions, _apart(adapter, came, len(questions)), strict=True):
            each.visit.hand(each.call, part, each.entry)


def _due(adapter: Batches, visits: Iterable[tuple[_Part, Visit]]) -> list[_Question]:
    """The questions that have to be sent; one that may be charged stands in the ledger by now, or is not sent."""
    due: list[_Question] = []
    for part, visit in visits:
        call = adapter.question(part.put.asking)
        if not visit.lacks(call):
            continue
        try:
            entry = visit.begin(call.endpoint) if visit.bills(call) else None
        except ProviderFailure as refused:
            visit.hand(call, refused)
        else:
            due.append(_Question(visit, part.put.asking, call, entry))
    return due


def _sent(visit: Visit, call: Call, cancelled: Callable[[], bool]) -> Came:
    try:
        return visit.send(call, cancelled)
    except (ProviderFailure, RequestRefused) as failure:
        return failure


def _spoilt(came: Came) -> bool:
    """Whether a request was refused for what stands in it, so that its halves may fare better."""
    return isinstance(came, RequestRefused) or (isinstance(came, ProviderFailure) and came.status in _SPOILT)


def _apart(adapter: Batches, came: Came, count: int) -> Sequence[Came]:
    """What came of each question of a request."""
    if not isinstance(came, Answer):
        return [came] * count
    parts = adapter.apart(came.raw, count)
    return [replace(came, raw=raw, value=strict_json(raw), sha256=sha256(raw).hexdigest()) for raw in parts]
