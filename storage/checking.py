"""Whether a book is what was once written: every record can be read, the history has no gap, and no link of it is another.

Who changes a fact behind the program's back, and its checksum with it, cannot change the hash the history keeps of it without
breaking every later link.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from credit.book import Book
from credit.problem import Problem
from storage.chain import broken_link, digest
from storage.codec import Doc
from storage.entry import Entry, Key, doc_key, read_entry
from storage.known import link_at
from storage.leftovers import left_out
from storage.reading import book_of, entries_of
from storage.shelves import Shelves
from storage.tables import Tables
from storage.tree import HISTORY

__all__ = ["Checked", "Traces", "checked", "traced"]


@dataclass(frozen=True, slots=True)
class Traces:
    """What the history says of the records that stand."""

    entries: int
    """Commits in it."""
    linked: int
    """Of these, commits that bear a link; books of before there was a chain begin without."""
    gap: int
    """Number of the first commit that is missing, or stands where none was made; 0 where there is none."""
    broken: int
    """Number of the first commit whose link is not what it must be; 0 where the chain holds."""
    unlike: tuple[Key, ...]
    """Versions that stand and are not what was put, that nobody put, or that were put and are gone."""

    @property
    def well(self) -> bool:
        """Whether everything stands as it was written."""
        return not (self.gap or self.broken or self.unlike)


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything a look at a whole book found."""

    book: Book
    problems: tuple[Problem, ...]
    """Records that cannot be read, stand twice or hold more than their kind has."""
    history: tuple[Entry, ...]
    traces: Traces
    left_out: tuple[Problem, ...]
    """What stands at the end of its journal and is no whole record, so that it does not count."""

    @property
    def facts(self) -> int:
        """Versions of facts in it."""
        return sum(len(account.versions) for account in self.book.accounts.values())


def checked(shelves: Shelves, place: str) -> Checked:
    """Read everything; raises `BookDamaged` where the history cannot be read, `BadLine` where a page cannot."""
    tables = Tables(shelves)
    book, problems = book_of(tables, place)
    return Checked(book, problems, tuple(entries_of(tables, place)), traced(shelves), left_out(shelves.ending, place))


def traced(shelves: Shelves) -> Traces:
    """Hold the records against the history, whose entries can be read."""
    tables = Tables(shelves)
    entries = list(tables.entries())
    linked = sum(1 for doc in entries if doc.get("chain"))
    gap = _gap([int(doc["number"]) for doc in entries], tables.number)
    broken = 0 if gap else broken_link(entries) or _other_link(shelves)
    unlike = () if gap or broken else tuple(sorted(_unlike(_put(entries), tables)))
    return Traces(len(entries), linked, gap, broken, unlike)


def _other_link(shelves: Shelves) -> int:
    """The commit of which the head of the snapshot tells another link than its entry bears; 0 where there is none."""
    head = shelves.head
    return head.commit if head.link and head.link != link_at(shelves.shelf(HISTORY), head.commit) else 0


def _gap(numbers: Sequence[int], last: int) -> int:
    """The first commit of 1 to `last` that is missing, or the first that is none of them."""
    wanted = range(1, last + 1)
    found = next((right for right, number in zip(wanted, numbers, strict=False) if right != number), 0)
    return found or (min(len(numbers), last) + 1 if len(numbers) != last else 0)


def _unlike(wanted: dict[Key, str], tables: Tables) -> Iterator[Key]:
    """Versions that are not what the last commit that told of them put; of one that stands twice the last counts.

    A document that does not say which version it is can be held against nothing, and is among them.
    """
    same: dict[Key, bool] = {}
    for doc in tables.facts():
        key = doc_key(doc)
        if key is None:
            yield ("", _plain(doc.get("kind")), _plain(doc.get("id")), date.min)
        else:
            same[key] = key in wanted and wanted[key] in ("", digest(doc))
    yield from (key for key, right in same.items() if not right)
    yield from wanted.keys() - same.keys()


def _plain(told: object) -> str:
    return "".join(sign for sign in str(told)[:60] if sign.isprintable())


def _put(entries: Sequence[Doc]) -> dict[Key, str]:
    """The hash of every version that should stand; empty where the history is older than hashes."""
    found: dict[Key, str] = {}
    for doc in entries:
        entry = read_entry({**doc, "before": ()})
        for gone in entry.dropped:
            found.pop(gone, None)
        for key, row in zip(entry.put, doc["put"], strict=True):
            found[key] = row[4] if len(row) > 4 else ""
    return found
