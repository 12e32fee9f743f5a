"""From a passphrase to the key of a book, by scrypt: slow on purpose, so that guessing passphrases is slow too.

The passphrase is asked for when a book turns out to be encrypted and not before, and is kept nowhere; the key it was made into is
kept while the program runs, because a book is opened more than once. The salt and the cost stand in the head of the book.
"""

import os
from collections.abc import Callable, Mapping
from hashlib import scrypt
from hmac import compare_digest
from pathlib import Path
from typing import Any
from unicodedata import normalize

from storage.cipher import Key
from storage.faults import BookDamaged, BookEncrypted, Damage, PassphraseWrong

__all__ = ["CIPHER", "KDF", "Passphrase", "key_of"]

CIPHER, KDF = "AES-256-GCM", "scrypt"
COST = {"n": 1 << 17, "r": 8, "p": 1}
"""What a guess costs: 128 MiB and some tenths of a second (OWASP's least for scrypt). A book keeps the cost it was made with."""
ROOM = 1 << 29
"""Bytes a head may ask for: a changed one must not take the machine's memory."""
SALT, SECRET, CHECK = 16, 32, 16
"""Bytes of salt, key, and of what tells a wrong passphrase from a damaged book."""


class Passphrase:
    """A passphrase that is known by the way to ask for it."""

    __slots__ = ("_ask", "_keys")

    def __init__(self, ask: Callable[[], str]) -> None:
        """Remember how to ask; what asking raises is raised where a key is needed."""
        self._ask = ask
        self._keys: list[Key] = []

    def fresh(self) -> Key:
        """A new key, for a book that is to be written; raises `NoCipher`."""
        salt = os.urandom(SALT)
        told = {"cipher": CIPHER, "kdf": KDF, **COST, "salt": salt.hex()}
        derived = self._derived(salt, told)
        return self._kept(derived, {**told, "check": derived[SECRET:].hex()})

    def key(self, told: Mapping[str, Any], path: Path) -> Key:
        """The key of the book at `path`, whose head tells this of it; raises `PassphraseWrong`, `BookDamaged` or `NoCipher`."""
        told = {name: value for name, value in told.items() if name != "file"}
        try:
            salt, check = bytes.fromhex(told["salt"]), bytes.fromhex(told["check"])
            _need_known(told)
        except (TypeError, ValueError, LookupError):
            raise BookDamaged(path=str(path), line=1, reason=Damage.SNAPSHOT) from None
        for key in self._keys:
            if key.told == told:
                return key
        try:
            derived = self._derived(salt, told)
        except ValueError:  # a cost no book of ours has, and the library does not take
            raise PassphraseWrong(path=str(path)) from None
        if not compare_digest(derived[SECRET:], check):
            raise PassphraseWrong(path=str(path))
        return self._kept(derived, told)

    def _kept(self, derived: bytes, told: Mapping[str, Any]) -> Key:
        self._keys.append(Key(derived[:SECRET], told))
        return self._keys[-1]

    def _derived(self, salt: bytes, told: Mapping[str, Any]) -> bytes:
        """The bytes scrypt makes of it; letters that can be written in two ways are one."""
        words = normalize("NFC", self._ask()).encode("utf-8", "surrogatepass")
        cost = {name: int(told[name]) for name in COST}
        return scrypt(words, salt=salt, maxmem=2 * ROOM, dklen=SECRET + CHECK, **cost)


def _need_known(told: Mapping[str, Any]) -> None:
    """Raise `ValueError` where the head names another way to the key, or one that takes more memory than any book of ours."""
    n, r, p = (told[name] for name in COST)
    if any(type(each) is not int or each < 1 for each in (n, r, p)) or n < 2 or n & (n - 1):
        raise ValueError
    if 128 * n * r > ROOM or p > 16 or told["cipher"] != CIPHER or told["kdf"] != KDF or len(told["salt"]) != 2 * SALT:
        raise ValueError


def key_of(told: Mapping[str, Any], passphrase: Passphrase | None, path: Path) -> Key:
    """The key of an encrypted book; raises `BookEncrypted` where no passphrase was named."""
    if passphrase is None:
        raise BookEncrypted(path=str(path))
    return passphrase.key(told, path)
