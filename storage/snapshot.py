"""The book whole, in one file that is replaced and never changed: its head, then page after page.

    <checksum> {"dunnage":"book","schema":3,"book":"…","created":"…","commit":41,"pages":2,"alone":false,"link":"…"}
    <checksum> {"table":"facts","size":31240,"crc":2774113201,"ids":[17,23,…]}
    [41,true,[["facts",17,{…}],
    ["facts",23,{…}]]]
    …

In an encrypted book the head stays in clear, with the way to the key and a mark that shows whether anybody changed it, and so do
size and checksum of a page. What else is told of a page, and the page itself, are locked for their place:

    <checksum> {"dunnage":"book",…,"cipher":{"cipher":"AES-256-GCM","kdf":"scrypt",…,"file":"…"},"mark":"…"}
    <checksum> {"size":41672,"crc":1203771644,"locked":"…"}
    …

A page holds at most a hundred documents in the order of their numbers, so it is read, checked and written without holding a
screen up. A page nothing was changed on is copied from the snapshot before as it lies there.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from zlib import crc32

from storage.cipher import MARK, FileCipher, Key, Lock
from storage.known import link_at
from storage.migrations import SCHEMA
from storage.pages import AnyPage, Opened, Page, Shelf
from storage.sealed import BadLine, encode, sealed, text_of, unsealed
from storage.tree import HISTORY

__all__ = ["PAGE", "Head", "file_cipher", "pages_of", "read_head", "written"]

PAGE = 100
"""Documents on a page at most."""
HEAD = 1 << 16
"""Bytes a head may have: another program's file need not have a line at all."""
PROGRAM = "book"
"""What `dunnage` says in the head of a book: other files of this program say something else."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a snapshot says of itself."""

    schema: int
    book: str
    """What tells this book from every other."""
    created: str
    commit: int
    """Number of the last commit that is in it."""
    pages: int = 0
    alone: bool = False
    """Whether no journal stands beside it: a copy that was put aside."""
    cipher: Mapping[str, Any] = field(default_factory=dict)
    """The way to the key, and what tells this file from others; empty where the book is not encrypted."""
    mark: str = ""
    """What shows that nobody changed the head of an encrypted book."""
    link: str = ""
    """The link of its last commit in the chain of the history, so that nobody takes the entry apart for it.

    Empty where it is not told: the hash of what an encrypted book holds is kept out of the clear.
    """

    @property
    def told(self) -> dict[str, Any]:
        """It as it is written, without its mark."""
        told = {"dunnage": PROGRAM, **asdict(self)}
        absent = [MARK, *(name for name in ("cipher", "link") if not told[name])]
        return {name: value for name, value in told.items() if name not in absent}


def read_head(file: Opened) -> tuple[Head, int]:
    """The head, and where the pages begin; raises `BadLine`."""
    line = file.line(0, HEAD)
    head = unsealed(line)
    if not isinstance(head, dict) or head.pop("dunnage", None) != PROGRAM:
        raise BadLine
    if type(head.get("schema")) is int and head["schema"] > SCHEMA:  # what else a later program tells there is not known here
        head = {name: value for name, value in head.items() if name in Head.__slots__}
    try:
        found = Head(**head)
    except TypeError:
        raise BadLine from None
    if not isinstance(found.cipher, dict):
        raise BadLine
    return found, len(line)


def file_cipher(head: Head, key: Key) -> FileCipher:
    """What opens the pages of an encrypted book; raises `BadLine` where its head is not what was written."""
    cipher = key.for_file(head.book, str(head.cipher.get("file")))
    cipher.need_signed(head.told, head.mark)
    return cipher


def pages_of(file: Opened, head: Head, start: int, cipher: FileCipher | None) -> Iterator[tuple[str, Sequence[int], Page]]:
    """Table, sorted numbers and place of every page; raises `BadLine` where one of their heads is not what was written."""
    for place in range(head.pages):
        line = file.line(start)
        lock = Lock(cipher, ("page", place)) if cipher is not None else None
        try:
            told = unsealed(line)
            said = told if cipher is None else json.loads(cipher.opened(told["locked"].encode(), "ids", place))
            page = Page(file, start + len(line), int(told["size"]), told["crc"], lock)
            found = (str(said["table"]), said["ids"], page)
        except (TypeError, ValueError, AttributeError, LookupError):
            raise BadLine from None
        yield found
        start = page.start + page.size + 1
    if file.read(start, 1):
        raise BadLine  # something stands behind the last page


def written(head: Head, shelves: Sequence[Shelf], key: Key | None) -> Iterator[bytes]:
    """The text of a snapshot, piece by piece, locked where there is a key; what the journal put is held in memory meanwhile."""
    plan = [(shelf, place) for shelf in shelves for place in _places(shelf)]
    fresh = {shelf.table: shelf.fresh() for shelf in shelves}
    cipher = key.for_file(head.book) if key is not None else None
    link = next((link_at(shelf, head.commit) for shelf in shelves if shelf.table == HISTORY and key is None), None)
    yield _head_line(replace(head, pages=len(plan), link=link or ""), cipher)
    for place, (shelf, (ids, page)) in enumerate(plan):
        if page is not None:
            body = page.bytes()
        else:
            new = fresh[shelf.table]
            table = encode(shelf.table)
            rows = [b"[%b,%d,%b]" % (table, id, text_of(new[id] if id in new else shelf.in_turn(id))) for id in ids]
            body = b"[%d,true,[" % head.commit + b",\n".join(rows) + b"]]"
        yield from _page_lines(shelf.table, list(ids), body, place, cipher)


def _head_line(head: Head, cipher: FileCipher | None) -> bytes:
    if cipher is None:
        return sealed(replace(head, cipher={}).told)
    return sealed(cipher.signed(replace(head, cipher={**cipher.key.told, "file": cipher.file}).told))


def _page_lines(table: str, ids: list[int], body: bytes, place: int, cipher: FileCipher | None) -> Iterator[bytes]:
    """A page with the line before it."""
    if cipher is None:
        yield sealed({"table": table, "size": len(body), "crc": crc32(body), "ids": ids})
    else:
        body = cipher.locked(body, "page", place)
        locked = cipher.locked(encode({"table": table, "ids": ids}), "ids", place).decode()
        yield sealed({"size": len(body), "crc": crc32(body), "locked": locked})
    yield body
    yield b"\n"


_Place = tuple[Sequence[int], AnyPage | None]
"""The numbers of a page, and the page they lie on already, where all of them do and nothing else."""


def _places(shelf: Shelf) -> Iterator[_Place]:
    """How the numbers of a table are laid on pages, in their order."""
    waiting: list[int] = []
    for ids, page in shelf.laid_out():
        if page is not None and not waiting and len(ids) * 2 >= PAGE:
            yield ids, page
            continue
        waiting += ids
        full = len(waiting) - len(waiting) % PAGE
        for start in range(0, full, PAGE):
            yield waiting[start : start + PAGE], None
        waiting = waiting[full:]
    if waiting:
        yield waiting, None
