"""The book whole, in one file that is replaced and never changed: its head, then page after page.

    <checksum> {"dunnage":"book","schema":2,"book":"…","created":"…","commit":41,"pages":2,"alone":false}
    <checksum> {"table":"facts","size":31240,"crc":2774113201,"ids":[17,23,…]}
    [41,true,[["facts",17,{…}],
    ["facts",23,{…}]]]
    …

A page holds at most a hundred documents in the order of their numbers, so it is read, checked and written without holding a
screen up. A page nothing was changed on is copied from the snapshot before as it lies there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from zlib import crc32

from storage.pages import AnyPage, Opened, Page, Shelf
from storage.sealed import BadLine, encode, sealed, unsealed

__all__ = ["PAGE", "Head", "pages_of", "read_head", "written"]

PAGE = 100
"""Documents on a page at most."""
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


def read_head(file: Opened) -> tuple[Head, int]:
    """The head, and where the pages begin; raises `BadLine`."""
    line = file.line(0)
    head = unsealed(line)
    if not isinstance(head, dict) or head.pop("dunnage", None) != PROGRAM:
        raise BadLine
    try:
        return Head(**head), len(line)
    except TypeError:
        raise BadLine from None


def pages_of(file: Opened, head: Head, start: int) -> Iterator[tuple[str, Sequence[int], Page]]:
    """Table, sorted numbers and place of every page; raises `BadLine` where one of their heads is not what was written."""
    for _ in range(head.pages):
        line = file.line(start)
        told = unsealed(line)
        page = Page(file, start + len(line), told["size"], told["crc"])
        yield told["table"], told["ids"], page
        start = page.start + page.size + 1
    if file.read(start, 1):
        raise BadLine  # something stands behind the last page


def written(head: Head, shelves: Sequence[Shelf]) -> Iterator[bytes]:
    """The text of a snapshot, piece by piece; what the journal put is held in memory meanwhile."""
    plan = [(shelf, place) for shelf in shelves for place in _places(shelf)]
    fresh = {shelf.table: shelf.fresh() for shelf in shelves}
    yield sealed({"dunnage": PROGRAM, **asdict(head), "pages": len(plan)})
    for shelf, (ids, page) in plan:
        if page is not None:
            body = page.bytes()
        else:
            new = fresh[shelf.table]
            rows = ([shelf.table, id, new[id] if id in new else shelf.in_turn(id)] for id in ids)
            body = b"[%d,true,[" % head.commit + b",\n".join(map(encode, rows)) + b"]]"
        yield sealed({"table": shelf.table, "size": len(body), "crc": crc32(body), "ids": list(ids)})
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
        while len(waiting) >= PAGE:
            yield waiting[:PAGE], None
            waiting = waiting[PAGE:]
    if waiting:
        yield waiting, None
