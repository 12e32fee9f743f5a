"""Keys in their order: each one is carried out before the next is looked at.

On a slow line several keys arrive at once. Textual gives a key to whatever has the focus when the key is read, not when the
keys before it have been carried out: the cursor that one key moves and the dialog that another opens would come too late
for the key behind them, and what was typed for one buyer would be done to another.
"""

import sys
from asyncio import Event, Task, create_task, timeout, wait
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from time import monotonic
from typing import Any, NamedTuple

from textual import events
from textual.app import App, ReturnType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.message_pump import MessagePump
from textual.widgets import Input
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from tui.at_once import AtOnce, Handed
from tui.escaped import EscapeApart

__all__ = ["TypedAhead"]

PATIENCE = 2.0
"""Seconds after which the next key is looked at although a widget has not gone through its messages."""
QUIET = 0.3
"""Seconds a change may take to be written before it is said that keys wait for it; they wait for as long as it takes."""
PASSES = 3
"""Times a key is waited for: while it bubbles up to its command, while the command is carried out, and while a screen that
the command has opened takes its place."""
ALT = "alt+"
ROUNDS = 2
"""Turns a widget needs each time: one for what it was sent, one for what it then says of itself."""


class _Typed(NamedTuple):
    """A key or a pasted text in line."""

    event: events.Key | events.Paste
    among: AtOnce | None = None
    """The keys it came with."""
    place: int = 0
    """Its place among them."""


class TypedAhead(App[ReturnType]):
    """An application that looks at one key after the other."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        """Begin with nothing typed; `ansi_color` says whether the terminal's own colours are sent as they are."""
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[_Typed] = deque()
        self._among: AtOnce | None = None
        """The keys that come now came at once ..."""
        self._place = 0
        """... and so many of them did."""
        self._refused_at = float("-inf")
        """When the last keys came that were taken for pasted text."""
        self._waiting: Task[None] | None = None
        self._last_key = 0.0
        """When a key last came, or was carried out."""

    def get_driver_class(self) -> type[Driver]:
        """The driver of this terminal, reading Escape as a key of its own."""
        driver = super().get_driver_class()
        module = sys.modules[driver.__module__]
        if hasattr(module, "XTermParser"):
            module.XTermParser = EscapeApart  # type: ignore[attr-defined]  # the driver looks its reader up there, nowhere else
        return driver

    def on_handed(self, told: Handed) -> None:
        """The next keys came at once."""
        told.stop()
        self._among, self._place = told.keys, 0

    async def on_event(self, event: events.Event) -> None:
        """Puts keys and pasted text in line; everything else goes its usual way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            among, place = self._came_with(event)
            if among is not None and among.refused:
                return
            idle = not self._typed
            self._typed.extend(_Typed(each, among, place) for each in _apart(event))
            self._last_key = monotonic()
            if idle:
                self.call_later(self._begin)
        else:
            await super().on_event(event)

    def _came_with(self, event: events.Key | events.Paste) -> tuple[AtOnce | None, int]:
        """The keys that `event` came with, and its place among them."""
        among, place = self._among, self._place
        if among is None or isinstance(event, events.Paste):
            return None, 0
        self._place += 1
        if self._place == len(among.signs):
            self._among = None
        return among, place

    async def _begin(self) -> None:
        """Hands the first in line to whom it concerns; what is like a pasted text concerns nobody where nothing is typed."""
        first = self._typed[0]
        try:
            if isinstance(self.focused, Input) or not self._pasted(first):
                await super().on_event(first.event)
        finally:
            self.call_later(self._go_on, PASSES)

    def _pasted(self, first: _Typed) -> bool:
        """Whether the first in line, with all that came with it, is pasted text; then the rest of it is dropped, and told."""
        event, among, place = first
        if isinstance(event, events.Paste):
            self.not_taken()
            return True
        if among is None or not (among.follows(self._refused_at) or self.like_text(among.signs[place:])):
            return False
        among.refused = True
        if len(among.signs) > 1:
            self._refused_at = among.at
        self._typed = deque([first, *(each for each in self._typed if each.among is not among)])
        self.not_taken()
        return True

    def like_text(self, signs: str) -> bool:
        """Whether keys that came at once, by what they print, are no keys of a person; here none are."""
        return False

    def not_taken(self) -> None:
        """Tells the user that a pasted text went nowhere."""

    async def _go_on(self, passes: int) -> None:
        """Waits for what the first in line has asked for, behind whatever stands in the application's own queue."""
        try:
            async with timeout(PATIENCE):
                await _turns(tuple(self._concerned()))
        except TimeoutError:
            passes = 1
        if passes > 1:
            self.call_later(self._go_on, passes - 1)
        elif workers := self.under_way():
            self._waiting = create_task(self._wait_for(workers))  # a task of its own, so that the application goes on
        else:
            self._next()

    async def _wait_for(self, workers: Iterable[Worker[Any]]) -> None:
        """Holds the next key up until the workers are done, whatever they come to."""
        working = [create_task(_done(worker)) for worker in workers]
        if (await wait(working, timeout=QUIET))[1]:
            self.held_up()
            await wait(working)
        self._next()

    def _next(self) -> None:
        self._typed.popleft()
        self._last_key = monotonic()
        if self._typed:
            self.call_later(self._begin)

    def still_for(self, seconds: float) -> bool:
        """Whether no key is being carried out, and none was for so long; may be asked from any thread."""
        return not self._typed and monotonic() - self._last_key >= seconds

    def under_way(self) -> list[Worker[Any]]:
        """Work that the next key must not overtake; here there is none."""
        return []

    def held_up(self) -> None:
        """Tells the user that keys wait for such work."""

    def _concerned(self) -> Iterator[DOMNode]:
        """Who may get a key: what has the focus, and whatever it stands in, up to the screen."""
        node: DOMNode = self.focused or self.screen
        while node is not self and node.parent is not None:
            yield node
            node = node.parent


def _apart(event: events.Key | events.Paste) -> tuple[events.Key | events.Paste, ...]:
    """The key itself; Escape and the key where a terminal tells of Alt by name: no command is on it."""
    if isinstance(event, events.Paste) or not event.key.startswith(ALT):
        return (event,)
    key = event.key.removeprefix(ALT)
    plain = event.character if key.startswith("shift+") and event.character else key  # a capital letter is a key of its own name
    return (events.Key("escape", "\x1b"), events.Key(plain, event.character))


async def _done(worker: Worker[Any]) -> None:
    """Waits for a worker; how it ended is told to whoever watches workers."""
    with suppress(WorkerCancelled, WorkerFailed):
        await worker.wait()


async def _turns(nodes: Iterable[MessagePump]) -> None:
    """Waits until each of `nodes` has gone through the messages it has."""
    for node in nodes:
        for _ in range(ROUNDS):
            passed = Event()
            if node.call_later(passed.set):
                await passed.wait()
