"""The journal beside a book: each commit appended as one record, on disk before it is confirmed, and nothing ever rewritten.

    <checksum> {"journal":"…","after":41}
    <checksum> [42,true,[["facts",23,{…}],["history",42,{…}]]]

A record is one line, or several where it holds many documents: number, whether it is the record's last line, and what it puts
(or takes out, as `null`) in which table. A record counts once its last line stands whole. What a killed writer left behind the
last whole record is no record; what a fault left there may have been one, and is put aside.

In an encrypted book what a record holds is locked, and the first line bears a mark that shows whether anybody changed it:

    <checksum> {"journal":"…","after":41,"file":"…","mark":"…"}
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from storage.cipher import MARK, FileCipher, Key
from storage.codec import Doc
from storage.faults import unreadable
from storage.pages import Opened, Page, Row
from storage.record import line_of, read_line
from storage.sealed import CHECKSUM, BadLine, sealed, unsealed
from storage.tree import HISTORY

__all__ = ["Beginning", "Ending", "Record", "Tail", "head_line", "read_journal", "read_tail", "record_lines", "tells_of_commits"]

LINE = 1000
"""Documents on a line at most."""


@dataclass(frozen=True, slots=True)
class Record:
    """One commit as it lies in the journal."""

    number: int
    puts: tuple[tuple[str, int, Page | None], ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a journal begins."""

    book: str
    """Whose it is."""
    after: int
    """Number of the last commit before its first record."""
    start: int
    """Where its records begin."""
    cipher: FileCipher | None
    """What locks and opens its records, in an encrypted book."""


class Ending(StrEnum):
    """How a journal ends behind its last whole record."""

    CLEAN = "clean"
    TORN = "torn"
    """A record that was being written when its writer died, or that another is writing now."""
    BAD = "bad"
    """A last record that is complete and is not what was written: a fault of the disk."""
    BROKEN = "broken"
    """Something that is not what was written, with whole records behind it."""


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands behind the last record that was read."""

    records: tuple[Record, ...]
    end: int
    """Where the last whole record ends."""
    left: bytes
    """What stands behind it."""
    ending: Ending
    proof: tuple[int, bytes] | None = None
    """Where the last line of the last whole record lies, and its checksum; `None` where no record was read."""
    entry: Doc = field(default_factory=dict)
    """What the history says of the last whole record; empty where it says nothing."""


def head_line(book: str, after: int, key: Key | None) -> bytes:
    """The first line of a journal: whose it is, and the number of the last commit before it."""
    head: dict[str, Any] = {"journal": book, "after": after}
    if key is None:
        return sealed(head)
    cipher = key.for_file(book)
    return sealed(cipher.signed({**head, "file": cipher.file}))


def record_lines(number: int, rows: Sequence[Row], cipher: FileCipher | None) -> bytes:
    """The lines of one record."""
    parts = [rows[start : start + LINE] for start in range(0, len(rows), LINE)] or [()]
    return b"".join(line_of(number, part is parts[-1], place, part, cipher) for place, part in enumerate(parts))


def tells_of_commits(journal: Path) -> bool:
    """Whether a journal whose book is gone has commits, or its book had some before it; raises `BookUnreadable`."""
    try:
        told = journal.read_bytes()
    except OSError as error:
        raise unreadable(journal, error) from None
    first = told[: told.find(b"\n") + 1]
    try:
        return told != first or int(unsealed(first)["after"]) > 0
    except (TypeError, ValueError, LookupError):
        return bool(told)


def read_journal(file: Opened, key: Key | None) -> Beginning:
    """How a journal begins; raises `BadLine` where it is not what was written, or is encrypted and its book is not."""
    line = file.line(0)
    head = unsealed(line)
    try:
        book, after, mark = str(head["journal"]), int(head["after"]), head.pop(MARK, None)
        cipher = key.for_file(book, str(head["file"])) if key is not None else None
    except (TypeError, ValueError, LookupError, AttributeError):
        raise BadLine from None
    if cipher is not None:
        cipher.need_signed(head, mark)
    elif mark is not None:
        raise BadLine
    return Beginning(book, after, len(line), cipher)


def read_tail(data: bytes, start: int, file: Opened, number: int, cipher: FileCipher | None) -> Tail:
    """What `data`, which lies at `start`, says, where records `number` and on are to come."""
    records: list[Record] = []
    puts: list[tuple[str, int, Page | None]] = []
    at = end = place = 0
    proof: tuple[int, bytes] | None = None
    entry: Doc = {}
    found: Doc = {}
    while at < len(data):
        line = data[at : data.find(b"\n", at) + 1 or len(data)]
        try:
            told = read_line(line, cipher)
        except BadLine:
            break
        if told.number != number or told.place not in (None, place):
            break
        page = told.page(file, start + at, line)
        puts += [(table, id, None if doc is None else page) for table, id, doc in told.rows]
        found = next((doc for table, id, doc in told.rows if (table, id) == (HISTORY, number) and doc is not None), found)
        if told.last:
            proof = start + at, line[:CHECKSUM]
        at, place = at + len(line), place + 1
        if told.last:
            records.append(Record(number, tuple(puts)))
            puts, end, number, place = [], at, number + 1, 0
            entry, found = found, {}
    left = data[end:]
    return Tail(tuple(records), start + end, left, _ending(left, number, cipher), proof, entry)


def _ending(left: bytes, number: int, cipher: FileCipher | None) -> Ending:
    """What the bytes behind the last whole record are.

    A record is begun only when the one before it is on disk. So where a later record stands whole, what is broken before it was
    confirmed once, be it the end of its line alone. Where none does, it is the last thing that was written: not to its end,
    which is a line without one (cut off, or zeros the disk was to fill), or lines that are to be followed; or to its end, and
    then it may have been confirmed, whatever it says by now.
    """
    if not left:
        return Ending.CLEAN
    lines = left.splitlines(keepends=True)
    begun = (left[found.start() : left.find(b"\n", found.start()) + 1] for found in _BEGUN.finditer(left))
    if any(_number(line, cipher) > number for line in begun):
        return Ending.BROKEN
    if lines[-1][-1:] != b"\n":
        return Ending.BAD if _number(lines[-1][:-1] + b"\n", cipher) == number else Ending.TORN
    return Ending.TORN if all(_number(line, cipher) == number for line in lines) else Ending.BAD


_BEGUN = re.compile(rb"[0-9a-f]{8} \[")
"""How every line of a record begins."""


def _number(line: bytes, cipher: FileCipher | None) -> int:
    """The number of the record a line belongs to; -1 where it is none."""
    try:
        return read_line(line, cipher).number
    except BadLine:
        return -1
