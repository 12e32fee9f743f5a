"""A book as one plain JSON file, which TinyDB itself reads and writes: how books were kept before, and what an export writes.

It is brought forward when it is opened: the file is kept beside the book under a name of its own, and nothing of it is changed.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from credit.problem import Fault, Problem
from storage.atomic import let_go, nothing_done, replace_file
from storage.faults import BookNewer, BookUnconfirmed, unreadable
from storage.journal import head_line, tells_of_commits
from storage.leftovers import free_replaced
from storage.lock import locked
from storage.migrations import SCHEMA, migrate
from storage.opening import Beside
from storage.pages import Held, Pages, Row, Shelf
from storage.passphrase import Passphrase
from storage.shelves import Shelves
from storage.snapshot import Head, written
from storage.tables import FACTS, HISTORY, number_of
from storage.tree import META, Tree, parsed, schema_of

__all__ = ["bring_forward", "is_plain", "plain", "rows_of", "tree_at"]

HEAD = 64
"""Bytes from which a plain file is told: it begins with a brace, a book with a checksum."""


def is_plain(path: Path) -> bool:
    """Whether what stands at `path` may be a plain JSON file."""
    try:
        if not path.is_file():  # a pipe would wait for ever
            return False
        with path.open("rb") as file:
            return file.read(HEAD).lstrip()[:1] == b"{"
    except OSError:
        return False


def tree_at(path: Path) -> Tree:
    """The tables of a plain file, in the schema of this program; raises `BookDamaged` or `BookNewer`."""
    try:
        told = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None
    tree = parsed(told, path)
    if schema_of(tree) > SCHEMA:
        raise BookNewer(path=str(path), found=schema_of(tree), known=SCHEMA)
    return migrate(tree)


def rows_of(tree: Tree) -> list[Row]:
    """Facts under the numbers of their keys, each the first free one from its own on, and the history by commit."""
    taken: set[int] = set()
    rows: list[Row] = []
    for doc in tree[FACTS].values():
        place = number_of(doc)
        while place in taken:
            place += 1
        taken.add(place)
        rows.append((FACTS, place, doc))
    rows += [(HISTORY, int(number), doc) for number, doc in tree[HISTORY].items()]
    return rows


def bring_forward(path: Path, passphrase: Passphrase | None = None) -> Sequence[Problem]:
    """Make the plain file at `path` a book; says where the file is kept, and nothing where somebody else was quicker.

    A journal that lies there is that of another book, which is gone: where it tells of commits it is kept too. The book begins
    its own with the first commit: until it has the name nothing but what is kept was written, and that goes where it comes to
    nothing.
    """
    with locked(path):
        if not is_plain(path):
            return ()
        tree = tree_at(path)
        key = passphrase.fresh() if passphrase is not None else None
        kept, journal = _free(path), _journal_to_keep(path)
        try:
            with nothing_done(path):
                for old, new in ((path, kept), (Beside(path).journal, journal)):
                    if new is not None:
                        replace_file(new, [old.read_bytes()])
            replace_file(path, written(_head(tree[META]["1"]), _shelves(rows_of(tree)), key), own=True)
        except BookUnconfirmed:  # the book stands, so what stood before is kept
            raise
        except BaseException:
            let_go(each for each in (kept, journal) if each is not None)
            raise
        with suppress(Fault):  # it is not looked at, and tells of nothing more under this name
            if Beside(path).journal.exists():
                replace_file(Beside(path).journal, [head_line(uuid4().hex, 0, key)])
    said = [("brought_forward", kept), ("kept_in_clear", kept if key else None), ("journal_kept", journal)]
    return tuple(Problem(code, detail=str(at), path=str(path)) for code, at in said if at is not None)


def _journal_to_keep(path: Path) -> Path | None:
    """A free name for the journal that lies there, if it tells of commits."""
    journal = Beside(path).journal
    return Beside(free_replaced(path)).journal if journal.exists() and tells_of_commits(journal) else None


def plain(shelves: Shelves) -> Tree:
    """The tables of a book as a plain file holds them: documents counted from 1, the history by commit."""
    head = shelves.head
    meta = {"schema": head.schema, "book": head.book, "created": head.created, "commit": shelves.number}
    facts = (doc for sheet in shelves.shelf(FACTS).sheets() for _, doc in sheet)
    history = shelves.shelf(HISTORY)
    return {
        META: {"1": meta},
        FACTS: {str(place): doc for place, doc in enumerate(facts, 1)},
        HISTORY: {str(number): history.in_turn(number) for number in sorted(history)},
    }


def _free(path: Path) -> Path:
    names = (f"{path.stem}.before" + (f"-{count}" if count else "") + ".json" for count in range(10**6))
    return next(place for name in names if not (place := path.with_name(name)).exists())


def _head(meta: Mapping[str, Any]) -> Head:
    return Head(SCHEMA, str(meta["book"]), str(meta.get("created", "")), int(meta["commit"]), alone=True)


def _shelves(rows: list[Row]) -> list[Shelf]:
    pages, page = Pages(), Held(rows)
    shelves = {table: Shelf(table, pages) for table in (FACTS, HISTORY)}
    for table, id, _ in rows:
        shelves[table].put(id, page)
    return list(shelves.values())
