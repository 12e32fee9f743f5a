"""A table as the screens and the headless face both see it: rows of finished text, known by their keys.

A view turns a book and a date into a `Table`; a grid paints it, `plain` aligns it, and neither knows what a customer is.
A row is told apart by its key and compared by identity first, so a grid repaints what changed and nothing else.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["EMPTY_TABLE", "Align", "Column", "Row", "Table"]


class Align(StrEnum):
    """Side of its column on which a cell stands."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for scripts, its heading for people, its room."""

    key: str
    title: str
    width: int
    """Cells the column wants on a terminal; a wide glyph takes two."""
    align: Align = Align.LEFT
    priority: int = 0
    """Columns with a higher number are dropped first when the terminal is narrow; 0 always stays."""
    grows: bool = False
    """Takes the room that is left over."""
    sign: str = ""
    """One cell behind the heading that says the rows are sorted by it, and which way; the heading gives way to it."""
    hidden: bool = False
    """Has cells, and nothing in them that is to be shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its key, its finished cells, and the word the theme colours it by."""

    key: str
    cells: tuple[str, ...]
    tone: str = ""
    """`""`, `muted`, `warning` or `critical`: never the only sign of a meaning, a letter or word stands beside it."""
    haystack: str = ""
    """Lower-cased text that the filter looks in; empty: the cells themselves."""

    @property
    def searched(self) -> str:
        """Text the filter looks in, lower-cased."""
        return self.haystack or " ".join(self.cells).lower()


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows, in the order they are shown."""

    columns: tuple[Column, ...]
    rows: Sequence[Row] = field(default=())
    empty: str = ""
    """The sentence shown when there is no row: it says what to do."""

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, keeps: Callable[[Row], bool]) -> "Table":
        """The rows that `keeps` is true of."""
        return Table(self.columns, tuple(filter(keeps, self.rows)), self.empty)

    def filtered(self, words: str) -> "Table":
        """Rows that hold every word of `words`, in any case and any order; the same table for none."""
        wanted = words.lower().split()
        if not wanted:
            return self
        return self.where(lambda row: all(word in row.searched for word in wanted))


EMPTY_TABLE = Table(())
