"""The first page of a book: what a screen showed last of the whole of it, so that a large book can be looked at while it is read.

Made from facts and worth nothing without them: it may be lost or out of date at any time, it is no part of a copy or of the
history, and what is kept of another book, or of more commits than there are, is none. Beside a book in a file it is a file for
each name, locked where the book is; whoever is to be forgotten may stand on it, so it goes where facts are taken out for good.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.atomic import let_go, replace_file
from storage.cipher import Key
from storage.sealed import encode, sealed, unsealed

__all__ = ["Beside", "FirstPage", "forget_first_pages"]

LARGEST = 1 << 22
"""Bytes a page may have: more was not written here."""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What was shown, and how old it is."""

    told: Mapping[str, Any]
    """As whoever kept it told it."""
    behind: int
    """Commits that were made since."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Where the page of one name stands beside a book in a file, and what it has to be of."""

    book: Path
    id: str
    """What tells the book from every other."""
    number: int
    """Its last commit."""
    key: Key | None
    """What the book is locked with."""
    name: str

    def keep(self, told: Mapping[str, Any]) -> None:
        """Keep it as the page of the last commit; raises what a disk that will not have it raises."""
        text = told if self.key is None else self.key.locked(encode(told), self._about(self.number)).decode()
        replace_file(self._place, [sealed([self.id, self.number, text])], own=True)

    def found(self) -> FirstPage | None:
        """What was kept; `None` where that is nothing, or cannot be read, or is not of this book."""
        try:
            id, number, told = unsealed(self._bytes())
            if self.key is not None:
                told = json.loads(self.key.opened(told.encode(), self._about(number)))
            known = id == self.id and 0 <= number <= self.number and isinstance(told, dict)
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        return FirstPage(told, self.number - number) if known else None

    @property
    def _place(self) -> Path:
        return self.book.with_name(f"{self.book.name}.first-{self.name}")

    def _about(self, number: int) -> bytes:
        return encode([self.id, "first", self.name, number])

    def _bytes(self) -> bytes:
        with self._place.open("rb") as file:
            return file.read(LARGEST)


def forget_first_pages(book: Path) -> None:
    """Remove every page that is kept beside the book."""
    kept = re.compile(rf"{re.escape(book.name)}\.first-\w+")
    let_go(each for each in book.parent.iterdir() if kept.fullmatch(each.name))
