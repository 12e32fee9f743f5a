"""One line of a record in a journal, in clear or locked for its place.

    <checksum> [42,true,[["facts",23,{…}],["history",42,{…}]]]
    <checksum> [42,true,0,"…"]

Of a locked line the number of the commit, whether it is the last of its record and which it is (from 0) stay in clear, so
that what a dead writer left is judged as in any other book. What is locked is the line as it would stand in clear.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from storage.cipher import FileCipher, Lock
from storage.pages import Opened, Page, Row
from storage.sealed import MARK, BadLine, encode, sealed, unsealed

__all__ = ["RecordLine", "line_of", "read_line"]

_LOCKED = re.compile(rb'\[(\d+),(true|false),(\d+),"([A-Za-z0-9+/]+=*)"\]')


@dataclass(frozen=True, slots=True)
class RecordLine:
    """What a line says, and where in it that lies."""

    number: int
    last: bool
    place: int | None
    """Which line of its record it is, where it says so."""
    rows: Sequence[Row]
    lock: Lock | None
    start: int
    size: int

    def page(self, file: Opened, at: int, line: bytes) -> Page:
        """Where its documents lie, in a file in which the line begins there."""
        return Page(file, at + self.start, self.size, crc32(line[self.start : self.start + self.size]), self.lock)


def line_of(number: int, last: bool, place: int, rows: Sequence[Row], cipher: FileCipher | None) -> bytes:
    """The line of these rows, its end included."""
    told = [number, last, rows]
    if cipher is None:
        return sealed(told)
    return sealed([number, last, place, cipher.locked(encode(told), "record", number, last, place).decode()])


def read_line(line: bytes, cipher: FileCipher | None) -> RecordLine:
    """What a line says; raises `BadLine` where it is not what was written."""
    try:
        return _in_clear(line) if cipher is None else _locked(line, cipher)
    except (TypeError, ValueError):
        raise BadLine from None


def _in_clear(line: bytes) -> RecordLine:
    number, last, rows = unsealed(line)
    return RecordLine(int(number), bool(last), None, _rows(rows), None, MARK, len(line) - MARK - 1)


def _locked(line: bytes, cipher: FileCipher) -> RecordLine:
    unsealed(line)
    found = _LOCKED.fullmatch(line, MARK, len(line) - 1)
    if found is None:
        raise BadLine
    number, last, place = int(found[1]), found[2] == b"true", int(found[3])
    lock = Lock(cipher, ("record", number, last, place))
    _, _, rows = json.loads(lock.opened(found[4]))
    return RecordLine(number, last, place, _rows(rows), lock, found.start(4), len(found[4]))


def _rows(told: Sequence[Row]) -> Sequence[Row]:
    return [(table, id, doc) for table, id, doc in told]
