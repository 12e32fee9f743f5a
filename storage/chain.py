"""The chain of the history: each entry carries a hash over itself and the one before it, so that none can be changed unseen.

The documents an entry put and replaced stand in it by their own hashes alone: what a person's data was can be purged, and that
something stood there, and when, cannot be.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NewType

from storage.codec import Doc
from storage.sealed import Told, encode

__all__ = ["Link", "broken_link", "digest", "link_of", "linked"]

Link = NewType("Link", str)
"""The hash of an entry and of all before it; empty before the first."""
SIGNS = 32
"""Hexadecimal digits of a document's hash that are kept."""


def digest(doc: Doc) -> str:
    """The hash of a document, whatever the order of its fields."""
    return sha256((doc if isinstance(doc, Told) else Told(doc)).text).hexdigest()[:SIGNS]


def link_of(entry: Mapping[str, Any], before: Link) -> Link:
    """The hash of an entry behind the one before it (SHA-256)."""
    told = {name: value for name, value in entry.items() if name not in ("chain", "before", "purged")}
    told["before"] = entry["before_digests"] if "before_digests" in entry else [digest(doc) for doc in entry["before"]]
    told.pop("before_digests", None)
    return Link(sha256(before.encode() + encode(dict(sorted(told.items())))).hexdigest())


def linked(entry: Doc, before: Link) -> Doc:
    """The entry with its link."""
    return {**entry, "chain": link_of(entry, before)}


def broken_link(entries: Iterable[Mapping[str, Any]]) -> int | None:
    """Number of the first entry whose link is not what it must be; `None` where the chain holds.

    Entries from before there was a chain stand at its beginning without a link. A document of what stood before may be missing
    only where a later entry tells that its buyer was purged.
    """
    before = Link("")
    lacking: list[tuple[int, set[str]]] = []
    """Entries that lack documents nobody is known to have purged yet, and whose they may have been."""
    for entry in entries:
        link = entry.get("chain")
        if link is None and not before:
            continue
        before = link_of(entry, before)
        if link != before or _strange(entry):
            return int(entry["number"])
        if len(entry.get("before_digests", ())) > len(entry["before"]):
            lacking.append((int(entry["number"]), _buyers(entry)))
        if entry.get("purged") and entry["what"] == "purge":
            lacking = [(number, whose) for number, whose in lacking if whose.isdisjoint(_buyers(entry))]
    return lacking[0][0] if lacking else None


def _strange(entry: Mapping[str, Any]) -> bool:
    """Whether it holds a document of what stood before whose hash it does not tell."""
    if "before_digests" not in entry:
        return False
    told = Counter(entry["before_digests"])
    told.subtract(digest(doc) for doc in entry["before"])
    return any(count < 0 for count in told.values())


def _buyers(entry: Mapping[str, Any]) -> set[str]:
    return {str(row[0]) for row in (*entry["put"], *entry["drop"])}
