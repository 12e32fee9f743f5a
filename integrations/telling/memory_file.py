"""What a channel was told, on disk: a private file a book and a channel, replaced whole while its lock is held.

A memory that cannot be read counts as none: being told twice does less harm than not being told.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from credit.report import Severity
from integrations.keeping.private import locked, make_private, replace_private
from integrations.telling.due import Memory

__all__ = ["MemoryFile"]

_PATIENCE = 60.0
"""Seconds to wait for another run: longer than any channel takes."""


class MemoryFile:
    """The memory of one channel about one book; every method may raise `OSError`."""

    def __init__(self, folder: Path, channel: str, book: str) -> None:
        """Keep the place in `folder`; `book` is where the book stands."""
        mark = hashlib.sha256(book.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        self._folder, self._path = folder, folder / f"{channel}-{mark}.json"

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Hold it, so that two runs do not tell the same; gives False where another run does not let go."""
        make_private(self._folder)
        with locked(self._path.with_suffix(".lock"), _PATIENCE) as held:
            yield held

    def read(self) -> Memory:
        """What is remembered."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            told = {str(id): (Severity(loud), date.fromisoformat(since)) for id, (loud, since) in kept["told"].items()}
            return Memory(told, date.fromisoformat(kept["digest_on"]))
        except (FileNotFoundError, ValueError, TypeError, LookupError, AttributeError):
            return Memory()

    def write(self, memory: Memory) -> None:
        """Remember this from now on."""
        told = {id: [loud, since.isoformat()] for id, (loud, since) in memory.told.items()}
        kept = {"told": told, "digest_on": memory.digest_on.isoformat()}
        replace_private(self._path, json.dumps(kept, ensure_ascii=False).encode("utf-8"))
