"""Whose rows a list shows: everybody's, or what is mine and what nobody has."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.commands import BY_ID
from tui.screens.marked import MarkedScreen
from tui.views.filtering import kept
from tui.views.sharing import only_mine
from tui.views.table import Table
from wording.words import _

if TYPE_CHECKING:
    from tui.app import Workstation

__all__ = ["OwnRowsScreen"]


class OwnRowsScreen(MarkedScreen):
    """A list that can leave out what others of the desk have."""

    @property
    def house_app(self) -> "Workstation":
        """The application, with its own type."""
        from tui.app import Workstation

        assert isinstance(self.app, Workstation)  # noqa: S101 - these screens belong to no other application
        return self.app

    @property
    def only_mine(self) -> bool:
        """Whether what others of the desk have is left out."""
        return self.house_app.memory.now.mine

    def whose(self, text: str) -> str:
        """The question in `text`, kept to what is mine or nobody's where that was asked for; raises `InvalidQuery`."""
        return only_mine(text, self.house_app.shown, self.house_app.memory.now.filters) if self.only_mine else text

    def asked(self, table: Table, text: str) -> Table:
        """The rows of buyers that `text` asks for; raises `InvalidQuery`."""
        found = kept(table, self.house_app.shown, self.whose(text), self.house_app.memory.now.filters)
        if found.rows or not table.rows or not self.only_mine:
            return found
        none = _("Nothing here is yours or nobody's. {key} shows everything.")
        return replace(found, empty=none.format(key=self.house_app.key_signs(BY_ID["mine"])))
