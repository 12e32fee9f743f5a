"""Width on the terminal: how many cells a text takes, where it may be cut, and what must never reach the screen.

A Chinese glyph takes two cells and an accent none, so `len` aligns nothing. Both faces of the product measure here, with the
standard library alone; a test pins the measure to the one the screens draw by.
"""

import re
import unicodedata
from functools import lru_cache

from credit.text import printable

__all__ = ["disarmed", "fit", "pad", "safe", "width"]

_NOTHING = frozenset(("Mn", "Me", "Mc", "Cc", "Cf", "Zl", "Zp"))
"""Categories that take no cell of their own: marks, controls and format characters."""
_VISIBLE_FORMATS = frozenset("\u00ad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Format characters that have a glyph: the soft hyphen and the signs Arabic, Syriac and Kaithi write over numbers."""
_ZERO = ((0x1160, 0x11FF), (0x3164, 0x3164), (0xD7B0, 0xD7FB), (0xFFA0, 0xFFA0), (0x1F3FB, 0x1F3FF))
"""Hangul vowels and finals, which join the initial before them, its fillers, and skin tones."""
_WIDE = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D356), (0x1D360, 0x1D376))
"""Trigrams, hexagrams and counting rods: wide since Unicode 16, later than the tables of the Python in use."""
_FORMULA = re.compile(r"['\t\r\n]|\s*[=+\-@＝＋－＠]")
"""How a cell begins that some spreadsheet takes for a formula; an apostrophe, because one hides it."""
_NUMBER = re.compile(r"-[\d,]*(\.\d+)?", re.ASCII)
_CUT = ".."
"""What stands at the end of a cut text: plain ASCII, because the one-glyph ellipsis is one cell here and two there."""


@lru_cache(maxsize=8192)
def _glyph(char: str) -> int:
    """Cells of one character: 0, 1 or 2."""
    point = ord(char)
    if any(first <= point <= last for first, last in _ZERO):
        return 0
    if any(first <= point <= last for first, last in _WIDE):
        return 2
    if unicodedata.category(char) in _NOTHING:
        return int(char in _VISIBLE_FORMATS)
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Cells that `text`, made safe before, takes on a terminal."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_glyph, text))


def fit(text: str, cells: int) -> str:
    """`text` in at most so many cells, cut at a glyph's edge; `..` marks the cut where four cells or more are left."""
    if width(text) <= cells:
        return text
    mark = _CUT if cells >= 2 * len(_CUT) else ""
    room = cells - len(mark)
    kept = 0
    for char in text:
        room -= _glyph(char)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip() + mark if mark else text[:kept]


def pad(text: str, cells: int, right: bool = False) -> str:
    """`text` in exactly so many cells, cut or filled with spaces; `right` sets it against the right edge."""
    text = fit(text, cells)
    spaces = " " * (cells - width(text))
    return spaces + text if right else text + spaces


def safe(text: str) -> str:
    """`text` on one line and without anything that could speak to the terminal; one space stands for what was taken out."""
    return printable(text)


def disarmed(text: str) -> str:
    """`text` as a cell that no spreadsheet runs: an apostrophe before what looks like a formula, save a number or a dash."""
    return "'" + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
