"""Books as an editor, a fault or another program would leave them: taken to pieces, changed by hand, and laid down again."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from storage.atomic import replace_file
from storage.book_file import BookFile
from storage.migrations import SCHEMA
from storage.opening import Beside
from storage.passphrase import Passphrase
from storage.tables import Tables
from storage.tree import FACTS, HISTORY, META, Tree, lines

__all__ = ["beside", "change_by_hand", "copied", "lay_out", "tree_of"]


def tree_of(path: Path, passphrase: Passphrase | None = None) -> Tree:
    """All of a book on disk as one tree, its facts numbered from 1: the buyer before what is the buyer's."""
    book = BookFile(path, read_only=True, passphrase=passphrase) if passphrase else BookFile(path, read_only=True)
    with closing(book) as shelves, shelves.looking():
        tables = Tables(shelves)
        facts = sorted(tables.facts(), key=lambda doc: (str(doc.get("kind")), str(doc.get("id")), str(doc.get("learnt_on"))))
        meta = {"schema": SCHEMA, "book": shelves.book_id, "created": shelves.head.created, "commit": shelves.number}
        history = {str(entry["number"]): entry for entry in tables.entries()}
        return {META: {"1": meta}, FACTS: {str(place): doc for place, doc in enumerate(facts, 1)}, HISTORY: history}


def change_by_hand(path: Path, change: Callable[[Tree], object]) -> None:
    """Put a plain JSON file in the place of a book, in which something is not as it was."""
    tree = tree_of(path)
    change(tree)
    path.write_bytes(b"".join(lines(tree)))
    Beside(path).journal.unlink()


def lay_out(path: Path, passphrase: Passphrase | None = None) -> None:
    """Bring all of a book into its snapshot, with an empty journal behind it."""
    with closing(BookFile(path, passphrase=passphrase) if passphrase else BookFile(path)) as shelves, shelves.alone():
        shelves._lay_out(shelves.number)


def beside(path: Path) -> list[str]:
    """Names of everything in the folder of a book."""
    return sorted(entry.name for entry in path.parent.iterdir())


def copied(path: Path, folder: Path) -> Path:
    """The book and its journal once more, in a folder of their own."""
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    for source, place in ((path, target), (Beside(path).journal, Beside(target).journal)):
        replace_file(place, [source.read_bytes()])
    target.with_name(target.name + ".lock").touch(0o600)
    return target
