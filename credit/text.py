"""Which characters of a text from outside are never shown, so that all who read or show one agree.

A name or an answer may hold what moves the cursor, turns the direction of a line or takes no room. What is shown loses all
of it; what is kept loses only what nobody spells a name with.
"""

import re

__all__ = ["legible", "printable"]

_STEERING = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
"""C0 and C1, marks and overrides of direction, and halves of characters, which cannot be sent at all."""
_BREAKS = "\t\n\r\u2028\u2029"
_BODILESS = "\u00ad\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufe0e\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
"""Hints without a glyph on which terminals disagree: soft hyphens, joiners, variation selectors, byte order marks, tags."""

_NEVER_SHOWN = re.compile(f"[{_STEERING}{_BREAKS}]+")
_NO_GLYPH = re.compile(f"[{_BODILESS}]+")
_NEVER_KEPT = re.compile(f"[{_STEERING}\u200b\u2028\u2029\u2060\ufeff]+")


def printable(text: str) -> str:
    """`text` on one line and without anything that could speak to a terminal; one space stands for what was taken out.

    What has no glyph of its own is left out without a space. What is printable already stays as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    return _NO_GLYPH.sub("", _NEVER_SHOWN.sub(" ", text))


def legible(text: str) -> str:
    """`text` of many lines without controls, marks of direction and spaces of no width; tabs, line ends and joiners stay."""
    return _NEVER_KEPT.sub("", text)
