"""The tables of a book: every version of every fact, and what was done, as TinyDB holds them.

A fact's document is numbered by its key, so where a version stands is known without a list of all of them; the history is
numbered by commit. One commit is one record over both tables.
"""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b

from credit.change import Change
from storage.chain import Link, digest, linked
from storage.codec import Doc
from storage.delta_table import Database
from storage.entry import Key, doc_key, entry_doc
from storage.sealed import Told, encode
from storage.shelves import Shelves
from storage.tree import FACTS, HISTORY

__all__ = ["FACTS", "HISTORY", "Tables", "number_of"]

BITS = 52
"""Bits of a fact's number: what any reader of JSON takes for a whole number."""


def number_of(doc: Doc) -> int:
    """The number a document begins to look for its place at: from its key, or from all of it where it has none."""
    return _number(doc_key(doc) or encode(doc))


def _number(key: Key | bytes) -> int:
    if not isinstance(key, bytes):
        buyer, kind, id, day = key
        key = f"{buyer}\0{kind}\0{id}\0{day.isoformat()}".encode("utf-8", "surrogatepass")
    return (int.from_bytes(blake2b(key, digest_size=8).digest()) >> (64 - BITS)) + 1


class Tables:
    """Facts and history of one book."""

    def __init__(self, shelves: Shelves) -> None:
        """Stand on these shelves; nothing is read yet."""
        self._shelves = shelves
        database = Database(storage=lambda: shelves)
        self._facts, self._history = database.table(FACTS), database.table(HISTORY)

    @property
    def number(self) -> int:
        """Number of the last commit."""
        return self._shelves.number

    @property
    def taken_back(self) -> list[Doc]:
        """What the history said of commits that were seen and never confirmed, until somebody heeds it."""
        return self._shelves.taken_back

    def facts(self) -> Iterator[Doc]:
        """Documents of all versions of all facts, page after page; not to be changed."""
        return (doc for sheet in self._shelves.shelf(FACTS).sheets() for _, doc in sheet)

    def fact(self, key: Key) -> Doc | None:
        """The document of one version; where a book holds two of it, the one that counts."""
        places = self._places(key)
        return self._shelves.shelf(FACTS)[places[-1]] if places else None

    def entries(self) -> Iterator[Doc]:
        """Documents of the history, oldest first."""
        shelf = self._shelves.shelf(HISTORY)
        return (shelf.in_turn(number) for number in sorted(shelf))

    def entry(self, number: int) -> Doc | None:
        """The document of one commit."""
        return self._shelves.shelf(HISTORY).get(number)

    def record(self, change: Change, put: Mapping[Key, Told], at: datetime) -> None:
        """Put and drop, and write down what was done, as one commit; raises what writing raises, and then nothing stands."""
        with self._shelves.commit():
            gone = dict.fromkeys((drop.customer_id, *drop.version) for drop in change.drop)
            dropped = [key for key in gone if key not in put and self._places(key)]
            places = [place for key in [*put, *dropped] for place in self._places(key)] if len(self._shelves.shelf(FACTS)) else []
            shelf = self._shelves.shelf(FACTS)
            before = [shelf[place] for place in places]
            self._lay(places, [(_number(key), doc) for key, doc in put.items()])
            digests = {key: digest(doc) for key, doc in put.items()}
            self.enter(entry_doc(self.number + 1, change, at, digests, dropped, before))

    def remove(self, places: Collection[int]) -> None:
        """Take out what stands at these numbers, inside a commit."""
        self._lay(places, [])

    def _lay(self, places: Collection[int], docs: Sequence[tuple[int, Doc]]) -> None:
        """Take out what stands at these numbers and put documents in, each with the number it begins to look for its place at."""
        behind = self._behind(places)
        if places:
            self._facts.remove(doc_ids=[*places, *behind])
        standing = [*((number_of(doc), doc) for doc in behind.values()), *docs]
        if standing:
            self._facts.lay(self._placed(standing))

    def enter(self, entry: Doc) -> None:
        """Write the entry of the next commit down behind the last, linked to it, inside a commit."""
        self._history.lay([(self.number + 1, linked(entry, self._last_link()))])

    def _last_link(self) -> Link:
        last = self.entry(self.number)
        return Link(str(last.get("chain", ""))) if last is not None else Link("")

    def _behind(self, places: Collection[int]) -> dict[int, Doc]:
        """What stands right behind these numbers: it may have been turned away from them, and nobody looks past a free one."""
        shelf = self._shelves.shelf(FACTS)
        found: dict[int, Doc] = {}
        for place in places:
            at = place + 1
            while at in shelf:
                if at not in places:
                    found[at] = shelf[at]
                at += 1
        return found

    def _placed(self, docs: Sequence[tuple[int, Doc]]) -> list[tuple[int, Doc]]:
        """The documents under free numbers, each the first from its own on."""
        placed: dict[int, Doc] = {}
        shelf = self._shelves.shelf(FACTS)
        taken: Container[int] = shelf if len(shelf) else ()
        if not len(shelf) and len({number for number, _doc in docs}) == len(docs):  # nothing can be turned away from its place
            return [*docs]
        for number, doc in docs:
            place = number
            while place in placed or place in taken:
                place += 1
            placed[place] = doc
        return [*placed.items()]

    def _places(self, key: Key) -> list[int]:
        """Where this version stands: from its own number on, as long as numbers are taken."""
        shelf, place = self._shelves.shelf(FACTS), _number(key)
        found = []
        while place in shelf:
            if doc_key(shelf[place]) == key:
                found.append(place)
            place += 1
        return found
