"""Records that only the book's passphrase opens: each locked with AES-256-GCM for the one place in the one file it lies in.

What a record is locked for (the book, the file, what it is and where in it) is told to the cipher and not written: a record that
is moved, exchanged with another or taken from an older file does not open. Every record has a random nonce of its own.
"""

import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from storage.faults import NoCipher
from storage.sealed import BadLine, encode

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

__all__ = ["FileCipher", "Key", "Lock"]

NONCE = 12
"""Bytes of a nonce: with random ones a key may lock some four thousand million records."""
MARK = "mark"
"""Under which name the head of a file bears what shows that nobody changed it."""


class Key:
    """The key of a book, and what of the way to it may stand in clear; it shows itself nowhere."""

    __slots__ = ("_aead", "told")

    def __init__(self, secret: bytes, told: Mapping[str, Any]) -> None:
        """Keep 32 secret bytes; raises `NoCipher` where the library is not installed."""
        self._aead = _library()(secret)
        self.told = told

    def for_file(self, book: str, file: str = "") -> "FileCipher":
        """What locks and opens the records of one file of this book; without its number those of a new one."""
        return FileCipher(self, book, file or uuid4().hex)

    def locked(self, data: bytes, about: bytes) -> bytes:
        """The data as text that only this key opens, and only together with `about`."""
        nonce = os.urandom(NONCE)
        return b64encode(nonce + self._aead.encrypt(nonce, data, about))

    def opened(self, text: bytes, about: bytes) -> bytes:
        """What was locked; raises `BadLine` where another key, another place or anybody's change is in the way."""
        from cryptography.exceptions import InvalidTag

        try:
            told = b64decode(text, validate=True)
            return self._aead.decrypt(told[:NONCE], told[NONCE:], about)
        except (InvalidTag, ValueError):
            raise BadLine from None


def _library() -> "type[AESGCM]":
    """The cipher of the library `cryptography`, which only encrypted books need."""
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ImportError:
        raise NoCipher from None
    return AESGCM


@dataclass(frozen=True, slots=True)
class FileCipher:
    """The key for the records of one file."""

    key: Key
    book: str
    file: str
    """What tells this file from every other that had its name before."""

    def locked(self, data: bytes, *place: object) -> bytes:
        """The data as text that opens at this place of this file alone."""
        return self.key.locked(data, self._about(*place))

    def opened(self, text: bytes, *place: object) -> bytes:
        """What was locked at this place; raises `BadLine`."""
        return self.key.opened(text, self._about(*place))

    def signed(self, head: Mapping[str, Any]) -> dict[str, Any]:
        """The head of this file, which stays in clear, with a mark that nobody without the key can make."""
        return {**head, MARK: self.locked(b"", "head", head).decode()}

    def need_signed(self, head: Mapping[str, Any], mark: object) -> None:
        """Raise `BadLine` where this is not the head that bore this mark."""
        self.opened(str(mark).encode(), "head", head)

    def _about(self, *place: object) -> bytes:
        return encode([self.book, self.file, *place])


@dataclass(frozen=True, slots=True)
class Lock:
    """What opens the record at one place of a file."""

    cipher: FileCipher
    place: tuple[object, ...]

    def opened(self, text: bytes) -> bytes:
        """What was locked there; raises `BadLine`."""
        return self.cipher.opened(text, *self.place)
