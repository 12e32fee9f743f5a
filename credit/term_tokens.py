"""Payment terms cut into pieces that know their place, and the fault that names one of them.

Full-width Chinese punctuation and digits read as their narrow twins, one for one, so a place in what was typed stays a place in
what was typed.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import NoReturn

from credit.problem import Fault

__all__ = ["Cursor", "InvalidTerms", "Reason", "Token", "tokens"]

NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x3001: 0x2C}
"""Full-width forms of Unicode to ASCII; the ideographic space and comma besides."""

PIECE = re.compile(
    r"""
    (?P<number> [0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)? | [0-9]+(?:\.[0-9]+)? )
  | (?P<word> b/?l[ _]copy\b | n/(?=[0-9]) | [^\W\d]+(?:/[^\W\d]+)? )
  | (?P<sign> \S )
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Reason(StrEnum):
    """Why a piece of terms cannot stand."""

    UNKNOWN = "unknown"
    """It is not one of the words that may stand here."""
    MISSING = "missing"
    """The clause ends where something must follow."""
    TWICE = "twice"
    """It was said before."""
    RANGE = "range"
    """The number is too small, too large or no whole one."""
    SHARES = "shares"
    """The shares do not make up the whole."""
    ALONE = "alone"
    """A discount stands with one instalment only."""
    NOTHING_LEFT = "nothing_left"
    """The percentages make 100 already, and nothing is left for the rest."""


class InvalidTerms(Fault):
    """Payment terms that cannot be read.

    Facts: `token` as typed, in narrow forms (empty at the end), `place` (index of its first character), `expected` (what may be
    typed there, as a tuple of examples), `near` (the closest of them, or empty) and `reason` (a `Reason`).
    """

    code = "invalid_terms"


@dataclass(frozen=True, slots=True)
class Token:
    """One number, word or sign as it was typed; the end of the text is an empty one."""

    text: str
    place: int
    kind: str = "end"
    """`number`, `word`, `sign` or `end`."""

    @property
    def key(self) -> str:
        """The word in small letters, without the slash of T/T or B/L."""
        return self.text if self.kind == "sign" else self.text.lower().replace("/", "").replace(" ", "_")


def tokens(text: str) -> tuple[Token, ...]:
    """The pieces of `text` in order, with an empty one at the end."""
    narrow = text.translate(NARROW)
    pieces = (Token(found.group(), found.start(), found.lastgroup or "") for found in PIECE.finditer(narrow))
    return (*pieces, Token("", len(text)))


@dataclass(slots=True)
class Cursor:
    """Walks over the pieces of one text, and fails where it stands."""

    pieces: tuple[Token, ...]
    index: int = field(default=0, init=False)

    def peek(self, ahead: int = 0) -> Token:
        """The piece here, or so many further on; the end stays the end."""
        return self.pieces[min(self.index + ahead, len(self.pieces) - 1)]

    def take(self) -> Token:
        """The piece here; steps over it."""
        token = self.peek()
        self.index += 1
        return token

    def skip(self, keys: Collection[str]) -> bool:
        """Whether one of `keys` stood here; steps over it if so."""
        found = self.peek().key in keys
        self.index += found
        return found

    def counts(self, units: Collection[str]) -> bool:
        """Whether a number of one of `units` stands here."""
        return self.peek().kind == "number" and self.peek(1).key in units

    def at_break(self) -> bool:
        """Whether a clause ends here."""
        return self.peek().key in {";", ","} or self.peek().kind == "end"

    def fail(self, expected: Collection[str], reason: Reason = Reason.UNKNOWN, token: Token | None = None) -> NoReturn:
        """Raise `InvalidTerms` about `token`, or about the piece here."""
        if token is None:
            token = self.peek()
            reason = Reason.MISSING if reason is Reason.UNKNOWN and self.at_break() else reason
        raise InvalidTerms(
            token="".join(letter for letter in token.text[:40] if letter.isprintable()),
            place=token.place,
            expected=tuple(str(word) for word in expected),
            near=_near(token, expected),
            reason=reason,
        )


def _near(token: Token, expected: Collection[str]) -> str:
    if token.kind != "word":
        return ""
    by_key = {word.lower().removeprefix("@"): str(word) for word in expected}
    return by_key.get(next(iter(get_close_matches(token.key[:40], list(by_key), 1)), ""), "")
