"""How a book's file, or one that lies beside it, is locked: told from its first line, without the key."""

import re
from pathlib import Path

__all__ = ["is_locked"]

BEGINNING = 1 << 13
"""Bytes in which the first line of whatever is locked tells so."""
_LOCKED = re.compile(rb'[0-9a-f]{8} (\{.*"mark":"[^"]+"\}\n|\[\d+,(true|false),\d+,")')


def is_locked(path: Path) -> bool:
    """Whether nobody without the passphrase can read it; of what cannot be told nothing good is assumed."""
    try:
        if not path.is_file():  # a pipe would wait for ever
            return False
        with path.open("rb") as file:
            return _LOCKED.match(file.read(BEGINNING)) is not None
    except OSError:
        return False
