"""What a terminal hands over at once: keys of a person on a slow line, or a text that was pasted.

A terminal that does not tell a paste as one sends its letters as keys, and each would be a command. Nothing but what they say
tells the two apart: a person strikes a command or two before the next enter, moves about, or holds a key down.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from textual.events import Key
from textual.message import Message

__all__ = ["AtOnce", "Handed", "like_text", "signs_of"]

PASTED = 5
"""Keys that are each another than the one before, and no moves, from which a line is no person's: every command that is not
a move opens something, and wants an enter, a tab or an Escape before the next."""
LONGEST = 40
"""Characters of a line beyond which it is no person's, whatever opens for it."""
SOON = 1.0
"""Seconds after a pasted text in which what follows belongs to it: a long one comes in several pieces."""
ENTER, OTHER = "\r", "\0"
"""What stands for the key that ends a line, and for each that prints nothing."""


@dataclass(slots=True, eq=False)
class AtOnce:
    """Keys that one look at the terminal found."""

    signs: str
    """What each of them prints."""
    at: float
    """When they were found, by the clock that never goes back."""
    refused: bool = False
    """Whether the rest of them was taken for a pasted text."""

    def follows(self, at: float) -> bool:
        """Whether it came so soon after `at` that it belongs to what came then."""
        return self.at - at < SOON


class Handed(Message):
    """The next keys came at once."""

    def __init__(self, keys: AtOnce) -> None:
        """Tell of `keys` before each of them is."""
        super().__init__()
        self.keys = keys


def signs_of(keys: Collection[Key]) -> str:
    """One sign for each key."""
    return "".join(map(_sign, keys))


def _sign(key: Key) -> str:
    if key.key in ("enter", "ctrl+j"):
        return ENTER
    return key.character if key.is_printable and key.character is not None else OTHER


def like_text(signs: str, moves: str, opening: str) -> bool:
    """Whether a line in `signs` is pasted; `moves` only move about, and behind one of `opening` text is awaited.

    A line begins where the keys begin and behind each enter. What stands in it behind a tab or an arrow is typed into a form.
    """
    return any(_pasted(re.split(OTHER, line, maxsplit=1)[0], moves, opening) for line in signs.split(ENTER))


def _pasted(line: str, moves: str, opening: str) -> bool:
    struck = line.lstrip(moves)
    if struck and struck[0] in opening and len(line) <= LONGEST:
        return False
    return sum(sign not in moves for sign, _held in groupby(struck)) >= PASTED
