"""One sentence over everything while the terminal is too small to work in."""

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from wording.words import _

__all__ = ["Cover"]


class Cover(ModalScreen[None]):
    """Covers the screens until there is room again."""

    def __init__(self, columns: int, rows: int) -> None:
        """Ask for so many columns and rows."""
        super().__init__()
        self.columns, self.rows = columns, rows

    def compose(self) -> ComposeResult:
        """Lay the sentence."""
        told = _("The terminal is too small: enlarge it to {columns}x{rows}. Nothing is lost; q leaves.")
        yield Static(told.format(columns=self.columns, rows=self.rows), id="cover", markup=False)
