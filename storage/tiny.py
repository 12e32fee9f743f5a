"""A book on TinyDB: the store that needs nothing set up.

A commit takes the book's lock, reads what a colleague appended since, and then either stands on disk whole or did not happen.
What a colleague did is handed back as changes, so both screens come to the same book.
"""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import uuid4

from credit.book import Book
from credit.change import BuyerMoved, Change
from credit.problem import Fault, Problem
from storage.atomic import free_place, let_go, nothing_done, replace_file
from storage.book_file import BookFile
from storage.codec import to_doc
from storage.entry import Entry, fact_key
from storage.faults import (
    BookDamaged,
    BookLocked,
    BookReadOnly,
    BookUnconfirmed,
    BookWriteFailed,
    Damage,
    unreadable,
    write_failed,
)
from storage.first_page import Beside as PageBeside
from storage.first_page import FirstPage
from storage.journal import Ending, head_line
from storage.leftovers import clear_halves, free_replaced, left_out
from storage.lock import locked
from storage.migrations import SCHEMA
from storage.opening import Beside, refuse_to_lose, resolved, writable
from storage.passphrase import Passphrase
from storage.plain_json import bring_forward, is_plain, plain, rows_of, tree_at
from storage.reading import book_of, entries_of, news_since
from storage.sealed import BadLine, Told
from storage.shelves import InMemory, Shelves
from storage.snapshot import Head, written
from storage.tables import Tables
from storage.tree import META, lines

__all__ = ["MEMORY", "TinyStore", "open_file", "open_memory"]

MEMORY = ":memory:"
"""The place of a book that stands nowhere."""
TRIES = 3
"""Times something is read that another may be cutting off just then."""

Found = TypeVar("Found")


class TinyStore:
    """One book, in a file or in memory; safe to call from several threads, one after the other."""

    def __init__(self, shelves: Shelves, place: str, *, read_only: bool = False, notes: Sequence[Problem] = ()) -> None:
        """Keep what stands on `shelves`; `notes` is what was done to open it."""
        self.place = place
        self.read_only = read_only
        self.in_part = False
        self._notes = tuple(notes)
        self._shelves = shelves
        self._turn = RLock()
        self._tables = Tables(shelves)
        self._looked = shelves.number

    @property
    def notes(self) -> Sequence[Problem]:
        """What was done to open it, what of a writer that died beside it was put aside since, and what waits to be.

        An unfinished record may be one that somebody is writing now: only where nobody here will mend it is it told.
        """
        ending = self._shelves.ending
        waiting = left_out(ending, self.place) if self.read_only or ending is Ending.BAD else ()
        aside = [Problem(f"put_aside_{ending.value}", detail=str(at), path=self.place) for ending, at in self._shelves.put_aside]
        return (*self._notes, *aside, *waiting)

    def load(self) -> tuple[Book, tuple[Problem, ...]]:
        """The accounts of the book, and what of it could not be read and was left where it is."""
        return self._steady(self._load)

    def _load(self) -> tuple[Book, tuple[Problem, ...]]:
        with self._reading():
            found = book_of(self._tables, self.place)
            self._handed_over(self._tables.number)
            return found

    def commit(self, change: Change, at: datetime, unless: Collection[str] = ()) -> tuple[Change, ...]:
        """Write `change`, on disk when this returns, and say what others did since the last look, oldest first.

        What others did stands in the book before this change. A change of nothing writes nothing: it only asks for news. Raises
        `BuyerMoved`, with nothing written, where others changed one of the buyers in `unless`. After any other fault what others
        did is still to be handed over: by the next commit.
        """
        if self.read_only and change:
            raise BookReadOnly(path=self.place)
        if change:
            return self._commit(change, at, unless)
        return self._steady(lambda: self._commit(change, at, unless))

    def _commit(self, change: Change, at: datetime, unless: Collection[str]) -> tuple[Change, ...]:
        put = {fact_key(fact): Told(to_doc(fact), ordered=True) for fact in change.put}
        with self._reading():
            with self._shelves.commit() if change else self._shelves.looking():
                news, seen = news_since(self._looked, self._tables, self.place), self._tables.number
                moved = {id for other in news for id in other.touched.intersection(unless)}
                if moved:
                    self._handed_over(seen)
                    raise BuyerMoved(news, moved)
                if change:
                    self._tables.record(change, put, at)
            self._handed_over(self._tables.number)
        return news

    def _steady(self, work: Callable[[], Found]) -> Found:
        """Read, and read anew where what was looked for lay there no longer: a record that fails is cut off under who reads it.

        What is damaged is damaged the next time too.
        """
        for _again in range(TRIES - 1):
            try:
                return work()
            except BookDamaged as fault:
                if fault.facts["reason"] is not Damage.SNAPSHOT:
                    raise
                self._shelves.forget()
        return work()

    def _handed_over(self, number: int) -> None:
        """Remember that the caller knows of every commit up to `number`, and of what was taken back."""
        self._looked = number
        self._tables.taken_back.clear()

    def keep_first_page(self, name: str, told: Mapping[str, Any]) -> None:
        """Keep it beside the file, if nobody is writing to the book just now."""
        if self.read_only or not isinstance(self._shelves, BookFile):
            return
        with suppress(Fault), self._reading(), locked(self._shelves.path, wait=0), self._shelves.looking():
            if self._shelves.number == self._looked:
                self._beside(self._shelves, name).keep(told)

    def first_page(self, name: str) -> FirstPage | None:
        """What was kept beside the file."""
        return self._beside(self._shelves, name).found() if isinstance(self._shelves, BookFile) else None

    @staticmethod
    def _beside(shelves: BookFile, name: str) -> PageBeside:
        return PageBeside(shelves.path, shelves.book_id, shelves.number, shelves.key, name)

    def history(self, customer_id: str = "") -> Sequence[Entry]:
        """All commits, oldest first; with a buyer's number those that touch it, cut down to what is about it."""
        with self._reading():
            entries = entries_of(self._tables, self.place)
        if not customer_id:
            return entries
        return [part for part in (entry.about(customer_id) for entry in entries) if part.put or part.dropped]

    def backup(self, path: Path) -> None:
        """Write a copy of the whole book to `path`, where nothing may stand yet."""
        with self._reading():
            replace_file(free_place(path), self._shelves.copy(self._shelves.key))

    def export(self, path: Path) -> None:
        """Write the whole book to `path` as one plain JSON file, which TinyDB itself reads, where nothing may stand yet."""
        with self._reading():
            replace_file(free_place(path), lines(plain(self._shelves)))

    def close(self) -> None:
        """Let go of the place. Every commit stands on disk already, so nothing is written here."""
        self._shelves.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """This thread's turn, over what others wrote by now; a page that is not what was written is a fault of the book."""
        with self._turn:
            try:
                with self._shelves.looking():
                    yield
            except BadLine:
                raise BookDamaged(path=self.place, line=0, reason=Damage.SNAPSHOT) from None
            except OSError as error:
                raise unreadable(self.place, error) from None


