"""From the tables of a book to what the trade knows: accounts, entries of the history, changes others made."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol

from credit.account import Account, Fact, VersionKey, version_key
from credit.book import Book
from credit.change import Change, Drop
from credit.problem import Problem
from storage.codec import BadDocument, Doc, from_doc, read_doc
from storage.entry import Entry, Key, doc_key, fact_key, read_entry
from storage.faults import BookDamaged, Damage

__all__ = ["Records", "book_of", "entries_of", "news_since"]

DETAIL = 60
"""Characters of a document's kind and number that are quoted in a problem."""


class Records(Protocol):
    """The documents of a book, wherever it is kept."""

    @property
    def number(self) -> int:
        """Number of the last commit."""

    @property
    def taken_back(self) -> Sequence[Doc]:
        """What the history said of commits that were seen and never confirmed."""

    def facts(self) -> Iterator[Doc]:
        """Documents of all versions of all facts."""

    def fact(self, key: Key) -> Doc | None:
        """The document of one version."""

    def entries(self) -> Iterator[Doc]:
        """Documents of the history, oldest first."""

    def entry(self, number: int) -> Doc | None:
        """The document of one commit."""


def book_of(tables: Records, place: str) -> tuple[Book, tuple[Problem, ...]]:
    """The accounts, and a problem for each document that is no fact, stands twice or holds more than its kind has."""
    told: defaultdict[str, dict[VersionKey, Fact]] = defaultdict(dict)
    problems: list[Problem] = []
    for doc in tables.facts():
        try:
            fact, unknown = read_doc(doc)
        except BadDocument as bad:
            problems.append(_problem("bad_document", doc, place, bad.column))
            continue
        mine, key = told[fact.customer_id], version_key(fact)
        if key in mine:
            problems.append(_problem("duplicate_document", doc, place))
        mine[key] = fact
        problems += [_problem("unknown_field", doc, place, name) for name in unknown]
    return Book({id: Account.of(id, mine.values()) for id, mine in told.items()}), tuple(problems)


def _problem(code: str, doc: Doc, place: str, column: str = "") -> Problem:
    named = f"{doc.get('kind', '')} {doc.get('id', '')}"
    return Problem(code, detail=_plain(named), path=place, column=_plain(column))


def _plain(text: str) -> str:
    """Text from a damaged document, short and without control characters."""
    return "".join(sign for sign in text[:DETAIL] if sign.isprintable()).strip()


def entries_of(tables: Records, place: str) -> list[Entry]:
    """The whole history, oldest first; raises `BookDamaged`."""
    return [_entry(doc, place) for doc in tables.entries()]


def _entry(doc: Doc | None, place: str) -> Entry:
    try:
        return read_entry(doc or {})
    except BadDocument:
        raise BookDamaged(path=place, line=0, reason=Damage.HISTORY) from None


def news_since(number: int, tables: Records, place: str) -> tuple[Change, ...]:
    """The changes committed after `number`, oldest first, each with the very versions it put; raises `BookDamaged`.

    A commit keeps the keys of what it put. The versions are those that stand now, unless a later commit replaced or
    dropped them: then they are what that commit found before it, so the history is walked from its end. What was seen of a
    commit that was then taken back is undone first.
    """
    undone: list[Change] = []
    for doc in tables.taken_back:
        entry = _entry(doc, place)
        if entry.number <= number:
            undone.append(_inverse(entry))
            number = entry.number - 1
    later: dict[Key, Doc] = {}
    changes: list[Change] = []
    for each in range(tables.number, number, -1):
        doc = tables.entry(each) or {}
        entry = _entry(doc, place)
        put = _read(later.get(key) or tables.fact(key) for key in entry.put)
        drop = tuple(Drop(*key) for key in entry.dropped)
        changes.append(Change(entry.what, tuple(put), drop, entry.who, entry.undoes))
        later.update((key, before) for before in doc["before"] if (key := doc_key(before)) is not None)
    return (*undone, *reversed(changes))


def _inverse(entry: Entry) -> Change:
    """What leads back from a commit to the book before it."""
    stood = {fact_key(fact) for fact in entry.before}
    drop = tuple(Drop(*key) for key in entry.put if key not in stood)
    return Change(entry.what, entry.before, drop, entry.who, not entry.undoes)


def _read(docs: Iterator[Doc | None]) -> Iterator[Fact]:
    for doc in docs:
        try:
            yield from_doc(doc or {})
        except BadDocument:
            continue  # it stays in the book, and `load` names it
