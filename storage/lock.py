"""One writer at a time: a lock beside the book that the system lets go of when its holder dies."""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.faults import BookLocked, BookReadOnly, NoBook, write_failed

__all__ = ["WAIT_SECONDS", "locked"]

WAIT_SECONDS = 5.0
"""How long a writer waits for another: a commit takes milliseconds, a new snapshot of a large book some seconds."""
POLL_SECONDS = 0.005


@contextmanager
def locked(book: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock of this book; raises `BookLocked` when it is not free within `wait` seconds."""
    handle = _handle(book)
    try:
        _take(handle, book, time.monotonic() + wait)
        yield
    finally:
        os.close(handle)


def _handle(book: Path) -> int:
    """The lock's file, which stays when the lock is let go: removing it would let two writers lock two files."""
    try:
        return os.open(book.with_name(book.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except (FileNotFoundError, NotADirectoryError):
        raise NoBook(path=str(book)) from None
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise BookReadOnly(path=str(book)) from None
        raise write_failed(book, error) from None


def _take(handle: int, book: Path, until: float) -> None:
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise BookLocked(path=str(book)) from None
            time.sleep(POLL_SECONDS)
