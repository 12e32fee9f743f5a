"""Terminals set for Chinese draw some glyphs two cells wide that others draw in one: lines, arrows, dashes, Greek and Cyrillic.

Unicode calls their width ambiguous (UAX 11) and no program can ask. With `--cjk` each of them gives way to one ASCII sign where a
line is painted, so every column stands straight on either kind of terminal.
"""

import unicodedata

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

__all__ = ["OneCell", "one_cell"]

UNKNOWN = "?"
SIGNS = {
    "=": "═≈≡≒≌▒",
    "-": "─━┄┅┈┉╌╍–—―‐¬",
    "|": "│┃┆┇┊┋║‖∥∣",
    "#": "█▇▆▓■◆●★▀▄▌▐▉▊▋▍▎▏",
    "_": "▁▂▃▔",
    "*": "▖▗▘▙▚▛▜▝▞▟×•‧·※☆★∙",
    "^v<>": "↑↓←→",
    "'": "‘’′´ˊˋ",
    '"': "“”″¨",
    ".": "…‥▪▫",
    "os+/%$cr": "°ß±÷‰¤¢®",
    "<>~!": "≤≥∼¡",
    "AaOoTtDdOoHhTtLlNniakeE": "ÆæŒœÞþÐđØøĦħŦŧŁłŊŋıªĸð€",
}
"""Signs that look most like the glyphs, in the order of them where they are several, else one for all."""
GREEK = dict(zip("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", "ABGDEZHTIKLMNXOPRSTYFCPO", strict=True))
CYRILLIC = dict(zip("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ", "ABVGDEZZIJKLMNOPRSTUFHCCSS'Y'EUAE", strict=True))
KNOWN = {
    **{glyph: sign for signs, glyphs in SIGNS.items() for glyph, sign in zip(glyphs, signs * len(glyphs), strict=False)},
    **{glyph.lower(): sign.lower() for glyph, sign in (GREEK | CYRILLIC).items()},
    **GREEK,
    **CYRILLIC,
}


class _Signs(dict[int, str]):
    """The sign of each glyph, found once."""

    def __missing__(self, point: int) -> str:
        self[point] = sign = _sign(chr(point))
        return sign


def _sign(glyph: str) -> str:
    """What stands for a glyph: itself where its width is certain, nothing for a mark upon another, else one ASCII sign."""
    if unicodedata.east_asian_width(glyph) != "A":
        return glyph
    if unicodedata.category(glyph) in ("Mn", "Me", "Cf"):
        return "-" if glyph == "\u00ad" else ""
    if "\u2500" <= glyph <= "\u257f":
        return KNOWN.get(glyph, "+")  # a corner or a crossing
    letter = unicodedata.normalize("NFKD", glyph)[0]
    if "\u2044" in unicodedata.normalize("NFKD", glyph):
        return UNKNOWN  # of a fraction, one figure would be another number
    return KNOWN.get(glyph) or (letter if letter.isascii() and letter.isprintable() and letter != " " else UNKNOWN)


_SIGNS = _Signs()


def one_cell(text: str) -> str:
    """`text` without a glyph of ambiguous width, as wide as it is where they take one cell."""
    return text if text.isascii() else text.translate(_SIGNS)


class OneCell(LineFilter):
    """Paints every line without a glyph of ambiguous width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, as wide as they were."""
        return [Segment(one_cell(text), style, control) for text, style, control in segments]
