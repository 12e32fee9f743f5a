"""A small chart in the terminal, and the only door to the plotting package.

The package keeps one figure for the whole process: it is cleared, drawn and built in one go, with no wait in between.
What it draws is taken without colour; the theme colours the whole, and series are told apart by what they are drawn with.
"""

from collections.abc import Iterator
from itertools import count, groupby
from math import ceil, floor, isnan, log10
from typing import Any

from rich.cells import set_cell_size

from tui.views.chart_data import EMPTY_CHART, ChartData, ChartKind
from tui.widgets.grid_line import clip, safe, wrapped
from tui.widgets.lines import Line, Lines

__all__ = ["Chart", "picture"]

LEAST_WIDTH, LEAST_HEIGHT = 20, 6
"""Cells and rows below which a chart says nothing: a line of text stands instead."""
BAR_MARKS = "█▒░/"
LINE_MARKS = "*o+x"


class Chart(Lines):
    """A chart as large as its place, repainted where it changed."""

    _data = EMPTY_CHART

    @property
    def data(self) -> ChartData:
        """What is drawn; setting other data draws again."""
        return self._data

    @data.setter
    def data(self, data: ChartData) -> None:
        if data != self._data:
            self._data = data
            self.laid_again()

    def lay(self, width: int, height: int) -> tuple[Line, ...]:
        """Title with the signs of the series, and the drawing below; a sentence where nothing can be drawn."""
        data = self._data
        if data.is_empty:
            return (Line(safe(data.title), "heading"), *(Line(text, "muted") for text in wrapped(data.empty, width)))
        if width < LEAST_WIDTH or height < LEAST_HEIGHT:
            return (Line(safe(data.summary or data.title)),)
        drawn = [_legend(data), *picture(data, width, height - 1)]
        return (Line(clip(drawn[0], width), "heading"), *map(Line, drawn[1:]))


def picture(data: ChartData, width: int, height: int) -> list[str]:
    """Lines of the drawing of a chart that is not empty, `height` of them, each of `width` cells."""
    from plotext import figure, terminal  # costs a fifth of the start, and most screens show no chart

    limit = max(3, (height - 1) // 2)  # with a mark on every row, some would stand beside the wrong one
    marks = data.scale or _round_marks(*_span(data), limit)
    shown = marks[:: ceil(len(marks) / limit)]
    terminal.limit(False, False)  # else the size is cut to a terminal that is not there
    figure.clear()
    figure.plot_size(width, height)
    figure.theme("colorless")
    figure.axes(active=False, side=[1])
    for points, sign in _courses(data) if data.kind is ChartKind.LINE else ():
        figure.draw(figure.signal(*zip(*points, strict=True), marker=sign).lines())
    for bar in _bars(figure, data) if data.kind is ChartKind.BARS else ():
        figure.draw(bar)
    if data.kind is ChartKind.BARS:
        figure.ruler("x").lim(-0.5, len(data.labels) - 0.5)
    figure.line(0)
    low, high = _span(data)
    heights = [low, high if high > low else low + 1, *(mark for mark, _ in marks)]
    figure.ruler("y").lim(min(heights), max(heights))
    figure.ruler("y").ticks([mark for mark, _ in shown], [safe(text) for _, text in shown])
    figure.ruler("x").ticks(list(range(len(data.labels))), [safe(label) for label in data.labels])
    lines = figure.build().string(colorless=True).split("\n")
    return [set_cell_size(text, width) for text in lines[:height]]


def _bars(figure: Any, data: ChartData) -> Iterator[Any]:
    """Bars of every series, the later ones standing on the earlier; what is not known has no bar.

    The package's own stacking lets the upper bar take the row in which both meet. Here the whole heap is drawn first and
    its lower parts over it, so each boundary stands in the row nearest to its amount.
    """
    places = list(range(len(data.labels)))
    for sign, heap in reversed([(_sign(data, place), heap) for place, heap in enumerate(_heaps(data))]):
        for ends in zip(*heap, strict=True):
            yield figure.bar(places, list(ends), marker=sign, width=0.7)


def _heaps(data: ChartData) -> list[list[tuple[float, float]]]:
    """Lower and upper end of the heap at every label, after each series: credits heap below zero."""
    ends = [(0.0, 0.0)] * len(data.labels)
    heaps = []
    for _, values in data.series:
        added = [0.0 if isnan(value) else value for value in values]
        ends = [(low + min(0.0, value), high + max(0.0, value)) for (low, high), value in zip(ends, added, strict=True)]
        heaps.append(ends)
    return heaps


def _courses(data: ChartData) -> Iterator[tuple[list[tuple[int, float]], str]]:
    """Points that follow one another, series by series: a course breaks where a value is not known."""
    for place, (_, values) in enumerate(data.series):
        sign = _sign(data, place) if len(data.series) > 1 else "hd"
        for known, run in groupby(enumerate(values), key=lambda point: not isnan(point[1])):
            if known:
                yield list(run), sign


def _span(data: ChartData) -> tuple[float, float]:
    """Lowest and highest value drawn; zero is always among them, for a bar and a lateness are read from it."""
    if data.kind is ChartKind.BARS:
        values = [end for ends in _heaps(data)[-1] for end in ends]
    else:
        values = [value for _, known in data.series for value in known if not isnan(value)]
    return min((0.0, *values)), max((0.0, *values))


def _round_marks(low: float, high: float, limit: int) -> tuple[tuple[float, str], ...]:
    """Round values around a span, at most `limit` of them: steps of 1, 2 or 5 times a power of ten."""
    high = high if high > low else low + 1
    powers = count(floor(log10(high - low)) - 1)
    steps = ((factor * 10.0**power, max(0, -power)) for power in powers for factor in (1, 2, 5))
    for step, places in steps:
        marks = range(floor(low / step), ceil(high / step) + 1)
        if len(marks) <= limit:
            return tuple((mark * step, f"{mark * step:.{places}f}") for mark in marks)
    return ()


def _legend(data: ChartData) -> str:
    names = [f"{_sign(data, place)} {safe(name)}" for place, (name, _) in enumerate(data.series)]
    return "   ".join([safe(data.title), *(names if len(names) > 1 else ())])


def _sign(data: ChartData, place: int) -> str:
    signs = BAR_MARKS if data.kind is ChartKind.BARS else LINE_MARKS
    return signs[place % len(signs)]
