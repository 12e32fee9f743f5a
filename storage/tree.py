"""A book as a tree of tables, as text: one plain JSON file, as an export writes it and older versions kept it.

The file is one JSON document with one line for each document of a table, so that a difference between two books can be
read, and a damaged line has a number. `meta` stands first, so the head of two different states of a book always differs.
"""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from storage.codec import Doc
from storage.faults import BookDamaged, Damage

__all__ = ["FACTS", "HISTORY", "META", "Tree", "lines", "parsed", "schema_of"]

Tree = dict[str, dict[str, Doc]]
"""Documents by their number, by table: what a TinyDB storage reads and writes."""

FACTS = "facts"
"""Every version of every fact."""
HISTORY = "history"
"""What was done: one document for each commit, numbered like it."""
META = "meta"
"""One document: schema, the book's own id, when it was made, number of the last commit."""


def schema_of(tree: Tree) -> int:
    """The schema a tree was written in."""
    return int(tree[META]["1"]["schema"])


def parsed(data: bytes, path: object) -> Tree:
    """The tree a file holds, in whatever schema; raises `BookDamaged` saying how it is no book."""
    if not data.strip():
        raise BookDamaged(path=str(path), line=0, reason=Damage.EMPTY)
    try:
        tree = json.loads(data.decode("utf-8"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise BookDamaged(path=str(path), line=data.count(b"\n", 0, error.start) + 1, reason=Damage.NOT_UTF8) from None
    except json.JSONDecodeError as error:
        raise BookDamaged(path=str(path), line=error.lineno, reason=Damage.NOT_JSON) from None
    except (RecursionError, ValueError):
        raise BookDamaged(path=str(path), line=0, reason=Damage.NOT_JSON) from None
    if not _is_book(tree):
        raise BookDamaged(path=str(path), line=0, reason=Damage.NOT_A_BOOK)
    if max(map(int, tree.get(HISTORY, {})), default=0) > tree[META]["1"]["commit"]:
        raise BookDamaged(path=str(path), line=0, reason=Damage.HISTORY)
    return {META: tree[META], FACTS: {}, HISTORY: {}, **tree}


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _is_book(tree: Any) -> bool:
    if not isinstance(tree, dict) or not all(_is_table(table) for table in tree.values()):
        return False
    meta = tree.get(META, {}).get("1", {})
    numbers = (meta.get("schema"), meta.get("commit"))
    if not (isinstance(meta.get("book"), str) and all(type(number) is int and number >= 0 for number in numbers)):
        return False
    return bool(meta["schema"]) and all(_is_named(doc) for doc in tree.get(FACTS, {}).values())


def _is_named(doc: Doc) -> bool:
    """Whether what says which fact it is is text, where it says it."""
    return all(isinstance(doc.get(name, ""), str) for name in ("kind", "id", "customer_id", "learnt_on"))


def _is_table(table: Any) -> bool:
    return isinstance(table, dict) and all(type(doc) is dict and id.isascii() and id.isdecimal() for id, doc in table.items())


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(", ", ": ")).encode
_encode_ascii = json.JSONEncoder(allow_nan=False, separators=(", ", ": ")).encode


def lines(tree: Tree) -> Iterator[bytes]:
    """The text of the tree in UTF-8, piece by piece, one document a line."""
    yield b"{"
    for place, (name, table) in enumerate(tree.items()):
        yield (b",\n" if place else b"\n") + _bytes(name) + b": {"
        before = b"\n"
        for id, doc in table.items():
            yield before + _bytes(id) + b": " + _bytes(doc)
            before = b",\n"
        yield b"\n}"
    yield b"\n}\n"


def _bytes(value: object) -> bytes:
    """JSON in UTF-8; half of a surrogate pair, which UTF-8 cannot hold, stands escaped."""
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:
        return _encode_ascii(value).encode()
