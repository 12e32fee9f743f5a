"""How the tests of the transport ask: a clock that holds still, a call that must fail, and answers that break off."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from integrations.endings import Ending, ProviderFailure, Reason
from integrations.exchange import Call, Refusal, accept_all
from integrations.provider import never
from integrations.retry import Clock
from integrations.terms import Terms
from integrations.transport import Transport
from tests.integrations.loopback import Loopback, Play, Visit, head

CANARY = "CANARY-7f3a"
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OPEN_END = head("HTTP/1.1 200 OK", "Content-Type: application/json", "Transfer-Encoding: chunked")


@dataclass
class Held:
    """A clock that moves only when somebody sleeps; each draw of chance gives a quarter."""

    passed: float = 0.0
    on_sleep: Callable[[], None] = field(default=lambda: None)

    def sleep(self, seconds: float) -> None:
        self.on_sleep()
        self.passed += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.passed, lambda: NOON + timedelta(seconds=self.passed), self.sleep, lambda: 0.25)


HURRIED = Clock(monotonic=lambda: time.monotonic() * 100)
"""A clock on which fifteen seconds of silence are over at once."""


@contextmanager
def bureau(*plays: Play, path: str = "", place: Path | None = None, **options: Any) -> Iterator[tuple[Loopback, Transport]]:
    """Open a provider that plays this, and a transport that asks it; `path` belongs to its base URL, terms go by their name."""
    named = {field.name for field in fields(Terms)}
    terms = Terms(**{name: options.pop(name) for name in list(options) if name in named})
    with Loopback(list(plays)) as server, Transport("bureau", server.url + path, terms=terms, **options) as transport:
        if place is not None:
            transport.keep_turns(place)
        yield server, transport


def failure(
    transport: Transport, path: str = "/x", deadline: float = 60, cancelled: Callable[[], bool] = never, **question: Any
) -> ProviderFailure:
    with pytest.raises(ProviderFailure) as caught:
        transport.ask(Call("report", path, **question), deadline=deadline, cancelled=cancelled)
    return caught.value


def failed(*plays: Play, clock: Clock | None = None, refusal: Refusal = accept_all, **options: Any) -> tuple[Ending, Reason, int]:
    """Ask a server that plays this once: the ending, the reason, and how many requests it saw."""
    with bureau(*plays, clock=clock or Held().clock, refusal=refusal) as (server, transport):
        met = failure(transport, **options)
        return met.ending, met.reason, len(server.requests)


def cut_short(visit: Visit) -> None:
    visit.send(head("HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: 100") + b'{"a": 1}')


def reset_midway(visit: Visit) -> None:
    cut_short(visit)
    visit.over.wait(0.1)
    visit.reset()
