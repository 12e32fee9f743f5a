"""A whole file or nothing: written beside the place, brought to the disk, and only then given the name.

Whoever reads sees the file before or after and never in between; a crash or a full disk leaves it as it was.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.faults import BookUnconfirmed, BookWriteFailed, WriteFailure, write_failed

__all__ = ["free_place", "let_go", "no_change", "nothing_done", "replace_file", "sync_folder"]


def replace_file(
    path: Path, data: Iterable[bytes], *, own: bool = False, check: Callable[[Path], object] = lambda _written: None
) -> None:
    """Write a whole file or nothing, durably; raises `BookWriteFailed` while nothing was replaced, `BookUnconfirmed` after that.

    A new file is its owner's alone (0600), a replaced one keeps its permissions, save with `own`. `check` looks at what was
    written before it is given the name, and may raise. The name in between is always the same one, so a crash leaves at most one
    stray file: two writers of one book must not get here at once.
    """
    beside = path.with_name(f".{path.name}.tmp")
    try:
        _write(beside, data, 0o600 if own else _mode(path))
        check(beside)
        beside.replace(path)
    except BaseException as error:  # what cannot be written down, or was asked to stop, leaves no file behind either
        with suppress(OSError):
            beside.unlink()
        if isinstance(error, OSError):
            raise write_failed(path, error) from None
        raise
    try:
        sync_folder(path.parent)
    except OSError:
        raise BookUnconfirmed(path=str(path)) from None


@contextmanager
def nothing_done(book: Path) -> Iterator[None]:
    """Files that are replaced on the way to a change: one that is not confirmed is no change, so `BookWriteFailed` is raised."""
    try:
        yield
    except BookUnconfirmed:
        raise BookWriteFailed(path=str(book), reason=WriteFailure.IO) from None


_OF_A_FILE: Mapping[object, WriteFailure] = {
    WriteFailure.DISK_FULL: WriteFailure.FILE_FULL,
    WriteFailure.NOT_ALLOWED: WriteFailure.FILE_NOT_ALLOWED,
    WriteFailure.IO: WriteFailure.FILE_IO,
}


@contextmanager
def no_change() -> Iterator[None]:
    """A report or a copy is written, and the book is not: what fails says nothing of a change."""
    try:
        yield
    except BookWriteFailed as fault:
        reason = fault.facts["reason"]
        raise BookWriteFailed(**{**fault.facts, "reason": _OF_A_FILE.get(reason, reason)}) from None


def let_go(paths: Iterable[Path]) -> None:
    """Remove what is wanted no longer, as far as the disk lets it go."""
    for path in paths:
        with suppress(OSError):
            path.unlink()


def free_place(path: Path) -> Path:
    """The place of `path`, where nothing stands; raises `BookWriteFailed`."""
    target = path.absolute()
    try:
        there = target.exists()
    except OSError as error:
        raise write_failed(target, error) from None
    if there:
        raise BookWriteFailed(path=str(target), reason=WriteFailure.EXISTS)
    return target


def _write(path: Path, data: Iterable[bytes], mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with open(handle, "wb", buffering=1 << 20) as file:  # noqa: PTH123 - an open handle has no path
        os.fchmod(handle, mode)
        file.writelines(data)
        file.flush()
        os.fsync(handle)


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0o600


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; raises `OSError`."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
