"""A screen with one widget on it, which keeps what the widget says and which of its lines were painted."""

from collections.abc import Iterable
from typing import TypeVar

import pyte
from textual.app import App, ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.views.table import Column, Row, Table
from tui.widgets.grid import Grid

M = TypeVar("M", bound=Message)


class Host(App[None]):
    """Shows widgets one below the other; pass `heard` to `run_test` as its message hook."""

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self._widgets = widgets
        self._messages: list[Message] = []

    def compose(self) -> ComposeResult:
        yield from self._widgets

    def heard(self, message: Message) -> None:
        """Keeps a message once, although it bubbles through several places."""
        if not any(message is known for known in self._messages):
            self._messages.append(message)

    def said(self, kind: type[M]) -> list[M]:
        return [message for message in self._messages if isinstance(message, kind)]


class CountedGrid(Grid):
    """A grid that notes each line it paints."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.painted.append(y)
        return super().render_line(y)

    @property
    def texts(self) -> list[str]:
        """Lines as they stand on the screen."""
        return [super(CountedGrid, self).render_line(y).text for y in range(self.size.height)]


def numbered(count: int, columns: tuple[Column, ...] = (Column("name", "Name", 10),)) -> Table:
    """Rows `r0`, `r1`, ... each with its own key in every cell."""
    return Table(columns, tuple(Row(f"r{number}", (f"r{number}",) * len(columns)) for number in range(count)))


def terminal_columns(lines: Iterable[str], sought: str, *, cols: int) -> list[int | None]:
    """Column at which a one-cell glyph stands in each line, according to a terminal and not to our own counting."""
    texts = list(lines)
    screen = pyte.Screen(cols, len(texts))
    for y, text in enumerate(texts):
        screen.cursor_position(y + 1, 1)
        screen.draw(text)
    return [next((x for x in range(cols) if screen.buffer[y][x].data == sought), None) for y in range(len(texts))]
