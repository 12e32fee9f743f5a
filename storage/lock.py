"""One writer at a time: a lock beside the book that the system lets go of when its holder dies."""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.faults import BookLocked, BookReadOnly, BookWriteFailed, NoBook, WriteFailure, write_failed

__all__ = ["WAIT_SECONDS", "lock_of", "locked"]

WAIT_SECONDS = 5.0
"""How long a writer waits for another: a commit takes milliseconds, a new snapshot of a large book some seconds."""
POLL_SECONDS = 0.005


@contextmanager
def locked(book: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock of this book; raises `BookLocked` when it is not free within `wait` seconds."""
    until = time.monotonic() + wait
    handle = _handle(book)
    try:
        _take(handle, book, until)
        while not _named(handle, book):  # somebody removed the file while it was waited for: another is locked by now
            os.close(handle)
            handle = _handle(book)
            _take(handle, book, until)
        yield
    finally:
        os.close(handle)


def lock_of(book: Path) -> Path:
    """The file whose lock is the book's; it may be removed while it is held, where no book came to stand."""
    return book.with_name(book.name + ".lock")


def _named(handle: int, book: Path) -> bool:
    """Whether the file that is locked is still the one others would lock."""
    try:
        return os.path.samestat(os.fstat(handle), lock_of(book).stat())
    except OSError:
        return False


def _handle(book: Path) -> int:
    """The lock's file, which stays when the lock is let go: removing it would let two writers lock two files."""
    try:
        return os.open(lock_of(book), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except (FileNotFoundError, NotADirectoryError):
        raise NoBook(path=str(book)) from None
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise BookReadOnly(path=str(book)) from None
        if error.errno in (errno.EISDIR, errno.ELOOP, errno.ENXIO):
            raise BookWriteFailed(path=str(lock_of(book)), reason=WriteFailure.LOCK_FILE) from None
        raise write_failed(book, error) from None


def _take(handle: int, book: Path, until: float) -> None:
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise BookLocked(path=str(book)) from None
            time.sleep(POLL_SECONDS)
        except OSError:  # a network without a lock service, or a file system that knows none
            raise BookWriteFailed(path=str(book), reason=WriteFailure.NO_LOCK) from None
