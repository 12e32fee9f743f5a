"""What lies beside a book and is no part of it: put aside by a recovery, replaced by a restore, kept when it was brought forward.

None of it is ever removed unasked: it may be the only place where something still stands. Half written files are, for nothing was
ever confirmed under their names.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from credit.problem import Fault, Problem
from storage.journal import Ending
from storage.lock import locked
from storage.opening import Beside

__all__ = ["Leftover", "Remains", "clear_halves", "free_replaced", "left_out", "leftovers"]


class Remains(StrEnum):
    """What a leftover is."""

    TORN = "torn"
    """A record whose writer died before it was confirmed."""
    BAD = "bad"
    """A damaged record that may have been confirmed."""
    REPLACED = "replaced"
    """The book, or its journal, that stood here before a restore."""
    BEFORE = "before"
    """The book in its older form."""
    HALF = "half"
    """A file that was being written when its writer died; removed when the book is opened next."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """One file beside a book."""

    path: Path
    what: Remains


def leftovers(book: Path) -> tuple[Leftover, ...]:
    """Everything beside the book that this program left there, by name; empty where the folder cannot be read."""
    name, stem = re.escape(book.name), re.escape(book.stem)
    ways = {
        Remains.TORN: rf"{name}\.torn-\d+(-\d+)?",
        Remains.BAD: rf"{name}\.bad-\d+(-\d+)?",
        Remains.REPLACED: rf"{name}\.replaced-\d+(\.journal)?",
        Remains.BEFORE: rf"{stem}\.before(-\d+)?\.json",
    }
    ways[Remains.HALF] = rf"\.({name}|{name}\.journal|{name}\.first-\w+|{'|'.join(ways.values())})\.tmp"
    try:
        names = sorted(entry.name for entry in book.parent.iterdir())
    except OSError:
        return ()
    return tuple(Leftover(book.with_name(each), what) for each in names for what, way in ways.items() if re.fullmatch(way, each))


def left_out(ending: Ending, place: str) -> tuple[Problem, ...]:
    """What is to be told of a book that is read and not mended: the end of its journal is no whole record, and does not count."""
    return () if ending is Ending.CLEAN else (Problem(f"left_out_{ending.value}", path=place),)


def clear_halves(book: Path) -> None:
    """Remove what was being written when its writer died, unless somebody is writing now: then it may be that writer's."""
    if not _halves(book):
        return
    with suppress(Fault, OSError), locked(book, wait=0):
        for half in _halves(book):
            half.unlink()


def _halves(book: Path) -> list[Path]:
    return [each.path for each in leftovers(book) if each.what is Remains.HALF]


def free_replaced(book: Path) -> Path:
    """A free name for the book that stands here, with which its journal's is free too."""
    places = (book.with_name(f"{book.name}.replaced-{count}") for count in range(1, 10**6))
    return next(place for place in places if not (place.exists() or Beside(place).journal.exists()))
