"""Lines nobody speaks on just now, kept for a moment in case somebody does."""

import threading
import time
import weakref
from typing import Generic, Protocol, TypeVar

__all__ = ["Idle"]

MOST = 8
"""Lines to one host that are kept; more threads than that ask nobody at once."""
SECONDS = 5.0
"""How long one is kept: less than most servers wait before they hang up."""


class _Closable(Protocol):
    def close(self) -> None: ...


Where = TypeVar("Where")
What = TypeVar("What", bound=_Closable)


class Idle(Generic[Where, What]):
    """What is kept, by where it leads; each is given to one caller alone."""

    def __init__(self) -> None:
        self._kept: dict[Where, list[tuple[float, What]]] = {}
        self._closed = False
        self._lock = threading.Lock()
        # Whoever forgets to close leaves no open line: they are closed when nobody holds this any more.
        weakref.finalize(self, _close, self._kept)

    def take(self, where: Where) -> What | None:
        """Give the one that was used last; those that were idle too long are closed."""
        late = time.monotonic() - SECONDS
        with self._lock:
            kept = self._kept.get(where, [])
            fresh = [entry for entry in kept if entry[0] >= late]
            old = [what for since, what in kept if since < late]
            found = fresh.pop()[1] if fresh else None
            self._kept[where] = fresh
        for what in old:
            what.close()
        return found

    def put(self, where: Where, what: What) -> bool:
        """Keep one; False where there are enough, or nobody will ask again."""
        with self._lock:
            kept = self._kept.setdefault(where, [])
            if self._closed or len(kept) >= MOST:
                return False
            kept.append((time.monotonic(), what))
            return True

    def close(self) -> None:
        """Close all, and keep none from now on."""
        with self._lock:
            self._closed = True
            _close(self._kept)


def _close(kept: dict[Where, list[tuple[float, What]]]) -> None:
    while kept:
        for _, what in kept.popitem()[1]:
            what.close()
