"""The product's table: it paints the rows one sees, and after a change only those that changed.

Textual's own table measures every cell of every row and repaints itself whole when one cell changes, which a slow
connection pays in seconds. Here a line is made when it is painted, rows are compared by identity and then by value, the
cursor is a plain attribute that moves by repainting two lines, and at the edge the rows scroll by half a page, so a held
key costs one repaint in many.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.views.fitting import Slot, fit
from tui.views.table import EMPTY_TABLE, Column, Row, Table
from tui.widgets.grid_line import centred, clip, head, line, signed
from tui.widgets.grid_window import Window

__all__ = ["Grid"]

Content = tuple[Row | str, bool, bool]
"""A row or a piece of a sentence, whether the cursor is on it, and whether it is marked."""
LOOK = """
Grid {
    height: 1fr;
    overflow-x: hidden;
    overflow-y: scroll;
    scrollbar-size: 0 0;
}
Grid > .grid--header { text-style: bold; }
Grid > .grid--muted { color: $text-muted; }
Grid > .grid--warning { color: $text-warning; }
Grid > .grid--critical { color: $text-error; text-style: bold; }
Grid > .grid--cursor { text-style: reverse; }
"""
"""How a grid looks where no theme says otherwise."""
TONES = ("muted", "warning", "critical")


@dataclass
class _Said(Message):
    """Something a grid says; a screen with two grids tells them apart by selector."""

    grid: "Grid"

    @property
    def control(self) -> "Grid":
        """The grid, for selectors."""
        return self.grid


class Grid(ScrollView, can_focus=True, inherit_bindings=False):
    """A `Table` with a heading that stays and a cursor that stays on its row, wherever the row goes."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False, id="move.down"),
        Binding("up,k", "move(-1)", "Up", show=False, id="move.up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="move.page_down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="move.page_up"),
        Binding("home,g", "first", "First", show=False, id="move.first"),
        Binding("end,G", "last", "Last", show=False, id="move.last"),
        Binding("enter", "open", "Open", show=False, id="row.open"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--cursor",
        "grid--header",
        "grid--muted",
        "grid--warning",
        "grid--critical",
    }
    DEFAULT_CSS = LOOK

    @dataclass
    class Moved(_Said):
        """Another row is under the cursor, because the cursor or the rows moved."""

        key: str | None
        """`None`: there is no row."""

    @dataclass
    class Opened(_Said):
        """The row under the cursor is wanted: enter, or a click on it."""

        key: str

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.auto_links = False  # nothing here is a link, so a mouse passing over need not be looked at
        self._table = EMPTY_TABLE
        self._cursor = 0
        self._marks: frozenset[str] = frozenset()
        self._fitted: tuple[int, tuple[Column, ...], tuple[Slot, ...]] = (0, (), ())

    @property
    def table(self) -> Table:
        """What is shown; setting it keeps the cursor on its row and repaints the lines that changed."""
        return self._table

    @table.setter
    def table(self, table: Table) -> None:
        if table is self._table:
            return
        key, seen, followed = self.cursor_key, self._seen(), self._window.shows(self._cursor)
        same_columns = table.columns == self._table.columns
        self._table = table
        self._cursor = self._window.row(found if (found := self._find(key)) >= 0 else self._cursor)
        self.set_reactive(Grid.virtual_size, Size(0, len(table) + 1))  # the setter would lay out the whole screen
        window = self._window
        self._scroll(window.revealing(self._cursor) if followed else window.first(window.top))
        if same_columns:
            self._repaint(seen)
        else:
            self.refresh()
        if self.cursor_key != key:
            self.post_message(self.Moved(self, self.cursor_key))

    @property
    def marks(self) -> frozenset[str]:
        """Keys of the marked rows, shown or not; a sign stands before the text of the column that grows."""
        return self._marks

    @marks.setter
    def marks(self, marks: frozenset[str]) -> None:
        seen, self._marks = self._seen(), marks
        self._repaint(seen)

    @property
    def cursor_key(self) -> str | None:
        """Key of the row under the cursor; `None` when there is no row."""
        return self._table.rows[self._cursor].key if self._table.rows else None

    def point(self, keys: Iterable[str]) -> None:
        """Moves the cursor to the first of `keys` that has a row; stays where none has."""
        places = {row.key: index for index, row in enumerate(self._table.rows)}
        if (found := next((places[key] for key in keys if key in places), None)) is not None:
            self._go(found)

    def action_move(self, count: int) -> None:
        """Moves the cursor by rows."""
        self._go(self._cursor + count)

    def action_page(self, count: int) -> None:
        """Moves the cursor and the rows by what fits on the screen."""
        window = self._window
        step = count * max(1, window.page)
        self._go(self._cursor + step, window.top + step)

    def action_first(self) -> None:
        """Moves the cursor to the first row."""
        self._go(0)

    def action_last(self) -> None:
        """Moves the cursor to the last row."""
        self._go(len(self._table) - 1)

    def action_open(self) -> None:
        """Asks for the row under the cursor to be opened."""
        if (key := self.cursor_key) is not None:
            self.post_message(self.Opened(self, key))

    def render_line(self, y: int) -> Strip:
        """The heading on line 0, rows below it; each line in one style."""
        width = self.size.width
        if y == 0:
            text, style = head(self._table.columns, self._slots, width), self.get_component_rich_style("grid--header")
        else:
            content, here, marked = self._content(y)
            text = (
                line(signed(content.cells, self._table.columns) if marked else content.cells, self._slots, width)
                if isinstance(content, Row)
                else clip(content, width)
            )
            style = self._style(content.tone if isinstance(content, Row) else "", here=here)
        return Strip([Segment(text, style)], width)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Repaints the rows, not the heading above them."""
        if round(old_value) != round(new_value):
            self.refresh(Region(0, 1, self.size.width, self._window.page))

    def on_resize(self) -> None:
        """Keeps the cursor in view."""
        self._scroll(self._window.revealing(self._cursor))

    def on_click(self, event: events.Click) -> None:
        """Moves to the row clicked, opens the one already under the cursor."""
        line_below = event.get_content_offset_capture(self).y - 1
        index = self._window.top + line_below
        if line_below < 0 or index >= len(self._table):
            return
        if index == self._cursor:
            self.action_open()
        else:
            self._go(index)

    @property
    def _slots(self) -> tuple[Slot, ...]:
        """Columns for the width there is now: a table may be set before the widget has any."""
        width, columns = self.size.width, self._table.columns
        if self._fitted[0] != width or self._fitted[1] is not columns:
            self._fitted = (width, columns, fit(columns, width))
        return self._fitted[2]

    @property
    def _window(self) -> Window:
        return Window(self.scroll_offset.y, max(0, self.size.height - 1), len(self._table))

    def _find(self, key: str | None) -> int:
        rows = self._table.rows
        if self._cursor < len(rows) and rows[self._cursor].key == key:
            return self._cursor
        return next((index for index, row in enumerate(rows) if row.key == key), -1)

    def _go(self, index: int, top: int | None = None) -> None:
        window, seen, before = self._window, self._seen(), self._cursor
        if top is not None:
            window = replace(window, top=window.first(top))
        self._cursor = window.row(index)
        self._scroll(window.revealing(self._cursor))
        self._repaint(seen)
        if self._cursor != before:
            self.post_message(self.Moved(self, self.cursor_key))

    def _scroll(self, top: int) -> None:
        self.scroll_to(y=top, animate=False, force=True)

    def _content(self, y: int) -> Content:
        """What stands on a line below the heading, and whether the cursor is there, and a mark."""
        window = self._window
        index = window.top + y - 1
        if index < window.count:
            row = self._table.rows[index]
            return row, index == self._cursor, row.key in self._marks
        sentence = () if window.count else centred(self._table.empty, self.size.width, window.page)
        return sentence[y - 1] if y <= len(sentence) else "", False, False

    def _seen(self) -> tuple[int, list[Content]]:
        window = self._window
        return window.top, [self._content(y) for y in range(1, window.page + 1)]

    def _repaint(self, seen: tuple[int, list[Content]]) -> None:
        """Repaints the lines that show something else than before; when the rows scrolled, all of them already are."""
        (old_top, before), (top, after) = seen, self._seen()
        for y, (old, new) in enumerate(zip(before, after, strict=True), start=1):
            if top == old_top and old != new:
                self.refresh(Region(0, y, self.size.width, 1))

    def _style(self, tone: str, *, here: bool) -> Style:
        names = [f"grid--{tone}"] * (tone in TONES) + ["grid--cursor"] * here
        return self.get_component_rich_style(*names) if names else self.rich_style
