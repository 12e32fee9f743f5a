"""Whose turn it is: a worker that wants the processor all the time leaves the keys theirs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["short_turns"]

TURN = 0.001
"""Seconds a worker goes on while a key waits. A key needs several turns, and the interpreter's own are five times as long."""


@contextmanager
def short_turns() -> Iterator[None]:
    """Inside, threads take turns more often than the interpreter has them by itself."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
