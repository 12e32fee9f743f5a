"""A line of a book file: its checksum, then one JSON document. What does not match its checksum is no line.

Text stays text, so that a book can be read by people; the checksum tells a torn or flipped byte from what was written.
"""

import json
import json.encoder
from collections.abc import Callable, Mapping
from typing import Any
from zlib import crc32

__all__ = ["CHECKSUM", "BadLine", "Told", "encode", "sealed", "text_of", "unsealed"]

CHECKSUM = 8
"""Hexadecimal digits a line begins with."""
MARK = CHECKSUM + 1
"""Bytes before the document: the checksum and a space."""


class BadLine(ValueError):  # noqa: N818 - it never leaves this package: a fault of the book does
    """A line that is not what was written."""


_plain = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":"))
_encode_ascii = json.JSONEncoder(check_circular=False, allow_nan=False, separators=(",", ":")).encode


def _kept_engine() -> Callable[[object], str]:
    """`_plain.encode` with its engine made once: made anew for each document it costs a third of the work."""
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return _plain.encode
    engine = make(None, _plain.default, json.encoder.encode_basestring, None, ":", ",", False, False, False)
    return lambda value: "".join(engine(value, 0))


_encode = _kept_engine()


def encode(value: object) -> bytes:
    """JSON in UTF-8 on one line; half of a surrogate pair, which UTF-8 cannot hold, stands escaped."""
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:
        return _encode_ascii(value).encode()


class Told(dict[str, Any]):
    """A document in the order of its fields' names, with its text, which is made once for who hashes it and who writes it.

    Nobody changes it.
    """

    __slots__ = ("text",)

    def __init__(self, doc: Mapping[str, Any], *, ordered: bool = False) -> None:
        """Keep `doc`, its fields in order, as they are where it is `ordered` already, and its text."""
        super().__init__(doc if ordered else sorted(doc.items()))
        self.text = encode(self)


def text_of(doc: object) -> bytes:
    """A document as JSON in UTF-8, made once where it is told."""
    return doc.text if isinstance(doc, Told) else encode(doc)


def sealed(value: object) -> bytes:
    """The line of a document, its end included."""
    body = encode(value)
    return b"%08x %b\n" % (crc32(body), body)


def unsealed(line: bytes) -> Any:
    """The document of a line; raises `BadLine` where it has no end, another checksum, or is no document."""
    body = line[MARK:-1]
    if line[-1:] != b"\n" or line[:CHECKSUM] != b"%08x" % crc32(body) or line[CHECKSUM:MARK] != b" ":
        raise BadLine
    try:
        return json.loads(body)
    except ValueError:
        raise BadLine from None
