"""Bodies that cannot hurt: bounded while they arrive, strict when they are read.

A small compressed answer can unfold to gigabytes, and a lenient parser lets the last of two keys win, so that an "A"
overwrites an "E". Both are decided here, before anything looks at what the answer says.
"""

import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import NoReturn, TypeAlias

from integrations.endings import Reason, Setback

__all__ = ["CAPS", "Caps", "Json", "read_bounded", "strict_json"]

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | Decimal | bool | None"
"""A parsed document; numbers with a point or an exponent are Decimals, never floats."""

MAX_DEPTH = 64
MAX_DIGITS = 40
MAX_EXPONENT = 30
"""Largest power of ten: no amount, ratio or count in the trade comes near it."""

_GZIP = 31  # zlib's window bits: the largest window, and a gzip header is required
_PIECE = 65_536
_HOLDERS = (dict, list)
_PLAIN = 30
"""Signs of a number without an exponent that can be neither too long nor too large."""
_ESCAPE = re.compile(
    r"\\(?:(?P<pair>u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?P<lone>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Caps:
    """The most an answer may weigh, in bytes."""

    wire: int = 8 << 20
    decoded: int = 32 << 20


CAPS = Caps()
"""The caps of a provider nobody set others for."""


def read_bounded(chunks: Iterable[bytes], encoding: str = "", caps: Caps = CAPS) -> bytes:
    """Collect a body as it arrives and decode it; memory stays flat until the size after decoding is known to be allowed.

    `encoding` is the Content-Encoding; only gzip was asked for. The decoded size is counted while chunks arrive and what
    comes out is thrown away, so a bomb costs its wire bytes and one chunk.
    """
    kind = encoding.strip().lower()
    if kind not in ("", "identity", "gzip", "x-gzip"):
        raise Setback(Reason.UNASKED_ENCODING)
    gauge = _Gauge(caps.decoded) if kind.endswith("gzip") else None
    wire = bytearray()
    for chunk in chunks:
        wire += chunk
        if len(wire) > min(caps.wire, caps.decoded if gauge is None else caps.wire):
            raise Setback(Reason.TOO_LARGE)
        if gauge is not None:
            gauge.feed(chunk)
    if gauge is None:
        return bytes(wire)
    gauge.finish()
    return zlib.decompress(wire, _GZIP)


class _Gauge:
    """Measures a gzip body without keeping it."""

    def __init__(self, cap: int) -> None:
        self._cap = cap
        self._size = 0
        self._inflate = zlib.decompressobj(_GZIP)

    def feed(self, chunk: bytes) -> None:
        """Count what one chunk unfolds to; bytes behind the end of the stream make it corrupt."""
        while chunk:
            self._count(chunk)
            if self._inflate.unused_data:
                raise Setback(Reason.CORRUPT_GZIP)
            chunk = self._inflate.unconsumed_tail

    def finish(self) -> None:
        """Refuse a stream without its end."""
        while not self._inflate.eof and self._count(b""):
            pass  # what did not fit the last piece is still held inside
        if not self._inflate.eof:
            raise Setback(Reason.TRUNCATED)

    def _count(self, chunk: bytes) -> int:
        """Unfold one piece, add its size and let it go."""
        try:
            size = len(self._inflate.decompress(chunk, _PIECE))
        except zlib.error:
            raise Setback(Reason.CORRUPT_GZIP) from None
        self._size += size
        if self._size > self._cap:
            raise Setback(Reason.TOO_LARGE)
        return size


def strict_json(body: bytes) -> Json:
    """Parse one JSON document of RFC 8259, UTF-8 with or without a mark, and nothing that could be read in two ways."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Setback(Reason.NOT_UTF8) from None
    if not text.strip():
        raise Setback(Reason.EMPTY_BODY)
    if "\\u" in text:
        text = _ESCAPE.sub(_without_lone_surrogate, text)
    try:
        value: Json = (_CHECKED if _has_odd_number(text) else _PLAIN_NUMBERS).decode(text)
    except RecursionError:
        raise Setback(Reason.TOO_DEEP) from None
    except ValueError:
        raise Setback(Reason.NOT_JSON) from None
    if text.count("[") + text.count("{") > MAX_DEPTH:
        _check_depth(value)
    return value


def _has_odd_number(text: str) -> bool:
    """Whether there may be a number with an exponent, or one too long to be plain: only those can be out of range.

    Digits in a text may look like one, and then every number is looked at.
    """
    shapes = text.encode("utf-8").translate(_SHAPES)
    return b"0e" in shapes or _LONG in shapes


def _check_depth(value: Json) -> None:
    """Go down level by level; what is left below the last one allowed is too deep."""
    level: list[Json] = [value]
    for _ in range(MAX_DEPTH):
        below: list[Json] = []
        for outside in level:
            if isinstance(outside, dict):
                below += [inside for inside in outside.values() if type(inside) in _HOLDERS]
            elif isinstance(outside, list):
                below += [inside for inside in outside if type(inside) in _HOLDERS]
        if not below:
            return
        level = below
    raise Setback(Reason.TOO_DEEP)


def _without_lone_surrogate(escape: re.Match[str]) -> str:
    """Keep every escape but half a pair, which no file could store: the replacement character stands for it."""
    return r"\ufffd" if escape["lone"] else escape[0]


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Setback(Reason.DUPLICATE_KEY)
    return found


def _no_constant(_name: str) -> NoReturn:
    raise Setback(Reason.NUMBER_OUT_OF_RANGE)


def _decimal(text: str) -> Decimal:
    """Read a number with a point or an exponent; one with an absurd exponent is no Decimal at all."""
    if len(text) <= _PLAIN and "e" not in text and "E" not in text:
        return Decimal(text)
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Setback(Reason.NUMBER_OUT_OF_RANGE) from None
    if len(number.as_tuple().digits) > MAX_DIGITS or abs(number.adjusted()) > MAX_EXPONENT:
        raise Setback(Reason.NUMBER_OUT_OF_RANGE)
    return number


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS and len(text.lstrip("-")) > MAX_DIGITS:
        raise Setback(Reason.NUMBER_OUT_OF_RANGE)
    return int(text)


_SHAPES = bytes(ord("0") if chr(sign) in "0123456789." else ord("e") if chr(sign) in "eE" else ord(" ") for sign in range(256))
"""What is left of a text where only the shapes of numbers count: digits and points, exponents, all else."""
_LONG = b"0" * (_PLAIN + 1)
_PLAIN_NUMBERS = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=Decimal)
_CHECKED = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_decimal, parse_int=_integer)
