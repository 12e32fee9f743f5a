"""Taking a person's data out of a book for good: every version of every fact of a buyer, and what the history kept of them.

What stays is that something stood there: keys, hashes and an entry that says who purged when, so that the chain of the history
holds. The book is laid out anew, so that no byte of what was purged is left in its files; what stands beside them is named.
"""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from credit.book import Book
from credit.change import Change
from storage.book_file import BookFile
from storage.chain import digest
from storage.codec import Doc
from storage.entry import doc_key, entry_doc
from storage.faults import BookDamaged, BookReadOnly, Damage
from storage.first_page import forget_first_pages
from storage.leftovers import Leftover, clear_halves, leftovers
from storage.opening import writable
from storage.passphrase import Passphrase
from storage.reading import book_of
from storage.sealed import BadLine
from storage.shelves import Shelves
from storage.tables import Tables
from storage.tree import FACTS, HISTORY

__all__ = ["Purged", "about", "purge", "tombstone", "without"]


@dataclass(frozen=True, slots=True)
class Purged:
    """What was taken out, and what may still hold some of it."""

    facts: int
    """Versions of facts."""
    before: int
    """Documents the history had kept."""
    beside: tuple[Leftover, ...]
    """Files beside the book that were put aside or kept, and were not touched."""


def purge(
    path: Path, customer_id: str, decide: Callable[[Book], Change], at: datetime, passphrase: Passphrase | None = None
) -> Purged:
    """Take out everything of a buyer; `decide` looks at the book, which nobody else can change meanwhile, and may raise."""
    place = path.expanduser().resolve()
    if not (writable(place) and writable(place.parent)):
        raise BookReadOnly(path=str(place))
    clear_halves(place)
    try:
        with closing(BookFile(place, passphrase=passphrase)) as shelves, shelves.alone():
            tables = Tables(shelves)
            change = decide(book_of(tables, str(place))[0])
            forget_first_pages(place)
            shelves.renew()
            shelves.whole = True
            with shelves.commit():
                taken = _taken_out(shelves, tables, customer_id)
                forgot = _forgotten(shelves, customer_id)
                tables.enter(tombstone(tables.number + 1, change, at, taken))
    except BadLine:
        raise BookDamaged(path=str(place), line=0, reason=Damage.SNAPSHOT) from None
    return Purged(len(taken), forgot, leftovers(place))


def _taken_out(shelves: Shelves, tables: Tables, customer_id: str) -> list[Doc]:
    """Take every document of the buyer out, also one that is no fact; gives them."""
    mine = [(id, doc) for sheet in shelves.shelf(FACTS).sheets() for id, doc in sheet if about(doc, customer_id)]
    tables.remove([id for id, _ in mine])
    return [doc for _, doc in mine]


def _forgotten(shelves: Shelves, customer_id: str) -> int:
    """Leave hashes alone where the history had kept documents of the buyer; gives how many it had."""
    history = shelves.shelf(HISTORY)
    found, count = [], 0
    for id in sorted(history):
        entry = history.in_turn(id)
        left = without(entry, customer_id)
        if left is not None:
            found.append((id, left))
            count += len(entry["before"]) - len(left["before"])
    shelves.put(HISTORY, found)
    return count


def without(entry: Doc, customer_id: str) -> Doc | None:
    """The entry with hashes alone where it had kept documents of the buyer; `None` where it had kept none."""
    kept = [doc for doc in entry["before"] if not about(doc, customer_id)]
    if len(kept) == len(entry["before"]):
        return None
    digests = entry.get("before_digests") or [digest(doc) for doc in entry["before"]]
    return {**entry, "before": kept, "before_digests": digests, "purged": True}


def tombstone(number: int, change: Change, at: datetime, taken: list[Doc]) -> Doc:
    """The entry that tells of it: who, when, and the keys and hashes of what stood."""
    keys = [key for doc in taken if (key := doc_key(doc)) is not None]
    digests = [digest(doc) for doc in taken]
    return {**entry_doc(number, change, at, {}, dict.fromkeys(keys), ()), "before_digests": digests, "purged": True}


def about(doc: Mapping[str, Any], customer_id: str) -> bool:
    """Whether a document is about this buyer, be it a fact or not."""
    return doc.get("customer_id") == customer_id or (doc.get("kind") == "customer" and doc.get("id") == customer_id)
