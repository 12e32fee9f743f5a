"""A book on disk as it is read: its snapshot, and whatever was appended to its journal since.

Reading never waits for a writer. What stands at the end of the journal and is no whole record is being written by somebody, or
was left by somebody who died: who holds the lock can tell, and nobody else judges it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from storage.cipher import Key
from storage.codec import Doc
from storage.faults import BookDamaged, BookEncrypted, BookReplaced, Damage, PassphraseWrong
from storage.journal import Ending, Tail, read_tail
from storage.known import Known, chain_of, link_at
from storage.opening import Beside, open_book
from storage.pages import Opened
from storage.passphrase import Passphrase
from storage.shelves import Shelves
from storage.snapshot import Head
from storage.tree import HISTORY

__all__ = ["OpenBook"]


class OpenBook(Shelves):
    """A book in a file, as it is read; `BookFile` writes it."""

    def __init__(self, path: Path, *, read_only: bool = False, passphrase: Passphrase | None = None) -> None:
        """Open what stands at `path`; raises the faults of a book that cannot be opened."""
        super().__init__()
        self.path = path
        self.beside = Beside(path)
        self.read_only = read_only
        self._passphrase = passphrase
        self._nested = 0
        self._trusted = self._gone = False
        self._tail: Tail | None = None
        self._proof: tuple[int, bytes] | None = None
        """Where the last line that was read lies, and its checksum."""
        self._known: Known | None = None
        self._seen: Doc = {}
        """What the history says of the last record that was read, as it was read: what lies there may be another's by now."""
        try:
            self._open()
        except BaseException:
            if hasattr(self, "_files"):
                self.close()
            raise

    @property
    def book_id(self) -> str:
        """What tells this book from every other."""
        return self._head.book

    @property
    def number(self) -> int:
        """Number of the last commit."""
        return self._number

    @property
    def unfinished(self) -> bool:
        """Whether something that is no whole record stands at the end of the journal."""
        return self._tail is not None and bool(self._tail.left)

    @property
    def ending(self) -> Ending:
        """How the journal ended when it was last read."""
        return self._tail.ending if self._tail is not None else Ending.CLEAN

    @property
    def head(self) -> Head:
        """What its snapshot says of itself."""
        return self._head

    @property
    def key(self) -> Key | None:
        """What it is locked with; `None` where it is not encrypted."""
        return self._files.key

    def _open(self) -> None:
        """Read what stands there; it is trusted once it is known to be the book that was opened first."""
        self._trusted = False
        found = open_book(self.path, read_only=self.read_only, passphrase=self._passphrase)
        old = getattr(self, "_files", None)
        self._files, self._head = found, found.head
        if old is not None:
            old.close()
        self._pages.forget()
        self._shelves = {}
        self.changes += 1
        for table, ids, page in found.pages:
            self.shelf(table).add_run(ids, page)
        self._number = found.head.commit
        self._after, self._end, self._proof, self._seen = found.after, found.start, None, {}
        self._tail = self._take_in()
        self._learn()
        self._trusted = True

    def _learn(self) -> None:
        """Know the end of the book; raises `BookReplaced` where it is not behind what was known."""
        was, number = self._known, self._number
        sure = number if self._nested else max(was.sure if was is not None else 0, self._head.commit, number - 1)
        if was is not None and self._trusted and (was.number, was.sure) == (number, sure):
            return
        sure = min(sure, number)
        now = Known(self.book_id, self.key is not None, number, self._seen if number > sure else {}, sure, self._link(sure))
        if was is not None and not self._trusted:
            if not was.is_of(now, self._link(was.sure)):
                raise self._exchanged()
            if was.was_taken_back(now, self._link(was.number)):
                self.taken_back.append(was.entry)
        self._known, self._seen = now, now.entry

    def _link(self, number: int) -> str | None:
        """The link of a commit in the chain, empty where it has none; `None` where it cannot be read."""
        told = self._head.link if number == self._head.commit else ""
        if not told and number == self._number:
            told = chain_of(self._seen)
        return told or link_at(self.shelf(HISTORY), number)

    def _made(self, entry: Doc) -> None:
        """Know that a commit made here stands: it is on the disk, so no read that fails may deny it."""
        if self._known is not None:
            self._known = replace(self._known, number=self._number, entry={}, sure=self._number, link=chain_of(entry))
        self._seen = {}

    def close(self) -> None:
        """Let go of the files."""
        self._files.close()

    # -- looking -----------------------------------------------------------------------------------------------------

    @contextmanager
    def looking(self) -> Iterator[None]:
        """What others confirmed by now, seen; two looks at the folder, and one at the last record, where nothing happened."""
        if not self._nested:
            self._refresh()
        yield

    def _refresh(self) -> Tail | None:
        """See what others did; gives what stands behind the last whole record, where anything was read."""
        if self._gone:
            raise self._exchanged()
        if not self._trusted or self._files.replaced():
            return self._open_again()
        tail = self._take_in()
        self._learn()
        return tail

    def _open_again(self) -> Tail | None:
        try:
            self._open()
        except (BookEncrypted, PassphraseWrong):
            raise self._exchanged() from None
        return self._tail

    def _exchanged(self) -> BookReplaced:
        """The fault that what stands there now is not this book: nothing is written into it until it is opened anew."""
        self._gone = True
        return BookReplaced(path=str(self.path))

    def _take_in(self) -> Tail | None:
        """Read the journal on from where it was read to, or anew where the record before that stands there no longer.

        Whether it does is asked behind the reading: who takes a record back and writes another cuts first.
        """
        self._tail = None
        journal = self._files.journal
        if journal is None:
            return None
        size = journal.size
        data = journal.read(self._end, size - self._end) if size > self._end else b""
        if size < self._end or not self._stands(journal):
            return self._open_again()
        if not data:
            return None
        tail = self._tail = read_tail(data, self._end, journal, self._after + 1, self._files.cipher)
        self._apply(tail)
        if tail.ending is Ending.BROKEN:
            number = self._after + 1
            raise BookDamaged(path=str(self.beside.journal), line=0, reason=Damage.MIDDLE, commit=number, whole=number - 1)
        return tail

    def _stands(self, journal: Opened) -> bool:
        """Whether the last record that was read still lies where it lay."""
        return self._proof is None or journal.read(self._proof[0], len(self._proof[1])) == self._proof[1]

    def _apply(self, tail: Tail) -> None:
        self.changes += len(tail.records)
        self._end, self._proof = tail.end, tail.proof or self._proof
        for record in tail.records:
            self._after = record.number
            if record.number <= self._number:
                continue  # the snapshot holds it
            for table, id, page in record.puts:
                self.shelf(table).put(id, page)
            self._number, self._seen = record.number, tail.entry  # the last one's, once all are taken in
