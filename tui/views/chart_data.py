"""A chart as a view hands it over: names and numbers, with every figure that people read already written.

The numbers are for drawing only, so they may be floats; an amount that is read stands in `scale` or `summary`, in the words
of the figures module.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import isnan

__all__ = ["EMPTY_CHART", "ChartData", "ChartKind", "Series"]

Series = tuple[str, tuple[float, ...]]
"""Name and one value for each label; `nan` where nothing is known, which is not zero."""


class ChartKind(StrEnum):
    """How values are drawn: amounts of a few classes as bars, a course of time as a line."""

    BARS = "bars"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class ChartData:
    """Series over the same labels."""

    title: str
    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    scale: tuple[tuple[float, str], ...] = ()
    """Values marked on the upright axis and what stands there; none: round numbers."""
    summary: str = ""
    """The chart in a sentence, for a place too small to draw in and for the headless face."""
    empty: str = ""
    """The sentence shown when there is nothing to draw."""

    @property
    def is_empty(self) -> bool:
        """No value of any series is known."""
        return all(isnan(value) for _, values in self.series for value in values)


EMPTY_CHART = ChartData("", ChartKind.BARS, (), ())
