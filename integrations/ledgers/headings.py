"""What systems call the fields of a row, in English, Chinese and Japanese: data, read once and only where it is needed."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from unicodedata import normalize

from integrations.ledgers.fields import Kind

__all__ = ["Words", "called", "folded"]

_FILES = ("headings.toml", "headings_ja.toml")
_MARKS = re.compile(r"[\W_]+")

Words = Mapping[str, int]
"""Words for one field, folded, each with how many words of its language are more usual."""


def folded(heading: str) -> str:
    """A heading without case, marks and width, so that `E-Mail`, `e_mail`, `e mail` and `Ｅ－ｍａｉｌ` are one."""
    return _MARKS.sub(" ", normalize("NFKC", heading).casefold()).strip()


def called(kind: Kind) -> Mapping[str, Words]:
    """The words for each field of such rows; a ledger's are those of invoices."""
    return _words().get("invoices" if kind is Kind.LEDGER else kind.value, {})


@cache
def _words() -> Mapping[str, Mapping[str, Words]]:
    said: dict[str, dict[str, dict[str, int]]] = {}
    for file in _FILES:
        for kind, fields in tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8")).items():
            for name, words in fields.items():
                known = said.setdefault(kind, {}).setdefault(name, {})
                known.update((word, place) for word, place in _ranked(words) if word not in known)
    return said


def _ranked(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each word with its place among those of its language: letters of the West are one, all others another."""
    told: Counter[bool] = Counter()
    for word in map(folded, words):
        yield word, told[word.isascii()]
        told[word.isascii()] += 1
