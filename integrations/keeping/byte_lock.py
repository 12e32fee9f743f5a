"""Locks of which a thousand cost one file: each is a byte far out in it, and its name says which.

A file made and removed for every lock costs a disk as much as the answer it guards, and a folder in which thousands were
removed lately was measured to make others many times slower. A byte need not exist to be locked. The lock belongs to the opening
of the file and not to the process, so two threads exclude each other like two processes, and the system lets go of it when its
holder dies.
"""

import fcntl
import os
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from integrations.keeping.private import make_private, names, taken

__all__ = ["SHARED_BYTES", "byte_locked"]

_COMMAND: int | None = getattr(fcntl, "F_OFD_SETLK", None)
SHARED_BYTES = _COMMAND is not None
"""Whether this system locks bytes for an opening of a file: Linux does, since 3.15."""
_PLACES = 1 << 62
"""Bytes a file may have room for; that two of some thousand names fall on one is as likely as a meteorite."""


_HOW = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW


@contextmanager
def byte_locked(path: Path, name: str, patience: float, stopped: Callable[[], bool] = bool) -> Iterator[bool]:
    """Hold the lock called `name` (hexadecimal) at `path` alone among all threads and processes; see `private.locked`.

    Gives False, holding nothing, where it is not free within `patience` seconds or `stopped()` says to wait no longer. The file
    stays: it is empty, and names nobody. Raises `OSError` where it can be neither opened nor made.
    """
    place = int(name[:16], 16) % _PLACES
    until = time.monotonic() + patience
    while True:
        handle = _opened(path)
        try:
            held = taken(partial(_lock, handle, place), until, stopped)
            if held and not names(path, handle):
                continue  # it was removed meanwhile: the lock of the new one counts
            yield held
            return
        finally:
            os.close(handle)


def _opened(path: Path) -> int:
    """The file, made with its folder where it is not there: most of the time it is."""
    try:
        return os.open(path, _HOW, 0o600)
    except FileNotFoundError:
        make_private(path.parent)
        return os.open(path, _HOW, 0o600)


def _lock(handle: int, place: int) -> None:
    """Lock one byte, or raise BlockingIOError where another opening holds it; closing the file lets go of it."""
    if _COMMAND is not None:
        # struct flock of fcntl(2): type, whence, start, length, and a process number that must be 0
        fcntl.fcntl(handle, _COMMAND, struct.pack("hhqqi0q", fcntl.F_WRLCK, os.SEEK_SET, place, 1, 0))
