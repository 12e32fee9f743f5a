"""One entry of a book's history: what one commit put in, took out, and what stood there before.

The history is what the audit and colleagues at other terminals live on, so an entry keeps what was replaced, not only its name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from credit.account import Fact
from credit.change import Change
from storage.codec import BadDocument, Doc, from_doc

__all__ = ["Entry", "Key", "doc_key", "entry_doc", "fact_key", "read_entry"]

Key = tuple[str, str, str, date]
"""Buyer, kind, id and the day it was learnt: one version of one fact in the whole book."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit."""

    number: int
    """Counted from 1, without gaps."""
    at: datetime
    """Moment of the commit, as its caller said."""
    who: str
    what: str
    undoes: bool
    put: tuple[Key, ...] = ()
    """Versions put in, new or in the place of the same version."""
    dropped: tuple[Key, ...] = ()
    """Versions taken out and not put in again."""
    before: tuple[Fact, ...] = ()
    """What was replaced or dropped, as it stood; a document that was no fact is left out here and kept in the book."""

    def about(self, customer_id: str) -> "Entry":
        """The part of this entry that is about one buyer."""
        return replace(
            self,
            put=tuple(key for key in self.put if key[0] == customer_id),
            dropped=tuple(key for key in self.dropped if key[0] == customer_id),
            before=tuple(fact for fact in self.before if fact.customer_id == customer_id),
        )


def fact_key(fact: Fact) -> Key:
    """Which version of which fact this is, in the whole book."""
    return (fact.customer_id, fact.kind, fact.id, fact.learnt_on)


def doc_key(doc: Mapping[str, Any]) -> Key | None:
    """The key of a fact's document, or `None` where it does not say."""
    try:
        kind, id = doc["kind"], doc["id"]
        return (id if kind == "customer" else doc["customer_id"], kind, id, date.fromisoformat(doc["learnt_on"]))
    except (KeyError, TypeError, ValueError):
        return None


def entry_doc(
    number: int, change: Change, at: datetime, put: Mapping[Key, str], dropped: Iterable[Key], before: Iterable[Doc]
) -> Doc:
    """The document of one commit; `put` tells the hash of each document beside its key."""
    return {
        "number": number,
        "at": at.isoformat(),
        "who": change.who,
        "what": change.what,
        "undoes": change.undoes,
        "put": [[buyer, kind, id, day.isoformat(), digest] for (buyer, kind, id, day), digest in put.items()],
        "drop": [[*key[:3], key[3].isoformat()] for key in dropped],
        "before": list(before),
    }


def read_entry(doc: Mapping[str, Any]) -> Entry:
    """The entry of a document; raises `BadDocument` where it is none."""
    try:
        return Entry(
            number=int(doc["number"]),
            at=datetime.fromisoformat(doc["at"]),
            who=str(doc["who"]),
            what=str(doc["what"]),
            undoes=bool(doc["undoes"]),
            put=_keys(doc["put"]),
            dropped=_keys(doc["drop"]),
            before=tuple(_facts(doc["before"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadDocument("history") from None


def _keys(rows: Iterable[Sequence[str]]) -> tuple[Key, ...]:
    return tuple([(row[0], row[1], row[2], date.fromisoformat(row[3])) for row in rows])


def _facts(docs: Iterable[Mapping[str, Any]]) -> Iterable[Fact]:
    for doc in docs:
        try:
            yield from_doc(doc)
        except BadDocument:
            continue
