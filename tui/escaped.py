"""Escape and the key behind it, which a slow line hands over in one packet.

A terminal sends Alt by the same byte as Escape. Textual reads such a pair as Alt, as one of the signs that a Mac writes with
Option (`¡` for Escape and 1), or, where more follows, as a circumflex. No command is on Alt, and a lost Escape would type into
a dialog that the user meant to leave, so an Escape that begins no sequence of the terminal is a key of its own.
"""

import re
from collections.abc import Iterable
from time import monotonic

from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.message import Message

from tui.at_once import AtOnce, Handed, signs_of

__all__ = ["EscapeApart"]

ESCAPE = "\x1b"
BEGINS = ("[", "O", "\x7f")
"""What makes a sequence with the Escape before it: the terminal's own keys and answers; and Alt with backspace, which takes a
word back in an entry."""
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
BEFORE_ESCAPE = re.compile(f"(?={ESCAPE})")


class EscapeApart(XTermParser):
    """Textual's reader of what a terminal sends, with Escape told apart at once from a key that begins no sequence.

    An Escape within pasted text is left out: behind it Textual would take the text for keys. Several keys that came at once are
    told as such before them, and so is one that came soon after.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._since_escape = ""
        """What came since the last Escape, this included; its first characters only."""
        self._pasting = False
        self._held = ""
        """Of a paste, what may be the beginning of its end."""
        self._several = AtOnce("", 0.0)
        """The last keys that came at once."""

    def feed(self, data: str) -> Iterable[Message]:
        """Keys and answers that stand in `data`, in their order; an empty text is the end of the line."""
        messages = list(self._read(data))
        keys = [message for message in messages if isinstance(message, Key)]
        found = AtOnce(signs_of(keys), monotonic())
        if len(keys) > 1 or (keys and found.follows(self._several.at)):
            yield Handed(found)
        if len(keys) > 1:
            self._several = found
        yield from messages

    def _read(self, data: str) -> Iterable[Message]:
        if not data:
            yield from super().feed(data)
        for piece in filter(None, BEFORE_ESCAPE.split(data)):
            yield from self._pasted(piece) if self._pasting else self._typed(piece)

    def _typed(self, piece: str) -> Iterable[Message]:
        """Keys, an Escape only as the first of them."""
        rest = piece.removeprefix(ESCAPE)
        if rest != piece:
            self._since_escape = ESCAPE
            yield from super().feed(ESCAPE)
        if rest:
            if self._since_escape == ESCAPE and self._timeout_time is not None and not rest.startswith(BEGINS):
                self._timeout_time = 0.0
                yield from self.tick()
            self._since_escape = (self._since_escape + rest)[: len(PASTE)]
            self._pasting = self._since_escape == PASTE
            yield from super().feed(rest)

    def _pasted(self, piece: str) -> Iterable[Message]:
        """Pasted text, up to the sequence that ends it."""
        if piece.startswith(ESCAPE):
            self._held, dropped = "", self._held
        else:
            self._held, piece, dropped = "", self._held + piece, ""
        text = dropped.removeprefix(ESCAPE)
        if piece.startswith(PASTED):
            self._pasting, self._since_escape = False, PASTED
            text += piece
        elif PASTED.startswith(piece):
            self._held = piece
        else:
            text += piece.removeprefix(ESCAPE)
        if text:
            yield from super().feed(text)
