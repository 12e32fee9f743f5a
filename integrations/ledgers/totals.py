"""Rows of sums, as reports of many systems have them: passed over, for each says again what stands above it."""

import re
from collections.abc import Sequence
from itertools import islice

__all__ = ["total_word"]

_TOTAL = re.compile(
    r"(grand |sub[- ]?)?totals?\b.*|sum|summe|gesamt(summe)?|razem|"
    r".*[(（]?(合计|小计|总计|共计|合計|小計|総計|累計)[)）]?",
    re.IGNORECASE,
)


def total_word(cells: Sequence[str]) -> str:
    """The cell that calls its row a sum, of the first three that say anything; empty where none does."""
    told = islice(filter(None, map(str.strip, cells)), 3)
    return next((text for text in told if _TOTAL.fullmatch(text)), "")
