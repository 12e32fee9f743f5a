"""Whose turn it is: a worker that wants the processor all the time leaves the keys theirs."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["short_turns"]

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
