"""The book on disk: a snapshot under the book's own name, its journal and its lock beside it.

A commit takes the lock, reads what others appended, appends its own record and confirms it once the disk has it: one `fdatasync`,
whatever the size of the book. Now and then, and for a commit as large as the book itself, a new snapshot takes the old one's
place; a journal whose commits are all in the snapshot says nothing more. Reading never waits for a writer.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from credit.problem import Fault
from storage.atomic import nothing_done, replace_file, sync_folder
from storage.faults import BookUnconfirmed, BookWriteFailed, WriteFailure, write_failed
from storage.journal import Tail, head_line, read_tail, record_lines
from storage.lock import locked
from storage.migrations import SCHEMA
from storage.open_book import OpenBook
from storage.pages import Row
from storage.passphrase import Passphrase
from storage.sealed import BadLine
from storage.snapshot import written
from storage.tree import HISTORY

__all__ = ["LARGE", "BookFile"]

LARGE = 5000
"""Documents from which a commit may be written as a snapshot, where the book holds no more than four times as many."""
GROWN = 1 << 20
"""Bytes of a journal from which a new snapshot is worth its while, where it is half as large as the snapshot too."""


class BookFile(OpenBook):
    """One book in a file; TinyDB reads and writes it by pages."""

    def __init__(self, path: Path, *, read_only: bool = False, passphrase: Passphrase | None = None) -> None:
        """Open what stands at `path`; raises the faults of a book that cannot be opened."""
        self.whole = False
        """Whether the next commit is written as a snapshot: nothing of it, nor of what it takes out, lies in a journal then."""
        self._patience = 0
        """Bytes of journal from which a new snapshot is tried again, once one could not be written."""
        self._settled = False
        self._doubted = False
        """Whether the disk failed on the journal, and no copy of it could be written yet."""
        super().__init__(path, read_only=read_only, passphrase=passphrase)

    def _open(self) -> None:
        self._settled = False
        super()._open()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """The book's lock, and a journal that ends with a whole record."""
        if self._nested:
            self._nested += 1
            try:
                yield
            finally:
                self._nested -= 1
            return
        with locked(self.path):
            self._nested = 1
            try:
                tail = self._refresh()
                if tail is not None and tail.left:
                    self._mend(tail)
                if self._doubted and self._files.journal is not None:
                    self._copy_journal()
                yield
            finally:
                self._nested = 0

    def renew(self) -> None:
        """Bring everything into a new snapshot with an empty journal behind it, inside `alone`; raises where that failed."""
        with nothing_done(self.path):  # what stands is what stood
            self._lay_out(self._number)
        if self._files.after != self._number:
            raise BookWriteFailed(path=str(self.beside.journal), reason=WriteFailure.IO)

    def forget(self) -> None:
        """Trust nothing that stands here: it is read again before it is used."""
        self._trusted = False

    def _mend(self, tail: Tail) -> None:
        """Put aside what is no whole record: nobody can be writing it, for the lock is held."""
        if self.read_only or self._files.journal is None:
            return
        aside = self.beside.aside(self._number + 1, tail.ending)
        try:
            with nothing_done(self.path):
                replace_file(aside, [tail.left])
            self._files.journal.cut(tail.end)
            self._files.journal.sync()
            self._tail = None
        except OSError as error:
            raise write_failed(self.path, error) from None
        finally:
            if aside.exists():
                self.put_aside.append((tail.ending, aside))

    def _confirm(self, rows: list[Row]) -> None:
        journal = self._files.journal
        whole = sum(len(shelf) for shelf in self._shelves.values())
        if journal is None or self.whole or (len(rows) >= LARGE and whole <= len(rows) * 4):
            self._lay_out(self._number + 1)
            return
        if self._after != self._number:  # the journal of an older snapshot: all it says is in this one
            self._begin_journal()
        self._settle()
        self._append(rows)
        if self._end > max(GROWN, self._files.size // 2, self._patience):
            self._patience = self._end * 2
            with suppress(Fault, OSError, BadLine):  # the commit stands already; a larger journal is no harm
                self._lay_out(self._number)
                self._patience = 0

    def _begin_journal(self) -> None:
        with nothing_done(self.path):  # the journal stands, and it is empty: what is to be confirmed does not
            self._files.begin_journal(self._number)
        self._after, self._end, self._proof = self._number, self._files.start, None

    def _settle(self) -> None:
        """Bring the names of the files to the disk, once after they were opened.

        Whoever put them there may have died, or been told of an error, before the disk had them: and a record in a journal whose
        name is lost is lost with it.
        """
        if self._settled:
            return
        try:
            sync_folder(self.path.parent)
        except OSError as error:
            raise write_failed(self.path, error) from None
        self._settled = True

    def _append(self, rows: list[Row]) -> None:
        journal = self._files.journal
        assert journal is not None  # noqa: S101 - `_confirm` looked
        data = record_lines(self._number + 1, rows, self._files.cipher)
        try:
            journal.write(self._end, data)
        except OSError as error:
            raise self._taken_back(error, len(data)) from None
        tail = read_tail(data, self._end, journal, self._number + 1, self._files.cipher)
        self._apply(tail)
        self._made(next((doc for table, id, doc in rows if (table, id) == (HISTORY, self._number) and doc is not None), {}))

    def _taken_back(self, error: OSError, size: int) -> Fault:
        """Take back what was appended and could not be confirmed, and say how things stand now.

        Half a record was taken in by nobody and is cut off; where it cannot be, it is put aside later. A whole one may have been
        read by others: the journal without it is another file, so that they see it is gone. Only where no other can be written
        is it cut off too, and the journal is copied before anything else is appended. Where that fails as well, it counts.
        """
        journal = self._files.journal
        assert journal is not None  # noqa: S101 - it was written to
        whole = journal.size >= self._end + size
        if whole:
            with suppress(Fault, OSError):
                self._files.copy_journal(self._end)
                return write_failed(self.path, error)
        self._doubted = self._doubted or whole
        with suppress(OSError):
            journal.cut(self._end)
        if journal.size >= self._end + size:
            return BookUnconfirmed(path=str(self.path))
        with suppress(OSError):  # what is cut off in the file, and comes back by a power cut, was a whole change
            journal.sync()
        return write_failed(self.path, error)

    def _copy_journal(self) -> None:
        """Go on in a copy of the journal: of the file before, the disk did not keep all it was asked to keep."""
        with nothing_done(self.path):
            self._files.copy_journal(self._end)
        self._doubted = False
        self._open()

    def _lay_out(self, number: int) -> None:
        """Write everything that stands on the shelves as the snapshot of this commit, and begin its journal.

        The commit stands once the snapshot has the book's name; the journal of the older one says nothing more from then on. A
        copy that has none begins it first: what stands in its place is another's, and is not read while the copy stands alone.
        """
        head = replace(self._head, schema=SCHEMA, commit=number, alone=False)
        if self._head.alone:
            with nothing_done(self.path):  # the book does not look at it yet
                replace_file(self.beside.journal, [head_line(head.book, number, self.key)])
        try:
            replace_file(self.path, written(head, list(self._shelves.values()), self.key))
        finally:
            self.forget()
        with suppress(Fault):
            replace_file(self.beside.journal, [head_line(head.book, number, self.key)])
        try:
            self._open()
        except Fault:
            raise BookUnconfirmed(path=str(self.path)) from None
