"""One refresh of one buyer at one provider at a time, whoever starts it: a key, a second screen, a job of the night.

Two at once would order the same report twice. So the second waits for the first, and then finds its answers kept. Two processes
see each other by a file; where none can be written the threads of this one still wait for each other.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from integrations.keeping.byte_lock import SHARED_BYTES, byte_locked
from integrations.keeping.private import locked, make_private

__all__ = ["Flights"]

_FOLDER, _FILE = "flights", "all"
_SLICE = 0.05
PATIENCE = 120.0
"""Seconds a second refresh waits for the first: longer than the deadlines of the calls most providers need."""


class Flights:
    """Who is asking whom about which buyer just now."""

    def __init__(self, folder: Path | None, patience: float = PATIENCE) -> None:
        self._file = folder / _FOLDER / _FILE if folder else None
        self._patience = patience
        self._free = threading.Condition()
        self._busy: set[str] = set()

    @contextmanager
    def alone(self, flight: str, stopped: Callable[[], bool] = bool) -> Iterator[bool]:
        """Hold `flight` (a mark, in hexadecimal) alone; False where the wait was called off or took too long."""
        with self._among_threads(flight, stopped) as first, ExitStack() as stack:
            held = first
            if first and self._file is not None:
                with suppress(OSError):  # no folder that can be written: between processes nothing can be promised
                    held = stack.enter_context(self._among_processes(self._file, flight, stopped))
            yield held

    def _among_processes(self, file: Path, flight: str, stopped: Callable[[], bool]) -> AbstractContextManager[bool]:
        """A byte of one file for each flight, or a file for each where the system locks no byte for one thread alone."""
        if SHARED_BYTES:
            return byte_locked(file, flight, self._patience, stopped)
        return locked(make_private(file.parent) / f"{flight}.lock", self._patience, stopped)

    @contextmanager
    def _among_threads(self, flight: str, stopped: Callable[[], bool]) -> Iterator[bool]:
        waited = 0.0
        with self._free:
            while flight in self._busy:
                if stopped() or waited >= self._patience:
                    held = False
                    break
                self._free.wait(_SLICE)
                waited += _SLICE
            else:
                self._busy.add(flight)
                held = True
        try:
            yield held
        finally:
            if held:
                with self._free:
                    self._busy.discard(flight)
                    self._free.notify_all()
