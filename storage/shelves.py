"""The tables of a book as TinyDB's storage: what is put into several of them is one commit.

Every change of a table is a handful of documents and their numbers. They are put on the shelves at once, so that what follows in
the same commit sees them, and kept there only when the commit is confirmed.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from tinydb.storages import Storage

from storage.cipher import Key
from storage.codec import Doc
from storage.journal import Ending
from storage.migrations import SCHEMA
from storage.pages import AnyPage, Held, Pages, Row, Shelf
from storage.snapshot import Head, written

__all__ = ["InMemory", "PartFailed", "Shelves"]


class PartFailed(RuntimeError):  # noqa: N818 - a mistake of a caller within this program, not of a user
    """A part of a commit failed and its caller went on: nothing of the commit stands."""


class Shelves(Storage):
    """Where a book stands: TinyDB's `Storage`, and what commits and several writers need beside it."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._pages = Pages()
        self._shelves: dict[str, Shelf] = {}
        self._pending: list[Row] = []
        self._depth = 0
        self._spoilt = False
        """Whether a part of the commit that is being made has failed."""
        self.changes = 0
        """Counts whatever changed on the shelves, so that an answer can be told from an old one."""
        self.put_aside: list[tuple[Ending, Path]] = []
        """What was no whole record, and the file it was put into."""
        self.taken_back: list[Doc] = []
        """What the history said of commits that were seen here and then not confirmed, until somebody heeds it."""

    @property
    @abstractmethod
    def book_id(self) -> str:
        """What tells this book from every other."""

    @property
    @abstractmethod
    def number(self) -> int:
        """Number of the last commit."""

    @property
    @abstractmethod
    def head(self) -> Head:
        """What a snapshot of it says of itself."""

    @property
    def ending(self) -> Ending:
        """How its journal ended when it was last read."""
        return Ending.CLEAN

    @property
    @abstractmethod
    def key(self) -> Key | None:
        """What it is locked with; `None` where it is not encrypted."""

    def copy(self, key: Key | None, book: str = "") -> Iterator[bytes]:
        """The text of a book that holds what stands here now, to be put aside; of another book where its id is given."""
        head = replace(self.head, book=book or self.head.book, commit=self.number, alone=True)
        return written(head, list(self._shelves.values()), key)

    def shelf(self, table: str) -> Shelf:
        """One table; an empty one where nothing was put into it yet."""
        if table not in self._shelves:
            self._shelves[table] = Shelf(table, self._pages)
        return self._shelves[table]

    # -- what TinyDB asks for ----------------------------------------------------------------------------------------

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Everything; `None` where nothing was ever put."""
        with self.looking():
            shelves = [(name, shelf) for name, shelf in self._shelves.items() if len(shelf)]
            return {name: {str(id): doc for sheet in shelf.sheets() for id, doc in sheet} for name, shelf in shelves} or None

    def write(self, data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        """Make the book hold `data` and nothing else: what differs is one commit."""
        with self.commit():
            for name in {*self._shelves, *data}:
                shelf = self.shelf(name)
                wanted = {int(id): dict(doc) for id, doc in data.get(name, {}).items()}
                gone = [(id, None) for id in [*shelf] if id not in wanted]
                self.put(name, [*gone, *((id, doc) for id, doc in wanted.items() if id not in shelf or shelf.in_turn(id) != doc)])

    # -- what a commit asks for --------------------------------------------------------------------------------------

    @contextmanager
    def commit(self) -> Iterator[None]:
        """Whatever is put inside is one commit, confirmed at the end; where anything fails, nothing of it stands.

        A commit made inside another is a part of it. Where a part failed the whole cannot stand, and whoever caught the failure
        and went on gets `PartFailed` at the end.
        """
        with self.alone():
            self._depth += 1
            done = False
            try:
                yield
                if self._depth == 1:
                    self._finish()
                done = True
            finally:
                self._depth -= 1
                self._spoilt = self._depth > 0 and (self._spoilt or not done)
                if self._depth == 0 or not done:
                    self._pending = []
                if not done:
                    self.forget()

    def _finish(self) -> None:
        if self._spoilt:
            raise PartFailed
        if self._pending:
            self._confirm([*{row[:2]: row for row in self._pending}.values()])

    def put(self, table: str, changes: Iterable[tuple[int, Doc | None]]) -> None:
        """Put documents under their numbers, inside a commit; `None` takes one out."""
        rows: list[Row] = [(table, id, doc) for id, doc in changes]
        self._pending += rows
        self.changes += 1
        page = Held(rows)
        self.shelf(table).put_many({id: None if doc is None else page for _table, id, doc in rows})

    def _place(self, rows: Iterable[Row], page: AnyPage) -> None:
        for table, id, doc in rows:
            self.shelf(table).put(id, None if doc is None else page)

    @abstractmethod
    def _confirm(self, rows: list[Row]) -> None:
        """Make the rows of a commit durable; raises where they are not, and then nothing of them stands."""

    @abstractmethod
    def alone(self) -> AbstractContextManager[None]:
        """The right to write, held, and everything seen that others wrote before; may be asked for again inside."""

    @abstractmethod
    def looking(self) -> AbstractContextManager[None]:
        """What others wrote by now, seen."""

    @abstractmethod
    def forget(self) -> None:
        """Trust nothing that stands here: it is read again before it is used."""


class InMemory(Shelves):
    """A book that is gone with its process, for the demonstration and for tests."""

    def __init__(self) -> None:
        """Begin an empty book."""
        super().__init__()
        self._head = Head(SCHEMA, uuid4().hex, datetime.now(UTC).isoformat(timespec="seconds"), 0)
        self._number = 0
        self._done: list[Row] = []

    @classmethod
    def holding(cls, rows: Iterable[Row], number: int, head: Head | None = None) -> "InMemory":
        """A book in memory that holds these rows after so many commits; `head` is that of the book they are of."""
        made = cls()
        made._head = head or made._head
        made._done, made._number = list(rows), number
        made.forget()
        return made

    @property
    def head(self) -> Head:
        """What a snapshot of it says of itself."""
        return self._head

    @property
    def book_id(self) -> str:
        """What tells this book from every other."""
        return self._head.book

    @property
    def number(self) -> int:
        """Number of the last commit."""
        return self._number

    @property
    def key(self) -> None:
        """Nothing of it lies anywhere, so nothing is locked."""
        return

    def _confirm(self, rows: list[Row]) -> None:
        self._number += 1
        self._done += rows

    def alone(self) -> AbstractContextManager[None]:
        """Nobody else can write."""
        return nullcontext()

    def looking(self) -> AbstractContextManager[None]:
        """Nobody else can reach it."""
        return nullcontext()

    def forget(self) -> None:
        """Go back to what was confirmed."""
        self.changes += 1
        self._pages, self._shelves = Pages(), {}
        self._place(self._done, Held(self._done))
