"""Facts and history of one book as rows of a server, read and written inside whatever transaction the caller is in."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import islice
from typing import Any
from uuid import UUID

from storage.codec import Doc
from storage.entry import Key, doc_key
from storage.postgres.link import Line
from storage.sealed import encode, text_of

__all__ = ["Rows", "place_of"]

AT_ONCE = 2000
"""Rows that go to the server, or come from it, in one batch."""


def place_of(key: Key | bytes) -> bytes:
    """Where a version of a fact stands: the hash of its key (BLAKE2b, 128 bits), or of a document that has none."""
    text = key if isinstance(key, bytes) else encode([*key[:3], key[3].isoformat()])
    return blake2b(text, digest_size=16).digest()


class Rows:
    """The tables of a book, seen through one line; `number` is that of the last commit that counts for the caller."""

    def __init__(self, line: Line, number: int) -> None:
        """Look through `line`; nothing is read yet."""
        self._line = line
        self.number = number
        self.taken_back: Sequence[Doc] = ()
        self._entries: dict[int, Doc] = {}
        self._facts: dict[Key, Doc] = {}

    # -- what reading asks for ---------------------------------------------------------------------------------------

    def facts(self) -> Iterator[Doc]:
        """Documents of all versions of all facts, a batch at a time."""
        return (doc for _, doc in self.placed())

    def placed(self) -> Iterator[tuple[bytes, Doc]]:
        """The same, each with its place."""
        return ((bytes(place), doc) for place, doc in self._streamed("SELECT place, doc FROM dunnage.fact"))

    def entries(self) -> Iterator[Doc]:
        """Documents of the history, oldest first, a batch at a time."""
        return (doc for _, doc in self._streamed("SELECT number, doc FROM dunnage.entry ORDER BY number"))

    def fact(self, key: Key) -> Doc | None:
        """The document of one version."""
        return self._facts.get(key) or self.standing([key]).get(place_of(key))

    def entry(self, number: int) -> Doc | None:
        """The document of one commit."""
        return self._entries.get(number)

    def fetch_since(self, number: int) -> None:
        """Bring what was committed after `number`, and what of it stands, at once."""
        found = self._line.execute("SELECT number, doc FROM dunnage.entry WHERE number > %s ORDER BY number", (number,))
        self._entries = {each: json.loads(doc) for each, doc in found}
        keys = [key for entry in self._entries.values() for key in _put_by(entry)]
        stands = self.standing(keys)
        self._facts = {key: stands[place] for key in keys if (place := place_of(key)) in stands}

    def standing(self, keys: Sequence[Key]) -> dict[bytes, Doc]:
        """What stands of these versions, by its place."""
        found: dict[bytes, Doc] = {}
        for first in range(0, len(keys), AT_ONCE):
            places = [place_of(key) for key in keys[first : first + AT_ONCE]]
            rows = self._line.execute("SELECT place, doc FROM dunnage.fact WHERE place = ANY(%s)", (places,))
            found |= {bytes(place): json.loads(doc) for place, doc in rows}
        return found

    def number_of(self, mark: UUID) -> int:
        """Number of the commit that bears this mark; 0 where none does."""
        found = self._line.execute("SELECT number FROM dunnage.entry WHERE mark = %s", (mark,)).fetchone()
        return int(found[0]) if found else 0

    def _streamed(self, query: str) -> Iterator[tuple[Any, Doc]]:
        with self._line.cursor("dunnage_rows") as cursor:
            cursor.itersize = AT_ONCE
            for at, doc in cursor.execute(query.encode()):
                yield at, json.loads(doc)

    # -- what a commit asks for --------------------------------------------------------------------------------------

    def put(self, docs: Iterable[Doc]) -> None:
        """Put documents in, each in the place of the version it is, a batch at a time."""
        rows = ((place_of(doc_key(doc) or encode(doc)), _buyer(doc), text_of(doc).decode()) for doc in docs)
        while batch := list(islice(rows, AT_ONCE)):
            places, buyers, texts = map(list, zip(*batch, strict=True))
            self._line.execute(
                "INSERT INTO dunnage.fact (place, buyer, doc) SELECT * FROM unnest(%s::bytea[], %s::text[], %s::text[])"
                " ON CONFLICT (place) DO UPDATE SET buyer = excluded.buyer, doc = excluded.doc",
                (places, buyers, texts),
            )

    def drop(self, keys: Sequence[Key]) -> None:
        """Take versions out."""
        for first in range(0, len(keys), AT_ONCE):
            places = [place_of(key) for key in keys[first : first + AT_ONCE]]
            self._line.execute("DELETE FROM dunnage.fact WHERE place = ANY(%s)", (places,))

    def forget(self, docs: Iterable[Doc], entries: Iterable[Doc]) -> None:
        """Take documents out, and put entries in the place of those that had kept more."""
        for doc in docs:
            self._line.execute("DELETE FROM dunnage.fact WHERE place = %s", (place_of(doc_key(doc) or encode(doc)),))
        for entry in entries:
            told = (encode(entry).decode(), int(entry["number"]))
            self._line.execute("UPDATE dunnage.entry SET doc = %s WHERE number = %s", told)

    def enter(self, entries: Iterable[tuple[UUID, Doc]]) -> None:
        """Add entries to the history, each with its mark."""
        for mark, entry in entries:
            told = (int(entry["number"]), mark, encode(entry).decode())
            self._line.execute("INSERT INTO dunnage.entry (number, mark, doc) VALUES (%s, %s, %s)", told)

    def moved_on(self, number: int, link: str) -> None:
        """Say in the head which commit is the last, and its link."""
        self._line.execute("UPDATE dunnage.book SET commit = %s, link = %s", (number, link))
        self.number = number


def _put_by(entry: Doc) -> Iterator[Key]:
    for row in entry["put"]:
        key = doc_key({"customer_id": row[0], "kind": row[1], "id": row[2], "learnt_on": row[3]})
        if key is not None:
            yield key


def _buyer(doc: Mapping[str, object]) -> str:
    """The number of the buyer a document is about, in letters a column of text takes."""
    said = doc.get("id") if doc.get("kind") == "customer" else doc.get("customer_id")
    return encode(str(said or "")).decode()[1:-1]
