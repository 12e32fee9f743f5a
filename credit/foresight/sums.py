"""What a sum of invoices brings, each of them with a chance: its mean, and the amounts that are reached with a given chance.

Of few invoices every case is gone through; of many the sum is taken for a gamma distribution, which is skewed as sums of amounts
are, with the invoices of one buyer counted as paid together or not at all; its quantiles are those of Wilson and Hilferty. These
are estimates, told in whole minor units; no debt is reckoned with them, and no amount of a debt is ever a float.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from statistics import NormalDist
from typing import NamedTuple

__all__ = ["HALF", "SURE", "Part", "Total", "by_week"]

HALF, SURE = 0.5, 0.8
"""As likely as not, and four cases of five."""
NORMAL, CERTAIN = NormalDist(), 1e12
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


class Total:
    """The sum of what these invoices may bring."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.mean = sum(part.minor * part.chance for part in parts)
        """What is expected, in minor units."""
        self._whole = sum(part.minor for part in parts)
        self._cases = _cases(parts) if len(parts) <= FEW else []
        self._shape = 0.0
        if not self._cases:
            by_buyer: defaultdict[str, float] = defaultdict(float)
            for part in parts:
                by_buyer[part.buyer] += part.minor * (part.chance * (1 - part.chance)) ** 0.5
            spread = sum(each * each for each in by_buyer.values())
            self._shape = self.mean * self.mean / spread if spread else CERTAIN

    def reached(self, share: float) -> int:
        """The largest amount that is reached with at least this chance."""
        if self._cases:
            return next((came for came, likely in self._cases if likely >= share - TIE), 0)
        root: float = 1 - 1 / (9 * self._shape) - NORMAL.inv_cdf(share) / (3 * self._shape**0.5)
        return round(min(self.mean * max(root, 0.0) ** 3, self._whole))


def _cases(parts: Sequence[Part]) -> list[tuple[int, float]]:
    """Every amount that may come, the largest first, and how likely at least so much comes."""
    cases = {0: 1.0}
    for _, minor, chance in parts:
        after: defaultdict[int, float] = defaultdict(float)
        for came, likely in cases.items():
            after[came] += likely * (1 - chance)
            after[came + minor] += likely * chance
        cases = after
    amounts = sorted(cases, reverse=True)
    return list(zip(amounts, accumulate(cases[came] for came in amounts), strict=True))


def by_week(by: Sequence[float]) -> Iterable[tuple[int, float]]:
    """From the chances of being paid by the end of each week those of being paid in each."""
    for week, (before, after) in enumerate(zip((0.0, *by), by, strict=False)):
        if after - before > SMALL:
            yield week, after - before
