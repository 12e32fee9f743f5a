"""The rates amounts of a figure were told at: what one unit of each other currency is worth, of which day, and whose they are."""

from collections.abc import Iterable
from datetime import date

from tui.views.explanation import Inputs
from tui.views.snapshot import Snapshot
from wording import figures
from wording.citations import ECB, rates_named
from wording.words import _

__all__ = ["exchanged", "rates_of"]


def rates_of(on: date | None, shown: Snapshot) -> Inputs:
    """The oldest day of the rates in a figure, and whose they are; nothing where none was needed."""
    return (("rate_on", on), ("rate_source", shown.book.rates.source or ECB)) if on is not None else ()


def exchanged(codes: Iterable[str], to: str, shown: Snapshot) -> Inputs:
    """`1 EUR`: `1.25 USD of 2024-06-10`, for every currency but `to`; of one without a rate nothing."""
    told = []
    for code in sorted({*codes} - {to}):
        known = shown.book.rates.factor(code, to, shown.on)
        if known is not None:
            rate, day = known
            words = _("{rate} {currency} of {day}, {source}")
            source = rates_named(shown.book.rates.source)
            text = words.format(rate=round(rate, 6).normalize(), currency=to, day=figures.day(day), source=source)
            told.append((f"1 {code}", text))
    return tuple(told)
