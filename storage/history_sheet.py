"""The history as rows: one for each commit, and below it one for each version it put in or took out and each it replaced.

A reader sorts and filters by who, when and which buyer; the rows of a commit in their order read back to the very entry.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from storage.cells import armed, disarmed, writable_text
from storage.codec import Doc
from storage.entry import doc_key
from storage.sealed import encode

__all__ = ["HEADING", "entries_in", "rows_of_entry"]

HEADING = ["number", "at", "who", "what", "undoes", "act", "customer_id", "kind", "id", "learnt_on", "hash", "document"]
COMMIT, ENTRY, PUT, DROP, BEFORE = "commit", "entry", "put", "drop", "before"
"""What a row tells: a commit; one that can only be told as JSON; a version put, dropped, or as it was before."""
LISTS = {PUT, DROP, BEFORE}
TEXTS = ("at", "who", "what", "chain")


def rows_of_entry(doc: Doc) -> Iterator[list[str]]:
    """The rows of one commit."""
    if not _usual(doc):
        yield [str(doc.get("number", "")), "", "", "", "", ENTRY, "", "", "", "", "", _json(doc)]
        return
    first = [str(doc["number"]), *(disarmed(doc[name]) for name in TEXTS[:3]), str(doc["undoes"]).lower()]
    rest = {name: value for name, value in doc.items() if name not in {"number", "undoes", *TEXTS, *LISTS}}
    yield [*first, COMMIT, "", "", "", "", disarmed(doc.get("chain", "")), _json(rest) if rest else ""]
    for act in (PUT, DROP):
        for row in doc[act]:
            told = [*map(disarmed, row), ""] if len(row) == 4 else list(map(disarmed, row))
            yield [*first, act, *told, ""]
    for before in doc[BEFORE]:
        key = doc_key(before)
        named = [*map(disarmed, key[:3]), key[3].isoformat()] if key and all(map(writable_text, key[:3])) else [""] * 4
        yield [*first, BEFORE, *named, "", _json(before)]


def _usual(doc: Doc) -> bool:
    """Whether columns hold all of it."""
    texts = [doc.get(name) for name in TEXTS[:3]] + ([doc["chain"]] if "chain" in doc else [])
    if not all(map(writable_text, filter(None, texts))) or None in texts or doc.get("chain", "-") == "":
        return False
    if type(doc.get("number")) is not int or type(doc.get("undoes")) is not bool:
        return False
    keys = [row for act in (PUT, DROP) for row in _list(doc.get(act))]
    return doc.keys() >= LISTS and all(map(_key, keys)) and all(isinstance(each, dict) for each in _list(doc[BEFORE]))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [None]


def _key(row: Any) -> bool:
    return isinstance(row, list) and 4 <= len(row) <= 5 and all(part and writable_text(part) for part in row)


def _json(value: object) -> str:
    return encode(value).decode()


def entries_in(rows: Iterable[Sequence[str]]) -> Iterator[Doc]:
    """The entries of the rows; raises `ValueError` or `LookupError` where they are none that `rows_of_entry` wrote."""
    entry: Doc | None = None
    for row in rows:
        number, at, who, what, undoes, act, *key, hashed, told = row
        if act in (COMMIT, ENTRY):
            if entry is not None:
                yield entry
            entry = json.loads(told) if act == ENTRY else _begun(number, [at, who, what], undoes == "true", hashed, told)
            continue
        if entry is None:
            raise ValueError(act)
        parts = [armed(part) for part in [*key, hashed]]
        entry[act].append(json.loads(told) if act == BEFORE else parts if parts[4] else parts[:4])
    if entry is not None:
        yield entry


def _begun(number: str, texts: Sequence[str], undoes: bool, chain: str, more: str) -> Doc:
    doc: Doc = {"number": int(number), **dict(zip(TEXTS, map(armed, texts), strict=False)), "undoes": undoes}
    rest = json.loads(more) if more else {}
    return {**doc, PUT: [], DROP: [], BEFORE: [], **rest, **({"chain": armed(chain)} if chain else {})}
