"""The rates amounts of a figure were told at: what one unit of each other currency is worth, and the day that was published."""

from collections.abc import Iterable

from tui.views.explanation import Inputs
from tui.views.snapshot import Snapshot
from wording import figures
from wording.words import _

__all__ = ["exchanged"]


def exchanged(codes: Iterable[str], to: str, shown: Snapshot) -> Inputs:
    """`1 EUR`: `1.25 USD of 2024-06-10`, for every currency but `to`; of one without a rate nothing."""
    told = []
    for code in sorted({*codes} - {to}):
        known = shown.book.rates.factor(code, to, shown.on)
        if known is not None:
            rate, day = known
            words = _("{rate} {currency} of {day}")
            text = words.format(rate=round(rate, 6).normalize(), currency=to, day=figures.day(day))
            told.append((f"1 {code}", text))
    return tuple(told)
