"""The book as one file that is replaced whole: TinyDB's storage for a book on disk, and its twin in memory.

A write goes to a file beside the book, reaches the disk, and then takes the book's name, so whoever reads sees the book
before the change or after it and never in between; a crash or a full disk leaves the book as it was.
"""

import os
import stat
from abc import abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

from tinydb.storages import MemoryStorage, Storage

from storage.faults import BookDamaged, BookNewer, BookUnconfirmed, BookUnreadable, Damage, NoBook, write_failed
from storage.lock import locked
from storage.migrations import SCHEMA, migrate
from storage.tree import Tree, lines, parsed, schema_of

__all__ = ["InMemory", "Source", "WholeFile", "replace_file"]

HEAD = 512
"""Bytes from the start of a book that hold its `meta`."""


class Source(Storage):
    """Where a book stands: TinyDB's `Storage`, and what several writers need beside it."""

    @abstractmethod
    def moved(self) -> bool:
        """Whether the book is no longer the one last read or written here."""

    @abstractmethod
    def forget(self) -> None:
        """Trust nothing read so far: `moved` says yes until the next reading."""

    @abstractmethod
    def alone(self) -> AbstractContextManager[None]:
        """The right to write, held."""


class WholeFile(Source):
    """One JSON file; TinyDB reads and writes it whole."""

    def __init__(self, path: Path) -> None:
        """Stand at `path`; nothing is opened until it is read."""
        self.path = path
        self._seen: tuple[object, ...] = ()

    def read(self) -> Tree:
        """The book in the schema of this program; raises `NoBook`, `BookUnreadable`, `BookDamaged` or `BookNewer`."""
        try:
            with self.path.open("rb") as file:
                data, seen = file.read(), _mark(file.fileno())
        except FileNotFoundError:
            raise NoBook(path=str(self.path)) from None
        except IsADirectoryError:
            raise BookDamaged(path=str(self.path), line=0, reason=Damage.NOT_A_FILE) from None
        except OSError:
            raise BookUnreadable(path=str(self.path)) from None
        tree = parsed(data, self.path)
        if schema_of(tree) > SCHEMA:
            raise BookNewer(path=str(self.path), found=schema_of(tree), known=SCHEMA)
        self._seen = seen
        return migrate(tree)

    def write(self, data: Tree) -> None:
        """Put `data` in the place of the book, on disk when this returns; raises what `replace_file` raises."""
        replace_file(self.path, lines(data))
        self._seen = self._standing()

    def moved(self) -> bool:
        """Whether the file is no longer the one last read or written here; costs one look at its head."""
        return self._seen == () or self._standing() != self._seen

    def forget(self) -> None:
        """Trust nothing read so far."""
        self._seen = ()

    def alone(self) -> AbstractContextManager[None]:
        """The book's lock."""
        return locked(self.path)

    def _standing(self) -> tuple[object, ...]:
        try:
            with self.path.open("rb") as file:
                return _mark(file.fileno())
        except OSError:
            return ()


class InMemory(MemoryStorage, Source):
    """A book that is gone with its process, for the demonstration and for tests."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        super().__init__()  # type: ignore[no-untyped-call]  # tinydb leaves it unannotated

    def moved(self) -> bool:
        """Nobody else can reach it."""
        return False

    def forget(self) -> None:
        """There is nothing to read it from again."""

    def alone(self) -> AbstractContextManager[None]:
        """Nobody else can write."""
        return nullcontext()


def replace_file(path: Path, data: Iterable[bytes]) -> None:
    """Write a whole file or nothing, durably; raises `BookWriteFailed` while nothing was replaced, `BookUnconfirmed` after that.

    A new file is its owner's alone (0600), a replaced one keeps its permissions. The name in between is always the same
    one, so a crash leaves at most one stray file: two writers of one book must not get here at once.
    """
    beside = path.with_name(f".{path.name}.tmp")
    try:
        _write(beside, data, _mode(path))
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise write_failed(path, error) from None
    try:
        _sync_folder(path.parent)
    except OSError:
        raise BookUnconfirmed(path=str(path)) from None


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


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mark(handle: int) -> tuple[object, ...]:
    """What tells one state of a book from the next; its head holds the number of the last commit, whatever the clock says."""
    found = os.fstat(handle)
    return (found.st_ino, found.st_size, found.st_mtime_ns, os.pread(handle, HEAD, 0))
