"""The palette: a few letters of a command or of a buyer, and enter runs the one or goes to the other."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.dialogs.flooding import flooding
from tui.views.palette import Offer, offered
from tui.widgets.entry import Entry, entry
from tui.widgets.grid_line import clip
from wording.words import _

__all__ = ["PaletteDialog"]

KEYS_WIDE = 10
"""Cells of the column of keys and numbers."""


class PaletteDialog(ModalScreen[None]):
    """One entry, and the nearest offers above it; arrows choose among them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "close", show=False, priority=True),
        Binding("down,ctrl+n,tab", "move(1)", show=False, priority=True),
        Binding("up,ctrl+p,shift+tab", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, offers: Sequence[Offer], then: Callable[[Offer], None]) -> None:
        """Offer these; the one that is chosen is given to `then` once the palette is closed."""
        super().__init__(classes="dialog")
        self.offers, self.then = offers, then
        self.nearest: tuple[Offer, ...] = ()
        self.place = 0

    def compose(self) -> ComposeResult:
        """Lay the offers, the entry, and the keys."""
        with Vertical():
            yield Static("", id="offers", markup=False)
            yield entry("typed", placeholder=_("a command, or a buyer by number, name or initials"))
            yield Static(_("enter: do it   up, down: choose   esc: leave"), markup=False)
            yield Static("", id="fault", markup=False)

    def on_mount(self) -> None:
        """Begin with every command."""
        self.query_one(Input).focus()
        self.look("")

    def on_resize(self) -> None:
        """Cut the offers for the width there is now."""
        self.tell()

    def look(self, typed: str) -> None:
        """Show what is nearest to `typed`."""
        self.nearest, self.place = offered(typed, self.offers), 0
        self.tell()

    def tell(self) -> None:
        """Write the offers, the chosen one behind a sign."""
        lines = [self._line(offer, chosen=place == self.place) for place, offer in enumerate(self.nearest)]
        self.query_one("#offers", Static).update("\n".join(lines) or _("Nothing is called so."))
        self.query_one("#fault", Static).update("")

    def _line(self, offer: Offer, *, chosen: bool) -> str:
        keys = offer.keys + " " * max(1, KEYS_WIDE - cell_len(offer.keys))
        idle = f"  ({offer.why})" if offer.why else ""
        return clip(f"{'> ' if chosen else '  '}{keys}{offer.label}{idle}", self.app.size.width - 2)

    def action_move(self, count: int) -> None:
        """Choose the next offer, or the one before."""
        if self.nearest:
            self.place = (self.place + count) % len(self.nearest)
            self.tell()

    def action_close(self) -> None:
        """Leave it."""
        self.dismiss()

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Look anew at every letter."""
        event.stop()
        self.look(event.value)

    @on(Entry.Flooded)
    def flooded(self, event: Entry.Flooded) -> None:
        """Say why nothing of what was pasted stands there."""
        self.query_one("#fault", Static).update(flooding(event.length))

    @on(Input.Submitted)
    def chosen(self, event: Input.Submitted) -> None:
        """Do what is chosen, or say why it would do nothing."""
        event.stop()
        offer = self.nearest[self.place] if self.nearest else None
        if offer is None or offer.why:
            self.query_one("#fault", Static).update(offer.why if offer is not None else _("Nothing is called so."))
            return
        self.dismiss()
        self.then(offer)
