"""Whose turn it is: a worker that wants the processor all the time leaves the keys theirs.

Of two threads that both want it each gets half, however short the turns are, and a key takes twice its time. So a worker that
has many things to do asks between any two of them whether somebody types, and waits until that key has been answered.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Courtesy", "short_turns"]

TURN = 0.001
"""Seconds a worker goes on while a key waits. A key needs several turns, and the interpreter's own are five times as long."""
_lock = threading.Lock()
_long: list[float] = []
"""The interpreter's own turn, once for each worker that is inside."""


@contextmanager
def short_turns() -> Iterator[None]:
    """Inside, threads take turns more often than the interpreter has them by itself; the last worker to leave ends it."""
    with _lock:
        _long.append(_long[0] if _long else sys.getswitchinterval())
        sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        with _lock:
            before = _long.pop()
            if not _long:
                sys.setswitchinterval(before)


class Courtesy:
    """What a worker does between two things: it lets a key go first, and waits no longer in all than it works."""

    ANSWERED = 0.1
    """Seconds after a key was carried out in which the screen is painted, and who types fast presses the next."""
    LOOK = 0.004
    """Seconds between two looks at whether it was."""

    def __init__(
        self,
        still_for: Callable[[float], bool],
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Ask `still_for` whether no key is being carried out and none was for so many seconds."""
        self._still_for, self._monotonic, self._sleep = still_for, monotonic, sleep
        self._begun = monotonic()
        self._waited = 0.0

    def give_way(self) -> None:
        """Wait while a key is being answered; who types without a pause does not stop the work, but halves its speed."""
        since = now = self._monotonic()
        while not self._still_for(self.ANSWERED) and 2 * (self._waited + now - since) < now - self._begun:
            self._sleep(self.LOOK)
            now = self._monotonic()
        self._waited += now - since
