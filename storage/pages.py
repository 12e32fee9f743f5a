"""Documents where they lie on disk: a page is a run of them that is read and checked together.

A book of a hundred thousand invoices holds its facts in memory as the trade knows them; their documents stay in the file, and
only where each lies is known. A page that was read is kept for a moment, because the next document asked for often lies in it.
"""

import json
import os
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from storage.cipher import Lock
from storage.codec import Doc
from storage.faults import unreadable
from storage.sealed import BadLine, encode

__all__ = ["AnyPage", "Held", "Opened", "Page", "Pages", "Row", "Shelf"]

KEPT = 32
"""Pages kept after they were read."""

Row = tuple[str, int, Doc | None]
"""Table, number and document; `None` takes the document out."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where a run of documents lies, and what it must hold."""

    file: "Opened"
    start: int
    size: int
    crc: int
    lock: Lock | None = field(default=None, compare=False)
    """What opens it, in an encrypted book."""

    def bytes(self) -> bytes:
        """What was written there; raises `BadLine` where that is not what lies there."""
        data = self.file.read(self.start, self.size)
        if len(data) != self.size or crc32(data) != self.crc:
            raise BadLine
        return data if self.lock is None else self.lock.opened(data)

    def tables(self) -> "Tables":
        """Everything on it by table and number.

        A page reads `[commit, whether it is the last of its commit, rows]`, in the snapshot as in the journal.
        """
        try:
            return _by_table(json.loads(self.bytes())[2])
        except (TypeError, ValueError, LookupError):
            raise BadLine from None

    def document(self, place: int, id: int) -> Doc:
        """The document of this number, which is on the line `place` of a snapshot's page: the others are not taken apart."""
        line = self.bytes().split(b",\n")[place]
        try:
            _, number, doc = json.loads(line[line.index(b'["') :].removesuffix(b"]]"))
        except (TypeError, ValueError):
            raise BadLine from None
        if number != id or not isinstance(doc, dict):
            raise BadLine
        return doc


class Held:
    """A page that lies in memory: of a book that stands nowhere, or of a commit that is not on disk yet."""

    __slots__ = ("_tables",)

    def __init__(self, rows: Iterable[Row]) -> None:
        self._tables = _by_table(rows)

    def bytes(self) -> bytes:
        """It as it would lie on disk."""
        return encode([0, True, [(table, id, doc) for table, docs in self._tables.items() for id, doc in docs.items()]])

    def tables(self) -> "Tables":
        """Everything on it by table and number."""
        return self._tables


Tables = dict[str, dict[int, Doc]]


def _by_table(rows: Iterable[Row]) -> Tables:
    found: Tables = {}
    for table, id, doc in rows:
        if doc is not None:
            found.setdefault(table, {})[id] = doc
    return found


AnyPage = Page | Held


