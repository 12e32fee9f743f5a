"""Marks on the rows of a grid: one, all that are shown, or a range."""

from textual.screen import Screen

from tui.widgets.grid import Grid

__all__ = ["MarkedScreen"]


class MarkedScreen(Screen[None]):
    """A screen around a grid whose rows can be marked."""

    last_marked = ""
    """The row marked last: a range begins there."""

    def marked_keys(self) -> tuple[str, ...]:
        """Keys of marked rows that are shown, in their order."""
        grid = self.query_one(Grid)
        return tuple(row.key for row in grid.table.rows if row.key in grid.marks) if grid.marks else ()

    def mark_one(self) -> None:
        """Mark the row under the cursor or take its mark off, and go to the next."""
        grid = self.query_one(Grid)
        if (key := grid.cursor_key) is not None:
            self.mark(grid.marks ^ {key})
            self.last_marked = key
            grid.action_move(1)

    def mark_all(self) -> None:
        """Mark every row that is shown; where all of them are, take all marks off."""
        shown = frozenset(row.key for row in self.query_one(Grid).table.rows)
        marks = self.query_one(Grid).marks
        self.mark(frozenset() if shown <= marks else marks | shown)

    def mark_range(self) -> None:
        """Mark every row from the last one marked to the cursor."""
        grid = self.query_one(Grid)
        keys = [row.key for row in grid.table.rows]
        if grid.cursor_key is None:
            return
        ends = [keys.index(key) for key in (self.last_marked, grid.cursor_key) if key in keys]
        self.mark(grid.marks | frozenset(keys[min(ends) : max(ends) + 1]))
        self.last_marked = grid.cursor_key

    def mark(self, marks: frozenset[str]) -> None:
        """Have these rows marked and no others."""
        self.query_one(Grid).marks = marks
        self.marked_anew()

    def marked_anew(self) -> None:
        """The marks are others now."""
