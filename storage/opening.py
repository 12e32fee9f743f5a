"""Opening the files of a book, and telling what stands there where it is none."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.atomic import replace_file
from storage.cipher import FileCipher, Key
from storage.faults import BookDamaged, BookNewer, Damage, NoBook, unreadable
from storage.journal import Ending, head_line, read_journal, tells_of_commits
from storage.migrations import SCHEMA
from storage.pages import Opened, Page
from storage.passphrase import Passphrase, key_of
from storage.sealed import BadLine
from storage.snapshot import Head, file_cipher, pages_of, read_head

__all__ = ["Beside", "Files", "open_book", "refuse_to_lose", "resolved", "writable"]

CHUNK = 1 << 20
TRIES = 100
"""Openings after which somebody else's writing is no longer taken for the reason that two files do not fit."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Names of what stands beside a book."""

    path: Path

    @property
    def journal(self) -> Path:
        """Its journal."""
        return self.path.with_name(self.path.name + ".journal")

    def aside(self, number: int, ending: Ending) -> Path:
        """A free name for what was found in the place of commit `number` and was none: `BOOK.torn-42`, `BOOK.bad-42`."""
        names = (f"{self.path.name}.{ending.value}-{number}" + (f"-{count}" if count else "") for count in range(10**6))
        return next(place for name in names if not (place := self.path.with_name(name)).exists())


class Files:
    """The open snapshot and journal of a book."""

    def __init__(self, path: Path, *, read_only: bool, passphrase: Passphrase | None) -> None:
        """Open both; raises the faults of a book that cannot be opened."""
        self.path, self.read_only = path, read_only
        self.journal: Opened | None = None
        self.cipher: FileCipher | None = None
        """What the records of the journal are locked with."""
        self.snapshot = _snapshot(path)
        self._mark = _mark(os.fstat(self.snapshot.handle))
        try:
            self.size = self.snapshot.size
            self.head, start = _head(self.snapshot, path)
            self.key = key_of(self.head.cipher, passphrase, path) if self.head.cipher else None
            """What an encrypted book is locked with."""
            self.pages = _pages(self.snapshot, self.head, start, path, self.key)
            self.after, self.start = self.head.commit, 0
            if not self.head.alone:
                self._open_journal()
        except BaseException:
            self.close()
            raise

    def _open_journal(self) -> None:
        place = Beside(self.path).journal
        damaged = BookDamaged(path=str(place), line=1, reason=Damage.JOURNAL)
        try:
            self.journal = _opened(place, write=not self.read_only)
            found = read_journal(self.journal, self.key)
        except (NoBook, BadLine):
            raise damaged from None
        if found.book != self.head.book or found.after > self.head.commit:
            raise damaged
        self.after, self.start, self.cipher = found.after, found.start, found.cipher

    def begin_journal(self, number: int) -> None:
        """Put an empty journal behind commit `number` in the place of the one that stands there."""
        place = Beside(self.path).journal
        replace_file(place, [head_line(self.head.book, number, self.key)])
        if self.journal is not None:
            self.journal.close()
        self._open_journal()

    def copy_journal(self, end: int) -> None:
        """Put a copy of the journal up to there in its place: whoever has the one before open will see that it is another."""
        journal = self.journal
        assert journal is not None  # noqa: S101 - who knows its end has read it
        replace_file(Beside(self.path).journal, (journal.read(at, min(CHUNK, end - at)) for at in range(0, end, CHUNK)))

    def replaced(self) -> bool:
        """Whether other files have the names of these by now, or the snapshot, which never changes, was copied over."""
        if _standing(self.path) != self._mark:
            return True
        beside = _standing(Beside(self.path).journal) if self.journal is not None else None
        return self.journal is not None and (beside is None or beside[:2] != _mark(os.fstat(self.journal.handle))[:2])

    def close(self) -> None:
        """Let go of both."""
        self.snapshot.close()
        if self.journal is not None:
            self.journal.close()


def resolved(path: Path) -> Path:
    """The place a path leads to, links followed; raises `BookUnreadable` where it leads nowhere."""
    try:
        return path.expanduser().resolve()
    except (OSError, RuntimeError) as error:
        raise unreadable(path, error) from None


def writable(path: Path) -> bool:
    """Whether it may be written; what is marked read-only is left alone even by those whom the mark does not bind."""
    try:
        return os.access(path, os.W_OK) and bool(path.stat().st_mode & 0o222)
    except OSError:
        return False


def open_book(path: Path, *, read_only: bool, passphrase: Passphrase | None) -> Files:
    """The files of the book at `path`; where a new snapshot takes the old one's place meanwhile, those of the new one."""
    for _ in range(TRIES):
        mark = _standing(path)
        try:
            return Files(path, read_only=read_only, passphrase=passphrase)
        except BookDamaged:
            if _standing(path) == mark:
                raise
    return Files(path, read_only=read_only, passphrase=passphrase)


_Mark = tuple[int, int, int, int]
"""Which file it is, how large, and when it was written."""


def _mark(found: os.stat_result) -> _Mark:
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _standing(path: Path) -> _Mark | None:
    try:
        return _mark(path.stat())
    except OSError:
        return None


def _opened(path: Path, *, write: bool) -> Opened:
    try:
        handle = os.open(path, (os.O_RDWR if write else os.O_RDONLY) | os.O_CLOEXEC | os.O_NONBLOCK)  # a pipe would wait for ever
    except FileNotFoundError:
        raise NoBook(path=str(path)) from None
    except IsADirectoryError:
        raise BookDamaged(path=str(path), line=0, reason=Damage.NOT_A_FILE) from None
    except OSError as error:
        raise unreadable(path, error) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise BookDamaged(path=str(path), line=0, reason=Damage.NOT_A_FILE)
    return Opened(handle, path)


def _snapshot(path: Path) -> Opened:
    """The file of the book itself; raises what its absence means: that none was made, or that it is lost."""
    try:
        return _opened(path, write=False)
    except NoBook:
        refuse_to_lose(path)
        raise


def refuse_to_lose(path: Path) -> None:
    """Raise where a journal tells of commits whose book is gone; one that tells of none is left of a book never made."""
    journal = Beside(path).journal
    if journal.exists() and tells_of_commits(journal):
        raise BookDamaged(path=str(path), line=0, reason=Damage.MISSING)


def _head(file: Opened, path: Path) -> tuple[Head, int]:
    try:
        head, start = read_head(file)
    except BadLine:
        told = file.read(0, 1 << 12)
        if b'"dunnage":"book"' in told:
            raise BookDamaged(path=str(path), line=1, reason=Damage.SNAPSHOT) from None
        raise BookDamaged(path=str(path), line=0, reason=Damage.NOT_A_BOOK if told.strip() else Damage.EMPTY) from None
    if head.schema > SCHEMA:
        raise BookNewer(path=str(path), found=head.schema, known=SCHEMA)
    return head, start


def _pages(file: Opened, head: Head, start: int, path: Path, key: Key | None) -> Sequence[tuple[str, Sequence[int], Page]]:
    try:
        return list(pages_of(file, head, start, file_cipher(head, key) if key is not None else None))
    except BadLine:
        raise BookDamaged(path=str(path), line=0, reason=Damage.SNAPSHOT) from None