class Opened:
    """A file that stays readable under its handle, whatever takes its name; reading it raises `BookUnreadable`."""

    def __init__(self, handle: int, path: Path) -> None:
        self.handle, self._path = handle, path

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from there, fewer only at the end of the file."""
        parts = []
        while size and (part := self._read(start, size)):
            parts.append(part)
            start, size = start + len(part), size - len(part)
        return b"".join(parts)

    def line(self, start: int, most: int = 1 << 30) -> bytes:
        """The line that begins there, its end included; without one where the file, or `most` bytes, end before it does."""
        found, step = bytearray(), 1 << 12
        while len(found) < most and (part := self._read(start + len(found), step)):
            end = part.find(b"\n") + 1
            found += part[:end] if end else part
            if end:
                break
            step = min(step * 4, 1 << 20)
        return bytes(found)

    def _read(self, start: int, size: int) -> bytes:
        try:
            return os.pread(self.handle, size, start)
        except OSError as error:
            raise unreadable(self._path, error) from None

    @property
    def size(self) -> int:
        """Bytes of it now."""
        return os.fstat(self.handle).st_size

    def write(self, start: int, data: bytes) -> None:
        """Put `data` there; it is on the disk when this returns."""
        left = memoryview(data)
        while left:
            done = os.pwrite(self.handle, left, start)
            left, start = left[done:], start + done
        os.fdatasync(self.handle)

    def cut(self, size: int) -> None:
        """Leave so many bytes of it."""
        os.ftruncate(self.handle, size)

    def sync(self) -> None:
        """Bring it to the disk."""
        os.fdatasync(self.handle)

    def close(self) -> None:
        """Let go of it; pages of it can no longer be read."""
        if self.handle >= 0:
            os.close(self.handle)
            self.handle = -1


class Pages:
    """The pages of a book, with those that were read last."""

    def __init__(self) -> None:
        self._read: OrderedDict[Page, Tables] = OrderedDict()

    def documents(self, page: AnyPage, table: str) -> Mapping[int, Doc]:
        """What `page` says of one table, by number; not to be changed."""
        if isinstance(page, Held):
            return page.tables().get(table, {})
        found = self._read.get(page)
        if found is None:
            found = self._read[page] = page.tables()
            if len(self._read) > KEPT:
                self._read.popitem(last=False)
        return found.get(table, {})

    def knows(self, page: AnyPage) -> bool:
        """Whether what is on the page is at hand."""
        return isinstance(page, Held) or page in self._read

    def forget(self) -> None:
        """Keep nothing that was read."""
        self._read.clear()


@dataclass(slots=True)
class Run:
    """The sorted numbers of one page of a snapshot."""

    ids: Sequence[int]
    page: AnyPage


class Shelf(Mapping[int, Doc]):
    """One table: the runs of the snapshot, and what the journal put in their place since."""

    def __init__(self, table: str, pages: Pages) -> None:
        self.table = table
        self._pages = pages
        self._runs: list[Run] = []
        self._firsts: list[int] = []
        self.since: dict[int, AnyPage | None] = {}
        """Pages of the journal by number; `None` where a document was taken out."""
        self._count = 0
        self._last = 0

    def add_run(self, ids: Sequence[int], page: AnyPage) -> None:
        """A page of the snapshot, whose numbers follow those of the pages before it."""
        self._runs.append(Run(ids, page))
        self._firsts.append(ids[0])
        self._count += len(ids)
        self._last = max(self._last, ids[-1])

    def put(self, id: int, page: AnyPage | None) -> None:
        """What the journal says of one number from now on."""
        self.put_many({id: page})

    def put_many(self, pages: Mapping[int, AnyPage | None]) -> None:
        """As `put`, for many numbers at once."""
        before = sum(id in self for id in pages) if self._count else 0
        self.since |= pages
        self._count += sum(page is not None for page in pages.values()) - before
        self._last = max(self._last, *pages) if self._count and pages else self._last if self._count else 0

    @property
    def last(self) -> int:
        """The highest number that was given; 0 once nothing stands there any more, as with TinyDB."""
        return self._last

    def __contains__(self, id: object) -> bool:
        if id in self.since:
            return self.since[id] is not None
        return isinstance(id, int) and self._run(id) is not None

    def __getitem__(self, id: int) -> Doc:
        run = self._run(id) if id not in self.since else None
        if run is not None and isinstance(run.page, Page) and not self._pages.knows(run.page):
            return run.page.document(bisect_left(run.ids, id), id)
        return self.in_turn(id)

    def in_turn(self, id: int) -> Doc:
        """As by its number, for whoever asks for those that lie beside it next: what lies together is read together."""
        page = self.since[id] if id in self.since else getattr(self._run(id), "page", None)
        if page is None:
            raise KeyError(id)
        return self._pages.documents(page, self.table)[id]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        for run in self._runs:
            yield from (id for id in run.ids if id not in self.since)
        yield from (id for id, page in self.since.items() if page is not None)

    def sheets(self) -> Iterator[list[tuple[int, Doc]]]:
        """Every document once, page after page: what is read together comes together."""
        for run in self._runs:
            found = self._pages.documents(run.page, self.table)
            kept = [(id, found[id]) for id in run.ids if id not in self.since]
            if kept:
                yield kept
        yield from self._since()

    def fresh(self) -> dict[int, Doc]:
        """What the journal put, in memory."""
        return {id: doc for sheet in self._since() for id, doc in sheet}

    def _since(self) -> Iterator[list[tuple[int, Doc]]]:
        by_page: dict[AnyPage, list[int]] = {}
        for id, page in self.since.items():
            if page is not None:
                by_page.setdefault(page, []).append(id)
        for page, ids in by_page.items():
            found = self._pages.documents(page, self.table)
            yield [(id, found[id]) for id in ids]

    def laid_out(self) -> Iterator[tuple[Sequence[int], AnyPage | None]]:
        """The numbers in their order, run by run, each with its page where nothing on it has changed."""
        new = sorted(id for id, page in self.since.items() if page is not None)
        at = 0
        for place, run in enumerate(self._runs):
            until = bisect_left(new, self._firsts[place + 1], at) if place + 1 < len(self._runs) else len(new)
            mine, at = new[at:until], until
            gone = not self.since.keys().isdisjoint(run.ids)
            if not mine and not gone:
                yield run.ids, run.page
                continue
            yield sorted({*(id for id in run.ids if id not in self.since), *mine}), None
        if not self._runs and new:
            yield new, None

    def _run(self, id: int) -> Run | None:
        """The run that holds this number."""
        place = bisect_left(self._firsts, id + 1) - 1
        if place < 0:
            return None
        run = self._runs[place]
        at = bisect_left(run.ids, id)
        return run if at < len(run.ids) and run.ids[at] == id else None
