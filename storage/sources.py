"""What a book is read from without touching it: a book, a copy put aside, a plain JSON book, a folder written by an export.

Opening a book to work on it mends what a dead writer left and brings an older form forward. Whoever only looks leaves every file
as it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from storage.book_file import BookFile
from storage.faults import BookDamaged, Damage, unreadable
from storage.passphrase import Passphrase
from storage.plain_json import is_plain, rows_of, tree_at
from storage.sealed import BadLine
from storage.sheets import read_sheets
from storage.shelves import InMemory, Shelves
from storage.tree import META, Tree

__all__ = ["Elsewhere", "looked_at"]


class Elsewhere(Protocol):
    """A place of a book that is no file: as text it is what may be shown of it."""

    def shelves(self) -> Shelves:
        """All of the book as it stood at one moment."""


@contextmanager
def looked_at(path: Path | Elsewhere, passphrase: Passphrase | None = None) -> Iterator[Shelves]:
    """The shelves of what stands at `path`, as it stood at one moment; raises the faults of a book that cannot be read."""
    try:
        shelves = _shelves(path, passphrase) if isinstance(path, Path) else path.shelves()
    except OSError as error:
        raise unreadable(path, error) from None
    try:
        yield shelves
    except BadLine:
        raise BookDamaged(path=str(path), line=0, reason=Damage.SNAPSHOT) from None
    finally:
        shelves.close()


def _shelves(path: Path, passphrase: Passphrase | None) -> Shelves:
    if path.is_dir():
        return _held(read_sheets(path))
    return _held(tree_at(path)) if is_plain(path) else BookFile(path, read_only=True, passphrase=passphrase)


def _held(tree: Tree) -> InMemory:
    return InMemory.holding(rows_of(tree), int(tree[META]["1"]["commit"]))
