"""Numbers for what a system exports without one.

A number is made of what the row says, so the same export twice makes the same numbers. Two rows that say the same are two
things unless the mapping calls them copies; the second is told apart by its place among its equals.
"""

from collections import Counter
from hashlib import sha256

__all__ = ["Numbering", "fingerprint"]


class Numbering:
    """Numbers given so far in one file."""

    def __init__(self) -> None:
        """Start with no number given."""
        self.given: Counter[tuple[str, str]] = Counter()

    def unique(self, customer: str, number: str) -> str:
        """`number`, with `#2`, `#3` and so on where this buyer has it already."""
        self.given[customer, number] += 1
        count = self.given[customer, number]
        return number if count == 1 else f"{number}#{count}"


def fingerprint(*parts: object) -> str:
    """Eight letters and digits that stand for these parts in this order."""
    return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:8]
