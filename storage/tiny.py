"""A book on TinyDB: the store that needs nothing set up.

A commit takes the book's lock, reads again if a colleague wrote since, and then either stands on disk whole or did not
happen. What a colleague did is handed back as changes, so both screens come to the same book.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from credit.book import Book
from credit.change import Change
from credit.problem import Problem
from storage.codec import Doc, to_doc
from storage.entry import Entry, Key, fact_key
from storage.faults import BookReadOnly, BookReplaced, BookWriteFailed, WriteFailure, write_failed
from storage.lock import locked
from storage.migrations import SCHEMA
from storage.reading import book_of, entries_of, news_since
from storage.tables import Tables
from storage.tree import blank, lines
from storage.whole_file import InMemory, Source, WholeFile, replace_file

__all__ = ["MEMORY", "TinyStore", "open_file", "open_memory"]

MEMORY = ":memory:"
"""The place of a book that stands nowhere."""


class TinyStore:
    """One book, in a file or in memory; safe to call from several threads, one after the other."""

    def __init__(self, source: Source, place: str, *, read_only: bool = False) -> None:
        """Read the book at once; raises what `source.read` raises."""
        self.place = place
        self.read_only = read_only
        self._source = source
        self._turn = RLock()
        self._tables = Tables(source)
        self._book_id = self._tables.book_id
        self._looked = self._tables.number

    def load(self) -> tuple[Book, tuple[Problem, ...]]:
        """The accounts of the book, and what of it could not be read and was left where it is."""
        with self._turn:
            tables = self._current()
            self._looked = tables.number
            return book_of(tables, self.place)

    def commit(self, change: Change, at: datetime) -> tuple[Change, ...]:
        """Write `change`, on disk when this returns, and say what others did since the last look, oldest first.

        What others did stands in the book before this change. A change of nothing writes nothing: it only asks for news.
        """
        if self.read_only and change:
            raise BookReadOnly(path=self.place)
        put = {fact_key(fact): to_doc(fact) for fact in change.put}
        with self._turn, self._writing(change):
            tables = self._current()
            news = news_since(self._looked, tables, self.place)
            if change:
                self._record(tables, change, put, at)
            self._looked = tables.number
            return news

    def history(self, customer_id: str = "") -> Sequence[Entry]:
        """All commits, oldest first; with a buyer's number those that touch it, cut down to what is about it."""
        with self._turn:
            entries = entries_of(self._current(), self.place)
        if not customer_id:
            return entries
        return [part for part in (entry.about(customer_id) for entry in entries) if part.put or part.dropped]

    def backup(self, path: Path) -> None:
        """Write a copy of the whole book to `path`, where nothing may stand yet."""
        target = path.expanduser().absolute()
        if target.exists():
            raise BookWriteFailed(path=str(target), reason=WriteFailure.EXISTS)
        with self._turn:
            replace_file(target, lines(self._current().tree))

    def close(self) -> None:
        """Let go of the place. Every commit stands on disk already, so nothing is written here."""
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _writing(self, change: Change) -> Iterator[None]:
        if not change:
            yield
            return
        with self._source.alone():
            yield

    def _current(self) -> Tables:
        """The tables as they stand now, read again where somebody else wrote."""
        if self._source.moved():
            tables = Tables(self._source)
            if tables.book_id != self._book_id or tables.number < self._looked:
                self._source.forget()
                raise BookReplaced(path=self.place)
            self._tables = tables
        return self._tables

    def _record(self, tables: Tables, change: Change, put: dict[Key, Doc], at: datetime) -> None:
        done = False
        try:
            tables.record(change, put, at)
            done = True
        finally:
            if not done:
                self._source.forget()  # the tables are ahead of the file: the next look reads it again


def open_file(path: Path, *, create: bool) -> TinyStore:
    """The book at `path`; with `create` a new one where none stands, for its owner alone to read."""
    place = path.expanduser().resolve()
    if create:
        _ensure(place)
    return TinyStore(WholeFile(place), str(place), read_only=not (_writable(place) and _writable(place.parent)))


def open_memory() -> TinyStore:
    """A new book that is gone with its process."""
    memory = InMemory()
    memory.write(blank(SCHEMA))
    return TinyStore(memory, MEMORY)


def _ensure(place: Path) -> None:
    """Make an empty book where none stands, and the folder for it."""
    try:
        if place.exists():
            return
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise write_failed(place, error) from None
    with locked(place):
        if not place.exists():
            replace_file(place, lines(blank(SCHEMA)))


def _writable(path: Path) -> bool:
    """Whether it may be written; what is marked read-only is left alone even by those whom the mark does not bind."""
    try:
        return os.access(path, os.W_OK) and bool(path.stat().st_mode & 0o222)
    except OSError:
        return False
