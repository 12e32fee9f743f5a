"""How the screens look, changed while they are open; nothing of it is written down."""

import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from textual.app import App
from textual.filter import LineFilter

from credit.customer import Customer
from tui.incognito import Hiding, Secrets
from tui.look import THEME_NAMES, Look
from tui.one_cell import OneCell
from tui.palette_work import PaletteWork
from tui.screens.base import BuyerScreen
from tui.themes import PLAIN, THEMES, no_theme, theme_for
from wording.words import _

__all__ = ["LookWork"]

ONE_CELL = OneCell()


class LookWork(PaletteWork):
    """Wears what was chosen, and changes it."""

    look: Look = Look()
    incognito = False
    """Buyers' names and numbers are hidden."""
    _hiding: Hiding | None = None
    _secrets: Secrets
    _known: Mapping[str, Customer] = MappingProxyType({})
    """The buyers whose names are being hidden."""

    def dress(self, look: Look) -> None:
        """Wear what was chosen; where the terminal cannot, what is nearest to it."""
        self.look, self.incognito, self._secrets = look, look.incognito, Secrets()
        self.set_reactive(App.ansi_color, None)  # from here on the theme says whether colours are the terminal's own
        for theme in (*THEMES.values(), PLAIN):
            self.register_theme(theme)
        self.theme = theme_for(os.environ, look.theme, self.console.color_system).name

    def action_theme(self) -> None:
        """Wear the next colours, or say why there are no others."""
        against = no_theme(os.environ, self.console.color_system)
        if against:
            told = {
                "no_color": _("NO_COLOR is set: there are no colours to choose."),
                "few_colors": _("This terminal has sixteen colours, and they are its own."),
            }
            self.say(told[against])
            return
        names = {"ansi": _("The terminal's own colours."), "day": _("Day: dark on light."), "night": _("Night: light on dark.")}
        self.theme = THEME_NAMES[(THEME_NAMES.index(self.theme) + 1) % len(THEME_NAMES)]
        self.say(names[self.theme])

    def action_incognito(self) -> None:
        """Hide buyers' names and numbers wherever they would be painted, or show them again."""
        self.incognito = not self.incognito
        for stack in self._screen_stacks.values():
            for screen in stack:
                for widget in screen.walk_children(with_self=True):
                    widget.refresh()
        for screen in self.screen_stack:
            if isinstance(screen, BuyerScreen):
                screen.marked_anew()
        self.say(_("Names and numbers of buyers are hidden.") if self.incognito else _("Names and numbers are shown again."))

    def hide_too(self, names: Sequence[str]) -> None:
        """Hide names and numbers of buyers that are painted before their book is there."""
        self._secrets.learn(names, names)
        self._hiding = Hiding(self._secrets)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes before it is painted: names are found in it as they are written, so they go first."""
        return [*super().get_line_filters(), *self._hidden(), *((ONE_CELL,) if self.look.cjk else ())]

    def _hidden(self) -> tuple[LineFilter, ...]:
        """The filter that hides the buyers of what is shown; another once there are more, for lines remember theirs."""
        if not self.incognito:
            return ()
        accounts = self.shown.book.accounts
        new = [each.customer for id, each in accounts.items() if self._known.get(id) is not each.customer]
        if new or self._hiding is None:
            self._known = {id: each.customer for id, each in accounts.items()}
            for buyer in new:
                numbers = (number for _kind, number in buyer.registrations)
                self._secrets.learn((buyer.name, buyer.name_local), (buyer.id, buyer.email, *numbers))
            self._hiding = Hiding(self._secrets)
        return (self._hiding,)
