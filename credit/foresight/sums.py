"""What a sum of invoices brings, each of them with a chance: its mean, and the amounts that are reached with a given chance.

Of few invoices every case is gone through; of many the sum is taken for normal, with the invoices of one buyer counted as paid
together or not at all. These are estimates, told in whole minor units; no debt is reckoned with them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from statistics import NormalDist
from typing import NamedTuple

__all__ = ["Part", "by_week", "reached", "sums"]

HALF, SURE = 0.5, 0.8
FEW = 10
"""Invoices up to which every case is gone through: 1,024 of them."""
TIE = 1e-9
SMALL = 0.001
"""Chance below which an invoice is no case of a week."""


class Part(NamedTuple):
    """What one invoice may bring in a week."""

    buyer: str
    minor: int
    chance: float


def reached(parts: Sequence[Part], share: float) -> int:
    """The largest amount that is reached with at least this chance."""
    if len(parts) <= FEW:
        return _by_cases(parts, share)
    mean = sum(part.minor * part.chance for part in parts)
    by_buyer: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        by_buyer[part.buyer] += part.minor * (part.chance * (1 - part.chance)) ** 0.5
    spread: float = sum(each * each for each in by_buyer.values()) ** 0.5
    whole = sum(part.minor for part in parts)
    return round(min(max(mean - NormalDist().inv_cdf(share) * spread, 0), whole))


def _by_cases(parts: Sequence[Part], share: float) -> int:
    cases = {0: 1.0}
    for _, minor, chance in parts:
        after: defaultdict[int, float] = defaultdict(float)
        for came, likely in cases.items():
            after[came] += likely * (1 - chance)
            after[came + minor] += likely * chance
        cases = after
    amounts = sorted(cases, reverse=True)
    beyond = accumulate(cases[came] for came in amounts)
    return next((came for came, likely in zip(amounts, beyond, strict=True) if likely >= share - TIE), 0)


def by_week(by: Sequence[float]) -> Iterable[tuple[int, float]]:
    """From the chances of being paid by the end of each week those of being paid in each."""
    for week, (before, after) in enumerate(zip((0.0, *by), by, strict=False)):
        if after - before > SMALL:
            yield week, after - before


def sums(parts: Sequence[Part]) -> tuple[int, int, int]:
    """What is expected, what is reached as likely as not, and what is reached in four cases of five."""
    return round(sum(part.minor * part.chance for part in parts)), reached(parts, HALF), reached(parts, SURE)
