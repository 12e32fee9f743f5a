"""One line of the grid as text: what each of its cells reads in the room it has.

Everything is counted in terminal cells, so a Chinese name and a Latin one leave the date behind them in the same place.
Text from outside is made harmless here once more, whatever an import let through.
"""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from tui.views.fitting import Slot
from tui.views.table import Align, Column

__all__ = ["centred", "clip", "figure", "head", "line", "safe", "signed", "wrapped"]

GAP = 1
"""Cells between two columns."""
MARK = "* "
"""What stands before a row that is marked."""
CUT = "~"
"""Says that a text goes on; ASCII, because the one-glyph ellipsis is two cells wide on some Chinese terminals."""

_CHINESE = re.compile("[\u2e80-\uffef]")
_PIECE = re.compile("\\s+|[（《「“‘]*(?:[\u2e80-\uffef]|[^\\s\u2e80-\uffef]+)[，。、；：！？）》」”’%]*|\\S")
"""What stays together: a glyph or a run of Latin signs, with the punctuation that may not begin or end a line."""
_HARMFUL = (
    *range(0x20),  # C0
    *range(0x7F, 0xA0),  # DEL and C1
    0x061C,  # bidirectional marks, embeddings, overrides and isolates: they reorder a line's figures
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),  # surrogates cannot be sent to a terminal
)
_SPACES = (0x09, 0x0A, 0x0D, 0x2028, 0x2029)
_DISPUTED = (
    *(0x00AD, 0x200B, 0x200C, 0x200D, 0xFE0E, 0xFE0F, 0xFEFF),
    *range(0x2060, 0x2066),
    *range(0x206A, 0x2070),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
)
"""Glyphs without a body, over whose width terminals disagree: left out, so that columns stay aligned."""

_REPLACED: dict[int, str | None] = dict.fromkeys(_HARMFUL, "?")
_REPLACED |= dict.fromkeys(_SPACES, " ") | dict.fromkeys(_DISPUTED)


def safe(text: str) -> str:
    """Text that cannot steer a terminal: controls become `?`, line ends a space, bodiless glyphs nothing."""
    return text if text.isprintable() and text.isascii() else text.translate(_REPLACED)


def clip(text: str, width: int) -> str:
    """Text of exactly `width` cells, ending in `~` when it was cut; half of a wide glyph becomes a space."""
    text = safe(text)
    if width > 1 and cell_len(text) > width:
        return set_cell_size(text, width - 1) + CUT
    return set_cell_size(text, width)


def figure(text: str, width: int) -> str:
    """A figure at the right of exactly `width` cells; `###` when it does not fit: a cut amount is another amount."""
    text = safe(text)
    room = width - cell_len(text)
    return " " * room + text if room >= 0 else "#" * width


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Lines of at most `width` cells, broken at spaces where there are some; at least one line, padded by nothing.

    Chinese has none: it is broken between its glyphs, never within a number or a word, and no line begins with its punctuation.
    """
    return tuple(line for part in text.split("\n") for line in _wrapped(safe(part), max(2, width)))


def _wrapped(text: str, width: int) -> list[str]:
    if cell_len(text) <= width or not _CHINESE.search(text):
        return [piece.plain.rstrip() for piece in Content(text).wrap(width)] or [text.rstrip()]
    lines = [""]
    for found in _PIECE.findall(text):
        piece = found
        if cell_len(lines[-1] + piece.rstrip()) > width and lines[-1].strip():
            lines.append("")
            piece = piece.lstrip()
        while cell_len(piece.rstrip()) > width:
            taken = set_cell_size(piece, width).rstrip()
            lines[-1:] = [taken, ""]
            piece = piece[len(taken) :]
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def centred(text: str, width: int, height: int) -> tuple[str, ...]:
    """A sentence in the middle of a place, wrapped; only as many lines as there are down to its last."""
    lines = wrapped(text, width)
    above = ("",) * (max(0, height - len(lines)) // 2)
    return above + tuple(" " * ((width - cell_len(line)) // 2) + line for line in lines)


def head(columns: Sequence[Column], slots: Sequence[Slot], width: int) -> str:
    """Line of headings, exactly `width` cells; a heading stands on its column's side."""
    return _joined((_heading(columns[slot.index], slot) for slot in slots), width)


def line(cells: Sequence[str], slots: Sequence[Slot], width: int) -> str:
    """Line of one row, exactly `width` cells."""
    return _joined((_cell(cells[slot.index], slot) for slot in slots), width)


def signed(cells: Sequence[str], columns: Sequence[Column]) -> tuple[str, ...]:
    """The cells of a marked row: the sign stands before the text of the column that grows."""
    place = next((place for place, column in enumerate(columns) if column.grows), 0)
    return (*cells[:place], f"{MARK}{cells[place]}", *cells[place + 1 :])


def _cell(text: str, slot: Slot) -> str:
    return figure(text, slot.width) if slot.align is Align.RIGHT else clip(text, slot.width)


def _heading(column: Column, slot: Slot) -> str:
    title = _signed(safe(column.title), column.sign, slot.width) if column.sign else safe(column.title)
    fits = slot.align is Align.RIGHT and cell_len(title) <= slot.width
    return figure(title, slot.width) if fits else clip(title, slot.width)


def _signed(title: str, sign: str, width: int) -> str:
    """The heading with its sign behind a space where there is room for one; without any its last letter gives way."""
    spare = width - cell_len(title) - len(sign)
    return f"{title} {sign}" if spare > 0 else (title if spare == 0 else set_cell_size(title, width - len(sign))) + sign


def _joined(cells: Iterable[str], width: int) -> str:
    return set_cell_size((" " * GAP).join(cells), width)
