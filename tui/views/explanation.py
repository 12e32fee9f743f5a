"""One figure and how it came to be, as every page and script is told it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.money import Money, total
from credit.reason import OWN_LEDGER, Reason
from wording.reasons import reason as reason_sentence

__all__ = ["Explained", "Inputs", "because", "heaviest", "percent"]

SHOWN = 20
"""Amounts told one by one; the others are summed."""

Inputs = tuple[tuple[str, object], ...]
"""Names and values of what went into a figure."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One figure and how it came to be."""

    figure: str
    """Its name for scripts; a key of `FORMULAS`, with what it is about behind a colon where there are several."""
    value: object
    inputs: tuple[tuple[str, object], ...]
    """Name and value of everything that went into it."""
    on: date
    """Day it is of."""
    source: str = OWN_LEDGER
    """Where its inputs come from."""
    about: str = ""
    """Which of several it is, in words."""


def because(reasons: Iterable[Reason]) -> Inputs:
    """Reasons as inputs of a figure."""
    return tuple(("why", reason_sentence(reason)) for reason in reasons)


def heaviest(amounts: Sequence[tuple[str, Money]], currency: str) -> Inputs:
    """Amounts of one currency by what they are of, the largest first; beyond so many the others are summed."""
    told = sorted(amounts, key=lambda one: -abs(one[1].minor))
    rest = total((money for _name, money in told[SHOWN:]), currency)
    return (*told[:SHOWN], *((("others", rest),) if told[SHOWN:] else ()))


def percent(share: Decimal | None) -> Decimal | None:
    """A share as percent; `None` stays what it is."""
    return share * 100 if share is not None else None
