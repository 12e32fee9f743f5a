"""Buyers' names and numbers, and amounts if asked for, hidden on a shared screen in the one place where a line is painted.

Whatever draws it, an entry of Textual's own too, and however it was cut or wrapped, a line passes here last; and nothing that is
hidden here can be written down, copied or sent, because it is hidden from the eye alone. Each glyph gives way to one as wide.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum
from unicodedata import category

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

__all__ = ["Hides", "Hiding", "Secrets"]

NARROW, WIDE, DIGIT = "x", "某", "#"
_HAN = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
HAN = re.compile(f"[{_HAN}]+")
"""Chinese and Japanese, which stand without blanks."""
WORD = re.compile(rf"[^\W_{_HAN}]+")
WHOLE = re.compile(rf"[^\W_{_HAN}](?:(?:[^\W_{_HAN}]|[.@/+&'-])*[^\W_{_HAN}])?")
"""A number, an address or a word, with the signs within it."""
COMMON = frozenset(
    {
        "and", "asa", "bhd", "bvba", "company", "corp", "corporation", "der", "eurl", "fze", "fzco", "gmbh", "group", "holding",
        "holdings", "import", "imports", "inc", "international", "jsc", "kft", "limited", "llc", "llp", "ltd", "ltda", "ooo",
        "oyj", "plc", "pte", "pty", "sarl", "sas", "sdn", "spa", "srl", "the", "trade", "traders", "trading", "und", "van", "von",
        "zoo",
    }
)  # fmt: skip
"""Words of so many companies that they tell nothing of one; they stay, unless a name has no other."""
COMMON_HAN = re.compile("股份有限公司|有限责任公司|有限公司|进出口|公司|集团|贸易|国际")
FIGURE = re.compile(r"(?<![\d-])(\d{4}-\d\d(?:-\d\d)?)(?![\d-])|\d[\d.,]*\d")
"""A day or a month, which stays, or a figure of two digits and more."""
LEAST = 3
"""Letters of a cut word, or digits of a number, from which it tells something."""
YEAR = 4
"""Digits of a year, which is typed in a day."""
CUT = ("~", "..")
"""What stands behind a text that was cut."""


class Hides(IntEnum):
    """How much is hidden, each of them with what stands before it."""

    NOTHING = 0
    WHO = 1
    FIGURES = 2

    @property
    def following(self) -> "Hides":
        """What the key goes to."""
        return Hides((self + 1) % len(Hides))


class Secrets:
    """What must not be read: words of names, and numbers whole."""

    def __init__(self, questions: Collection[str] = ()) -> None:
        """Begin with nothing; words of `questions` are read while they are typed, whatever name begins so."""
        self._questions = questions
        self._whole: set[str] = set()
        self._begins: set[str] = set()
        self._first: set[str] = set()
        """Beginnings too short to tell anything of a name but to whoever sees it typed on."""
        self._ends: set[str] = set()
        self._signs: set[str] = set()
        self._pairs: set[str] = set()
        """Two Han characters that follow each other in a name."""

    def learn(self, names: Iterable[str], numbers: Iterable[str]) -> None:
        """From now on nothing of these is read."""
        for name in names:
            words = set(filter(_tells, WORD.findall(name.casefold())))
            for word in {word for word in words - COMMON if len(word) >= LEAST} or words:
                self._add(word)
            for run in HAN.findall(COMMON_HAN.sub(" ", name)) or HAN.findall(name):
                self._pairs |= {run[place : place + 2] for place in range(len(run) - 1)}
            self._signs |= {glyph for glyph in name if category(glyph) == "So"}
        for number in numbers:
            for part in WHOLE.findall(number.casefold()):
                if _tells(part):
                    self._add(part)

    def _add(self, word: str) -> None:
        self._whole.add(word)
        self._begins |= {word[:end] for end in range(LEAST, len(word))}
        self._first |= {word[:end] for end in range(1, LEAST)}
        self._ends |= {word[start:] for start in range(1, len(word) - LEAST)}

    def hidden(self, text: str, *, typed: bool = False) -> str:
        """`text` with every secret in it replaced, glyph for glyph; of what is `typed` every word that begins as one."""
        found = WHOLE.sub(lambda match: self._read(match, text, typed), text)
        if self._pairs and HAN.search(found):
            found = HAN.sub(lambda match: self._read_han(match[0], typed), found)
        return "".join(_covered(glyph) if glyph in self._signs else glyph for glyph in found) if self._signs else found

    def _under_way(self, word: str) -> bool:
        """Whether a word may be that of a name, by its first letters; a figure may be one from more digits than a year has."""
        if word in self._questions:
            return False
        if not any(map(str.isalpha, word)):
            return len(word) > YEAR and word in self._begins
        return word[:LEAST] in (self._begins if len(word) >= LEAST else self._first) or word[:LEAST] in self._whole

    def _read(self, match: re.Match[str], line: str, typed: bool) -> str:
        """A word or number as it may be read."""
        whole, first, last = match[0], match.start(), match.end()
        ends = last == len(line) or line.startswith(CUT, last)
        if whole.casefold() in self._whole or (ends and whole.casefold() in self._begins):
            return _covered(whole)
        if typed and self._under_way(whole.casefold()):
            return _covered(whole)

        def read(part: re.Match[str]) -> str:
            word = part[0].casefold()
            cut, scrolled = ends and first + part.end() == last, first + part.start() == 0
            secret = word in self._whole or (cut and word in self._begins) or (scrolled and word in self._ends)
            return _covered(part[0]) if secret or (typed and self._under_way(word)) else part[0]

        return WORD.sub(read, whole)

    def _read_han(self, run: str, typed: bool) -> str:
        covered = {place for place, glyph in enumerate(run) if typed and any(glyph == pair[0] for pair in self._pairs)}
        for place in range(len(run) - 1):
            if run[place : place + 2] in self._pairs:
                covered |= {place, place + 1}
        return "".join(WIDE if place in covered else glyph for place, glyph in enumerate(run))


class Hiding(LineFilter):
    """Paints every line without what is secret; with `figures`, without figures, and of an entry, what is `typed` into it."""

    def __init__(self, secrets: Secrets, *, figures: bool = False, typed: bool = False) -> None:
        super().__init__()
        self._secrets, self._figures, self._typed = secrets, figures, typed

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, as long as they were."""
        line = "".join(segment.text for segment in segments)
        hidden = self._secrets.hidden(line, typed=self._typed)
        if self._figures:
            hidden = FIGURE.sub(lambda match: match[1] or "".join(map(_digit, match[0])), hidden)
        return segments if hidden == line else list(_parted(hidden, segments))


def _parted(line: str, segments: Sequence[Segment]) -> Iterable[Segment]:
    """`line` in pieces as long as the segments."""
    start = 0
    for segment in segments:
        end = start + len(segment.text)
        yield Segment(line[start:end], segment.style, segment.control)
        start = end


def _tells(word: str) -> bool:
    """Whether a word tells anything of a buyer: a letter alone does not, nor a number that could be any figure."""
    return len(word) >= LEAST if word.isdigit() else len(word) > 1


def _digit(glyph: str) -> str:
    return glyph if not glyph.isdigit() else DIGIT if cell_len(glyph) == 1 else WIDE


def _covered(text: str) -> str:
    return "".join(WIDE if cell_len(glyph) == cell_len(WIDE) else NARROW if glyph.isalnum() else glyph for glyph in text)
