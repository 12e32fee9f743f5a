"""A book on a server: each commit one transaction that holds the head's row, so that the chain of the history has one order.

A commit whose confirmation was lost is asked for by its mark before it is made again: it stands once, however often the line
broke. What others did is handed back as changes, as from a file; a change to a buyer that another moved is not laid over it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import UUID, uuid4

from psycopg.errors import InsufficientPrivilege

from credit.book import Book
from credit.change import BuyerMoved, Change
from credit.problem import Fault, Problem
from storage.atomic import free_place, replace_file
from storage.chain import Link as ChainLink
from storage.chain import link_of
from storage.codec import Doc
from storage.entry import Entry, fact_key
from storage.faults import BookDamaged, BookReadOnly, BookReplaced, Damage, NoBook, Refused, ServerRefused
from storage.first_page import FirstPage
from storage.plain_json import plain, rows_of
from storage.postgres.address import Address
from storage.postgres.first_pages import first_page_of, keep_first_page_of
from storage.postgres.layout import head_at, make, stands
from storage.postgres.link import Line, Link
from storage.postgres.notes import notes_of
from storage.postgres.partly import Part, changed_in_part, need_whole, sees_part
from storage.postgres.recording import Done, Wanted, chain_in, record
from storage.postgres.rows import Rows
from storage.reading import book_of, entries_of, news_since
from storage.sealed import encode
from storage.shelves import InMemory
from storage.snapshot import Head
from storage.tree import FACTS, HISTORY, lines

__all__ = ["PostgresStore", "looked", "shelves_in"]

Found = TypeVar("Found")
HELD, SOON = "10s", "200ms"
"""How long a change waits for one that holds the head of the book, and what nobody waits for."""
_ALLOWED = """
    SELECT current_setting('transaction_read_only') = 'off'
       AND has_any_column_privilege('dunnage.entry', 'INSERT') AND has_table_privilege('dunnage.fact', 'INSERT')"""
_GUARDS = """
    SELECT set_config('lock_timeout', %s, true), set_config('idle_in_transaction_session_timeout', '60s', true),
           set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'
                      ELSE current_setting('synchronous_commit') END, true)"""
"""A desk that was stopped lets go of the head, and what is confirmed was written through, whatever the server is set to."""


class PostgresStore:
    """One book on a server; safe to call from several threads, one after the other."""

    def __init__(self, address: Address, *, create: bool) -> None:
        """Open the book, or make one where `create` says so; raises what a server can be found to be."""
        self.place = address.shown
        self._turn = RLock()
        self._link = Link(address)
        self._unsure: tuple[Change, UUID] | None = None
        """A change that nobody confirmed, and its mark: should it come again, it is the same one."""
        try:
            self._head, self.read_only, self.in_part, skew = self._link.once_more(lambda line: self._opened(line, create))
        except BaseException:
            self._link.close()
            raise
        self._looked, self._seen = self._head.commit, self._head.link
        self._part: Mapping[bytes, Doc] = {}
        """What stood at the last look, for who sees a part alone."""
        self.notes: Sequence[Problem] = tuple(notes_of(address, skew, in_part=self.in_part))

    def _opened(self, line: Line, create: bool) -> tuple[Head, bool, bool, timedelta]:
        try:
            return self._found(line, create)
        except InsufficientPrivilege:
            raise ServerRefused(path=self.place, reason=Refused.NOT_ALLOWED) from None

    def _found(self, line: Line, create: bool) -> tuple[Head, bool, bool, timedelta]:
        if create and not stands(line):
            with line.transaction():
                make(line)
        elif not stands(line):
            raise NoBook(path=self.place)
        head = head_at(line, self.place)
        row: Any = line.execute(_ALLOWED).fetchone()
        now: Any = line.execute("SELECT clock_timestamp()").fetchone()
        return head, not row[0], sees_part(line), abs(datetime.now(UTC) - now[0])

    def load(self) -> tuple[Book, tuple[Problem, ...]]:
        """The accounts as they stand now, and what of them could not be read."""

        def work(line: Line) -> tuple[Head, tuple[Book, tuple[Problem, ...]]]:
            head = self._same(head_at(line, self.place))
            return head, book_of(self._rows(line, head), self.place)

        with self._turn:
            head, found = self._looking(work)
            self._looked, self._seen = head.commit, head.link
            return found

    def commit(self, change: Change, at: datetime, unless: Collection[str] = ()) -> tuple[Change, ...]:
        """Write `change` durably, once, and say what others did since the last look; raises `BuyerMoved` as any store."""
        with self._turn:
            if not change:
                return self._news()
            if self.read_only:
                raise BookReadOnly(path=self.place, reason="server")
            put = {fact_key(fact): fact for fact in change.put}
            done = self._once(Wanted(change, put, at, frozenset(unless)))
            self._looked, self._seen = done.number, done.link
            if not done.written:
                raise BuyerMoved(done.news, done.moved)
            return done.news

    def _once(self, wanted: "Wanted") -> "Done":
        """Write it once, though the line break: a change that nobody confirmed, and that comes again, keeps its mark."""
        unsure = self._unsure if self._unsure is not None and self._unsure[0] == wanted.change else None
        mark = unsure[1] if unsure else uuid4()
        self._unsure, self._link.sent = (wanted.change, mark), unsure is not None
        try:
            return self._link.patiently(lambda line: self._attempt(line, wanted, mark))
        finally:
            if not self._link.sent:
                self._unsure = None

    def _attempt(self, line: Line, wanted: "Wanted", mark: UUID) -> "Done":
        with line.transaction():
            line.execute(_GUARDS, (HELD,))
            head = self._same(head_at(line, self.place, held=True))
            rows = Rows(line, head.commit)
            news = self._news_in(rows)
            own = rows.number_of(mark)
            self._link.sent = False
            if own > self._looked:
                return Done(news[: own - 1 - self._looked], own, chain_in(rows.entry(own)), written=True)
            moved = frozenset(id for other in news for id in other.touched & wanted.unless)
            if own or moved:
                return Done(news, head.commit, head.link, written=bool(own), moved=moved)
            link = record(rows, wanted, mark, head.link)
            self._link.sent = True
        self._link.sent = False
        return Done(news, rows.number, link, written=True)

    def _news(self) -> tuple[Change, ...]:
        head = self._same(self._link.once_more(lambda line: head_at(line, self.place)))
        if head.commit == self._looked:
            if head.link != self._seen:
                raise BookReplaced(path=self.place)
            return ()

        def work(line: Line) -> tuple[Head, tuple[Change, ...]]:
            head = self._same(head_at(line, self.place))
            rows = Rows(line, head.commit)
            return head, self._part_news(line, head) if self.in_part else self._news_in(rows)

        head, news = self._looking(work)
        self._looked, self._seen = head.commit, head.link
        return news

    def _rows(self, line: Line, head: Head) -> Rows:
        if not self.in_part:
            return Rows(line, head.commit)
        part = Part(line, head.commit)
        self._part = part.stands
        return part

    def _part_news(self, line: Line, head: Head) -> tuple[Change, ...]:
        before = self._part
        self._rows(line, head)
        change = changed_in_part(before, self._part)
        return (change,) if change else ()

    def _news_in(self, rows: Rows) -> tuple[Change, ...]:
        """What was committed since the last look; raises `BookReplaced` where it is not behind what was seen then."""
        rows.fetch_since(self._looked)
        link = ChainLink(self._seen)
        for number in range(self._looked + 1, rows.number + 1):
            entry = rows.entry(number)
            if entry is None:
                raise BookDamaged(path=self.place, line=0, reason=Damage.HISTORY)
            if link_of(entry, link) != chain_in(entry):
                raise BookReplaced(path=self.place)
            link = ChainLink(chain_in(entry))
        return news_since(self._looked, rows, self.place)

    def _same(self, head: Head) -> Head:
        """The head, where it is that of the book that was opened, and no older copy of it."""
        if head.book != self._head.book or head.commit < self._looked:
            raise BookReplaced(path=self.place)
        return head

    def _looking(self, work: Callable[[Line], Found]) -> Found:
        return self._link.once_more(lambda line: looked(line, work))

    def keep_first_page(self, name: str, told: Mapping[str, Any]) -> None:
        """Keep it on the server, unless a commit is being made just now, or was made since the last look."""
        if self.read_only or self.in_part:
            return

        def work(line: Line) -> None:
            with line.transaction():
                line.execute(_GUARDS, (SOON,))
                if self._same(head_at(line, self.place, held=True)).commit == self._looked:
                    keep_first_page_of(line, self._looked, name, told)

        with self._turn, suppress(Fault):
            self._link.once_more(work)

    def first_page(self, name: str) -> FirstPage | None:
        """What was kept on the server, for who may see all of the book."""
        if self.in_part:
            return None
        with self._turn, suppress(Fault):
            return self._link.once_more(lambda line: first_page_of(line, head_at(line, self.place).commit, name))
        return None

    def history(self, customer_id: str = "") -> Sequence[Entry]:
        """All commits, oldest first; with a buyer's number those that touch it, cut down to what is about it."""
        with self._turn:
            entries = self._looking(self._entries)
        if not customer_id:
            return entries
        return [part for part in (entry.about(customer_id) for entry in entries) if part.put or part.dropped]

    def _entries(self, line: Line) -> list[Entry]:
        need_whole(line, self.place)
        return entries_of(Rows(line, 0), self.place)

    def backup(self, path: Path) -> None:
        """Write a copy of the whole book to `path`, as a book in a file."""
        replace_file(free_place(path), self._shelves().copy(None))

    def export(self, path: Path) -> None:
        """Write the whole book to `path` as one plain JSON file, which TinyDB itself reads."""
        replace_file(free_place(path), lines(plain(self._shelves())))

    def _shelves(self) -> InMemory:
        with self._turn:
            return self._looking(lambda line: shelves_in(line, self.place))

    def close(self) -> None:
        """Let go of the server."""
        with self._turn:
            self._link.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def looked(line: Line, work: Callable[[Line], Found]) -> Found:
    """Do `work` on the book as it stood at one moment."""
    with line.transaction():
        line.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return work(line)


def shelves_in(line: Line, place: str) -> InMemory:
    """The whole book in memory, as a file would hold it; inside a transaction that sees one moment."""
    need_whole(line, place)
    head = head_at(line, place)
    rows = Rows(line, head.commit)
    facts = {str(at): doc for at, doc in enumerate(sorted(rows.facts(), key=encode), 1)}
    history = {str(doc["number"]): doc for doc in rows.entries()}
    told = rows_of({FACTS: facts, HISTORY: history})
    return InMemory.holding(told, head.commit, replace(head, link=""))
