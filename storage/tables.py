"""The tables of a book as TinyDB holds them in memory, from one reading of the file to the next.

TinyDB writes its whole file at every call; behind its own `CachingMiddleware` it writes once, when told to, so one commit is
one write across all tables. Where each version stands is kept in a dictionary: no fact is looked for by walking over
the others.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import cast

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import Storage
from tinydb.table import Document

from credit.change import Change
from storage.codec import Doc
from storage.entry import Key, doc_key, entry_doc
from storage.tree import FACTS, HISTORY, META, Tree

__all__ = ["Tables"]


class Tables:
    """Facts with the places of their versions, history, and the book's own document."""

    def __init__(self, storage: Storage) -> None:
        """Read the book; raises what `storage.read` raises."""
        self._cache = CachingMiddleware(lambda: storage)  # type: ignore[no-untyped-call]  # tinydb leaves it unannotated
        self._cache.WRITE_CACHE_SIZE = sys.maxsize
        database = TinyDB(storage=self._cache)
        self._facts, self._history, self._meta = (database.table(name) for name in (FACTS, HISTORY, META))
        self._places: dict[Key, list[int]] = {}
        for number, doc in self.tree[FACTS].items():
            key = doc_key(doc)
            if key is not None:
                self._places.setdefault(key, []).append(int(number))

    @property
    def tree(self) -> Tree:
        """Everything, as it would be written; not to be changed."""
        return cast("Tree", self._cache.read())  # type: ignore[no-untyped-call]  # tinydb leaves it unannotated

    @property
    def book_id(self) -> str:
        """What tells this book from every other."""
        return str(self.tree[META]["1"]["book"])

    @property
    def number(self) -> int:
        """Number of the last commit."""
        return int(self.tree[META]["1"]["commit"])

    def facts(self) -> Iterable[Doc]:
        """Documents of all versions of all facts, in the order they came in."""
        return self.tree[FACTS].values()

    def fact(self, key: Key) -> Doc | None:
        """The document of one version."""
        places = self._places.get(key)
        return self.tree[FACTS][str(places[-1])] if places else None

    def entries(self) -> Iterator[Doc]:
        """Documents of the history, oldest first."""
        return iter(self.tree[HISTORY].values())

    def entry(self, number: int) -> Doc | None:
        """The document of one commit."""
        return self.tree[HISTORY].get(str(number))

    def record(self, change: Change, put: dict[Key, Doc], at: datetime) -> None:
        """Put and drop, write down what was done, and write the book; raises what writing raises.

        When it raises, these tables hold what the file does not: they are not to be used again.
        """
        gone = dict.fromkeys((drop.customer_id, *drop.version) for drop in change.drop)
        dropped = [key for key in gone if key in self._places and key not in put]
        before = self._take_out([*put, *dropped])
        if put:
            self._places.update(zip(put, ([place] for place in self._facts.insert_multiple(put.values())), strict=True))
        number = self.number + 1
        self._history.insert(Document(entry_doc(number, change, at, put, dropped, before), number))
        self._meta.update({"commit": number}, doc_ids=[1])
        self._cache.flush()  # type: ignore[no-untyped-call]  # tinydb leaves it unannotated

    def _take_out(self, keys: Iterable[Key]) -> list[Doc]:
        """Remove what stands under these keys, and say what it was."""
        places = [place for key in keys for place in self._places.pop(key, ())]
        facts = self.tree[FACTS]
        before = [facts[str(place)] for place in places]
        if places:
            self._facts.remove(doc_ids=places)
        return before
