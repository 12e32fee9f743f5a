"""One figure and how it came to be, as every page and script is told it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from credit.reason import OWN_LEDGER, Reason
from wording.reasons import reason as reason_sentence

__all__ = ["Explained", "because"]


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


def because(reasons: Iterable[Reason]) -> tuple[tuple[str, object], ...]:
    """Reasons as inputs of a figure."""
    return tuple(("why", reason_sentence(reason)) for reason in reasons)
