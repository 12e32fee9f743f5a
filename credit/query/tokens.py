"""What was asked, cut into pieces that know their place, and the fault that names one of them.

Full-width Chinese signs and digits read as their narrow twins, one for one, so a place in what was typed stays a place in it.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn

from credit.problem import Fault
from credit.term_tokens import NARROW

__all__ = ["InvalidQuery", "Kind", "Token", "fail", "tokens"]

LONGEST = 500
"""Characters of one question; a paste of more is no question."""
SHOWN = 40
"""Characters of a piece that a fault repeats."""
TWINS = NARROW | {ord("“"): 0x22, ord("”"): 0x22}
SIGNS = {"≥": ">=", "≤": "<=", "≠": "!=", "==": "=", "&&": "&", "||": "|"}
"""Other ways to write a sign."""

PIECE = re.compile(
    r"""
    "(?P<quoted>[^"]*)"
  | (?P<sign> [<>!=]= | !~ | && | \|\| | [<>=~&|!()≥≤≠] )
  | (?P<open> " )
  | (?P<word> [^\s"<>=~&|!()≥≤≠]+ )
    """,
    re.VERBOSE,
)
Kind = str
"""`word`, `quoted`, `sign`, or `end`."""


class InvalidQuery(Fault):
    """A question that cannot be read.

    Facts: `token` as typed (empty at the end), `place` (index of its first character), `field` (whose sign or value
    it is, or empty), `expected` (what may stand there, as a
    tuple of examples), `near` (the closest of them, or empty) and `reason`: `word` (no such field), `near` (none, and one is
    meant), `sign`, `value`, `missing`
    (it breaks off), `stray` (nothing can stand there), `quote` (not closed), `deep` (too many parentheses), `long`, `saved` (no
    question of this name is kept), `none_saved` (none of any name).
    """

    code = "invalid_query"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece; the end of the text is an empty one."""

    text: str
    place: int
    kind: Kind = "end"

    def among(self, *signs: str) -> bool:
        """Whether it is one of these signs: in quotation marks it is none."""
        return self.kind == "sign" and self.text in signs


def tokens(text: str) -> tuple[Token, ...]:
    """The pieces of `text` in order, with an empty one at the end; raises `InvalidQuery` where a quotation is not closed."""
    if len(text) > LONGEST:
        fail(Token(text, 0), "long", (str(LONGEST),))
    narrow = text.translate(TWINS)
    found = []
    for piece in PIECE.finditer(narrow):
        kind = piece.lastgroup or ""
        token = Token(SIGNS.get(piece[kind], piece[kind]) if kind == "sign" else piece[kind], piece.start(), kind)
        if kind == "open":
            fail(Token(narrow[piece.start() :], piece.start()), "quote", ('"',))
        found.append(token)
    return (*found, Token("", len(text)))


def fail(token: Token, reason: str, expected: Collection[str], field: str = "") -> NoReturn:
    """Raise `InvalidQuery` about `token`, where it is about the sign or the value of a `field`."""
    near = get_close_matches(token.text.lower()[:SHOWN], list(expected), 1) if token.text else []
    if near and reason == "word":
        reason = "near"
    raise InvalidQuery(
        token="".join(letter for letter in token.text[:SHOWN] if letter.isprintable()),
        place=token.place,
        expected=tuple(expected),
        near=next(iter(near), ""),
        reason=reason,
        field=field,
    )
