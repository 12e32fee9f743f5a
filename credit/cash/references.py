"""Which invoices a payer means by the numbers it wrote, where it spelt them otherwise: `INV 001042`, `1042`, `inv-1042`.

The digits decide, without leading zeros, and only where they are three or more and a single open invoice has them.
"""

from collections import defaultdict
from collections.abc import Sequence

__all__ = ["meant_by"]

LEAST = 3
"""Digits below which a number could be anything."""


def meant_by(written: Sequence[str], open_numbers: Sequence[str]) -> tuple[str, ...]:
    """The open numbers that `written` means, in the payer's order; whatever could mean two is left out."""
    by_digits: defaultdict[str, list[str]] = defaultdict(list)
    for number in open_numbers:
        by_digits[_digits(number)].append(number)
    found: list[str] = []
    for number in written:
        key = _digits(number)
        meant = [number] if number in open_numbers else by_digits.get(key, []) if len(key) >= LEAST else []
        found += [each for each in meant if len(meant) == 1 and each not in found]
    return tuple(found)


def _digits(number: str) -> str:
    return "".join(mark for mark in number if mark.isdecimal()).lstrip("0")