def open_file(path: Path, *, create: bool, passphrase: Passphrase | None = None) -> TinyStore:
    """The book at `path`; with `create` a new one where none stands, for its owner alone to read.

    A plain JSON book is brought forward first, where it may be written, and kept. With a passphrase what is made is encrypted.
    """
    place = resolved(path)
    if create:
        _ensure(place, passphrase)
    read_only = not (writable(place) and writable(place.parent))
    notes: list[Problem] = []
    if is_plain(place):
        if read_only:
            tree = tree_at(place)
            return TinyStore(InMemory.holding(rows_of(tree), int(tree[META]["1"]["commit"])), str(place), read_only=True)
        notes += bring_forward(place, passphrase)
    shelves = BookFile(place, read_only=read_only, passphrase=passphrase)
    if not read_only:
        clear_halves(place)
        notes += _renewed(shelves, place)
    if passphrase is not None and shelves.key is None:
        notes.append(Problem("not_encrypted", path=str(place)))
    if shelves.unfinished and not read_only:
        with suppress(BookLocked, BookWriteFailed, BookUnconfirmed), shelves.alone():  # a writer's, or no room: the next commit's
            pass
    return TinyStore(shelves, str(place), read_only=read_only, notes=notes)


def _renewed(shelves: BookFile, place: Path) -> list[Problem]:
    """Write a book of an older schema anew, so that an older program is told; the older one is kept first.

    Between the schemas that are laid out in pages no table has changed: what the steps do to a tree they need not do here.
    """
    if shelves.head.schema >= SCHEMA:
        return []
    try:
        with shelves.alone():
            if shelves.head.schema >= SCHEMA:  # somebody else was quicker
                return []
            kept = free_replaced(place)
            older = place.stat()
            try:
                with nothing_done(place):
                    replace_file(kept, shelves.copy(shelves.key))
                shelves.renew()
            except BaseException:
                if os.path.samestat(older, place.stat()):  # otherwise it is what stood there before
                    let_go([kept])
                raise
    except BaseException:
        shelves.close()
        raise
    return [Problem("brought_forward", detail=str(kept), path=str(place))]


def open_memory() -> TinyStore:
    """A new book that is gone with its process."""
    return TinyStore(InMemory(), MEMORY)


def _ensure(place: Path, passphrase: Passphrase | None) -> None:
    """Make an empty book where none stands, and the folder for it."""
    try:
        if place.exists():
            return
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise write_failed(place, error) from None
    with locked(place):
        if not place.exists():
            refuse_to_lose(place)
            key = passphrase.fresh() if passphrase is not None else None
            head = Head(SCHEMA, uuid4().hex, datetime.now(UTC).isoformat(timespec="seconds"), 0)
            try:
                with nothing_done(place):
                    replace_file(Beside(place).journal, [head_line(head.book, 0, key)])
                replace_file(place, written(head, [], key))
            except BookWriteFailed:
                let_go([Beside(place).journal])
                raise
