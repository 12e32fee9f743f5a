"""Which dates are taken for what they say, and which are told as probably mistyped."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

__all__ = ["Plausible"]


@dataclass(frozen=True, slots=True)
class Plausible:
    """Dates outside these bounds are told as a problem of the data, and count all the same [K]."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "first_year": (1, 9999), "years_ahead": (0, 1000), "due_days": (0, 100_000),
    }  # fmt: skip

    first_year: int = 1970
    """Nothing in the book is older than that."""
    years_ahead: int = 5
    """Nothing in the book lies more years ahead of the day of looking."""
    due_days: int = 731
    """A due date that lies more days after the issue is a typing error more often than a term of payment."""
