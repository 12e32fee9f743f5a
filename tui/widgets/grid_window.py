"""Which rows of a long table are in view, and where to scroll so that another one is.

At the edge the window moves by half a page instead of a row: a held key then scrolls once in many rows, and a scroll is the
one repaint that sends every line.
"""

from dataclasses import dataclass

__all__ = ["Window"]


@dataclass(frozen=True, slots=True)
class Window:
    """A page of rows in a table."""

    top: int
    """First row in view, from 0."""
    page: int
    """Rows that fit; 0 before the first layout."""
    count: int
    """Rows of the table."""

    def shows(self, index: int) -> bool:
        """Whether a row is in view."""
        return self.top <= index < self.top + self.page

    def row(self, index: int) -> int:
        """The nearest row there is; 0 in an empty table."""
        return max(0, min(index, self.count - 1))

    def first(self, top: int) -> int:
        """The nearest first row that leaves no room below the last."""
        return max(0, min(top, self.count - self.page))

    def revealing(self, index: int) -> int:
        """First row that brings a row into view, half a page further than the edge; the present one when it is."""
        if not self.page or self.shows(index):
            return self.first(self.top)
        half = self.page // 2
        below = index >= self.top + self.page
        return self.first(max(index - self.page + 1, self.top + half) if below else min(index, self.top - half))
