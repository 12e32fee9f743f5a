"""An amount and its currency written as one word, `1200USD` or `USD 1,200`: two words of the grammar, which asks for both.

A word is taken apart only where the line says nothing as it stands, so that a number of an invoice that ends in the letters of a
currency stays one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

__all__ = ["taken_apart"]

_NUMBER = r"[-+]?[0-9][0-9.,']*"
_TOGETHER = re.compile(rf"(?P<amount>{_NUMBER}) ?(?P<code>[A-Za-z]{{3}})|(?P<first>[A-Za-z]{{3}}) ?(?P<then>{_NUMBER})")
_MOST = 4
"""Amounts of one line at most."""


def taken_apart(words: Sequence[str]) -> Iterator[list[str]]:
    """The line with one of such words as two, then with two of them, and so on; those at its end first."""
    found = {at: match for at, word in enumerate(words) if (match := _TOGETHER.fullmatch(word))}
    places = [*found][-_MOST:]
    for count in range(1, len(places) + 1):
        for those in sorted(combinations(places, count), reverse=True):
            yield [part for at, word in enumerate(words) for part in (_parts(found[at]) if at in those else (word,))]


def _parts(match: re.Match[str]) -> tuple[str, str]:
    return (match["amount"] or match["then"]), (match["code"] or match["first"]).upper()
