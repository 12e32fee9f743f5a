"""What a file that is not UTF-8 was written in, by how its bytes follow each other.

Chinese of GB2312 stands in pairs of high bytes whose first is one of the common characters; Japanese of Shift-JIS begins its
syllables with 0x82 and 0x83, and most characters below 0xA0, where GB18030 has rare ones; a Western text has its high bytes alone
among letters, a Central European one has there what would be signs in the West, or the letters of a Czech; Cyrillic has them in
runs, mostly small letters. UTF-16 without its mark has every second byte empty in what is plain.
"""

import re

__all__ = ["likely", "wide"]

_HIGH = re.compile(rb"[\x80-\xff]+[\x40-\x7e]?")
_LETTERS = bytes(range(0x40, 0x7F))
_SOME = 8
"""High bytes without which Cyrillic is not told from noise."""
_LOOKED_AT = 1 << 20
"""Bytes that are looked at."""


_POLISH = re.compile(rb"[A-Za-z][\xb3\xb9\xbf\x9f\xbe](?=[A-Za-z])|[a-z]\xb3(?=[\s,;\"]|$)|\b[\xa3\xa5\xaf\x8f][a-z]")
"""Letters of Poland and Slovakia, where the West has signs."""
_CZECH = (b"\xf8", b"\xec\xf9\xe8")
"""One that a Czech text has, and others of which it has one too."""
_WIDE = 20
"""One byte of so many must be empty in UTF-16: separators, figures and ends of lines are plain in every language."""


def wide(raw: bytes) -> str:
    """UTF-16 without its mark, by which bytes are empty; empty where it is something else."""
    part = raw[:_LOOKED_AT]
    first, second = part[0::2].count(0), part[1::2].count(0)
    if len(raw) % 2 or max(first, second) * _WIDE < len(part) or min(first, second) * _WIDE > max(first, second):
        return ""
    return "utf-16-be" if first > second else "utf-16-le"


def _central(raw: bytes) -> bool:
    """Whether a text whose high bytes stand alone among letters is Polish, Czech or Slovak, not Western."""
    first, others = _CZECH
    return _POLISH.search(raw) is not None or (first in raw and any(byte in others for byte in raw))


def likely(raw: bytes) -> tuple[str, ...]:
    """The encodings to try, the likeliest first; the others could read nearly any bytes and say nothing."""
    runs = _HIGH.findall(raw[:_LOOKED_AT])
    if not runs:
        return ("gb18030",)
    pairs = [run[place : place + 2] for run in runs for place in range(0, len(run) - 1, 2)]
    kana = sum(pair[0] in (0x82, 0x83) and pair[1] >= 0x40 for pair in pairs)
    first = sum(0x81 <= pair[0] <= 0x9F for pair in pairs)
    common = sum(0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs)
    alone = sum(len(run.rstrip(_LETTERS)) == 1 for run in runs)
    small = sum(byte >= 0xE0 for run in runs for byte in run)
    high = sum(byte >= 0x80 for run in runs for byte in run)
    if 2 * alone > len(runs):
        return ("cp1250" if _central(raw[:_LOOKED_AT]) else "cp1252", "gb18030")
    if pairs and (3 * kana > len(pairs) or 2 * first > len(pairs)):
        return ("cp932", "gb18030")
    if high >= _SOME and 2 * common < len(pairs) and 2 * small > high:
        return ("cp1251", "gb18030")
    return ("gb18030",)
