"""What a file that is not UTF-8 was written in, by how its bytes follow each other.

Chinese of GB2312 stands in pairs of high bytes whose first is one of the common characters; Japanese of Shift-JIS begins its
syllables with 0x82 and 0x83; a Western text has its high bytes alone among letters; Cyrillic has them in runs, mostly small
letters.
"""

import re

__all__ = ["likely"]

_HIGH = re.compile(rb"[\x80-\xff]+[\x40-\x7e]?")
_LETTERS = bytes(range(0x40, 0x7F))
_SOME = 8
"""High bytes without which Cyrillic is not told from noise."""
_LOOKED_AT = 1 << 20
"""Bytes that are looked at."""


def likely(raw: bytes) -> tuple[str, ...]:
    """The encodings to try, the likeliest first; the others could read nearly any bytes and say nothing."""
    runs = _HIGH.findall(raw[:_LOOKED_AT])
    if not runs:
        return ("gb18030",)
    pairs = [run[place : place + 2] for run in runs for place in range(0, len(run) - 1, 2)]
    kana = sum(pair[0] in (0x82, 0x83) and pair[1] >= 0x40 for pair in pairs)
    common = sum(0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs)
    alone = sum(len(run.rstrip(_LETTERS)) == 1 for run in runs)
    small = sum(byte >= 0xE0 for run in runs for byte in run)
    high = sum(byte >= 0x80 for run in runs for byte in run)
    if 2 * alone > len(runs):
        return ("cp1252", "gb18030")
    if pairs and 3 * kana > len(pairs):
        return ("cp932", "gb18030")
    if high >= _SOME and 2 * common < len(pairs) and 2 * small > high:
        return ("cp1251", "gb18030")
    return ("gb18030",)
