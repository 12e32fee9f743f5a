"""Files nobody else may read: private from their first byte, replaced whole, and locked while more than one may change them.

A raw report is somebody's affairs and a ledger is money, so both stand in a folder of mode 0700 as files of mode 0600, and a
process that dies half way leaves the file that was there before. Everything here raises `OSError`; who calls knows what it
means that something could not be written.
"""

import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from secrets import token_hex

__all__ = ["append_line", "locked", "make_private", "names", "need_private", "new_private", "replace_private", "sweep", "taken"]

_SLICE = 0.02
"""Seconds between two looks whether a lock is free or the wait was called off."""
_STRAY = 3600.0
"""Seconds after which a half-written file belongs to nobody any more."""


def make_private(folder: Path) -> Path:
    """`folder`, made with its parents where it is not there, and closed to everybody else."""
    need_private(os.fspath(folder))
    return folder


def need_private(folder: str) -> None:
    """See to it that a folder is there and closed to everybody else."""
    try:
        mode = os.stat(folder).st_mode  # noqa: PTH116 - asked before every file
    except FileNotFoundError:
        mode = 0
    if not stat.S_ISDIR(mode):
        Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = Path(folder).stat().st_mode
    if stat.S_IMODE(mode) & 0o077:
        Path(folder).chmod(0o700)


def new_private(path: Path, data: bytes) -> None:
    """Write a whole file where none stands, durably; raises `FileExistsError` where one does."""
    beside = _beside(path, data, durable=True)
    try:
        os.link(beside, path)
    finally:
        Path(beside).unlink()


def replace_private(path: Path | str, data: bytes, dated: float | None = None, *, durable: bool = False) -> None:
    """Write a whole file or nothing: what stood there before is there until the new one is.

    A writer that is killed leaves the old file. A machine that loses its power may leave a spoilt one, which its reader must
    notice: a thousand answers that can be asked for again are not worth a thousand waits for the disk. What is `durable` is on
    the disk under its name when this returns. `dated` are the seconds since the epoch the file is dated by; the moment it is
    written where it is None.
    """
    beside = _beside(path, data, durable=durable, dated=dated)
    try:
        os.replace(beside, path)  # noqa: PTH105 - written for every report: taking names apart costs as much as a small file
        if durable:
            _sync_folder(Path(path).parent)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise


def _beside(path: Path | str, data: bytes, *, durable: bool, dated: float | None = None) -> str:
    """A file of its own beside `path` that holds all of `data`, on the disk if it is `durable`; none where that fails."""
    folder, _, name = os.fspath(path).rpartition("/")
    beside = f"{folder or '.'}/.{name}.{token_hex(4)}.tmp"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            if dated is not None:
                os.utime(handle, (dated, dated))
            if durable:
                os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise
    return beside


def _sync_folder(folder: Path) -> None:
    """Bring the names in `folder` to the disk; the store has its own, for neither room knows the other."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path, now: float) -> None:
    """Remove what writers that were killed left half written in `folder` (`now`: seconds since the epoch)."""
    for stray in folder.glob(".*.tmp"):
        with suppress(OSError):
            if now - stray.stat().st_mtime > _STRAY:
                stray.unlink()


def append_line(path: Path, line: bytes) -> None:
    """Add one line (without its end), on the disk before this returns; the caller holds the lock.

    A line another writer left half written is ended first, so that it spoils nothing but itself.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        size = os.fstat(handle).st_size
        torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
        data = (b"\n" if torn else b"") + line + b"\n"
        if os.write(handle, data) != len(data):
            raise OSError(f"{path.name} was not written whole")
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path, patience: float, stopped: Callable[[], bool] = bool) -> Iterator[bool]:
    """Hold the lock at `path` alone among all threads and processes; the system lets go of it when its holder dies.

    Gives False, holding nothing, where it is not free within `patience` seconds or `stopped()` says to wait no longer. The
    file goes with the lock; who waited at one that is gone takes the lock of the new one.
    """
    until = time.monotonic() + patience
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            held = taken(partial(fcntl.flock, handle, fcntl.LOCK_EX | fcntl.LOCK_NB), until, stopped)
            if held and not names(path, handle):
                continue
            try:
                yield held
            finally:
                if held:
                    path.unlink(missing_ok=True)
            return
        finally:
            os.close(handle)


def names(path: Path, handle: int) -> bool:
    """Whether the open file is still the one of this name."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(handle))  # noqa: PTH116 - asked before every report
    except FileNotFoundError:
        return False


def taken(lock: Callable[[], object], until: float, stopped: Callable[[], bool]) -> bool:
    """Try to `lock` until it does not raise BlockingIOError; False after the moment `until`, or once it is `stopped`."""
    while True:
        try:
            lock()
        except BlockingIOError:
            if stopped() or time.monotonic() >= until:
                return False
            time.sleep(_SLICE)
        else:
            return True
