"""How the screens look, changed while they are open; nothing of it is written down."""

import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from textual.app import App
from textual.filter import LineFilter

from credit.customer import Customer
from tui.incognito import Hides, Hiding, Secrets
from tui.look import THEME_NAMES, Look
from tui.one_cell import OneCell
from tui.palette_work import PaletteWork
from tui.screens.base import BuyerScreen
from tui.themes import PLAIN, THEMES, no_theme, theme_for
from tui.views.filtering import field_words
from wording.words import _

__all__ = ["LookWork"]

ONE_CELL = OneCell()


class LookWork(PaletteWork):
    """Wears what was chosen, and changes it."""

    look: Look = Look()
    hides = Hides.NOTHING
    """What is hidden of buyers."""
    _hiding: tuple[Hiding, Hiding] | None = None
    """What hides it in lines, and in what is typed."""
    _secrets: Secrets
    _known: Mapping[str, Customer] = MappingProxyType({})
    """The buyers whose names are being hidden."""

    def dress(self, look: Look) -> None:
        """Wear what was chosen; where the terminal cannot, what is nearest to it."""
        self.look, self._secrets = look, Secrets(field_words())
        self.hides = Hides.WHO if look.incognito else Hides.NOTHING
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
        """Hide buyers' names and numbers wherever they would be painted, figures too, or show all of it again."""
        self.hides = self.hides.following
        self._hiding = None
        for stack in self._screen_stacks.values():
            for screen in stack:
                for widget in screen.walk_children(with_self=True):
                    widget.refresh()
        for screen in self.screen_stack:
            if isinstance(screen, BuyerScreen):
                screen.marked_anew()
        told = {
            Hides.NOTHING: _("Names and numbers are shown again."),
            Hides.WHO: _("Names and numbers of buyers are hidden; the key again hides amounts too."),
            Hides.FIGURES: _("Amounts and other figures are hidden too; days are not."),
        }
        self.say(told[self.hides])

    def hide_too(self, names: Sequence[str]) -> None:
        """Hide names and numbers of buyers that are painted before their book is there."""
        self._secrets.learn(names, names)
        self._hiding = None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line passes before it is painted: names are found in it as they are written, so they go first."""
        return self._painted(typed=False)

    def get_entry_filters(self) -> Sequence[LineFilter]:
        """The same of a line that is typed into."""
        return self._painted(typed=True)

    def _painted(self, *, typed: bool) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self._hidden()[typed:][:1], *((ONE_CELL,) if self.look.cjk else ())]

    def _hidden(self) -> Sequence[LineFilter]:
        """The filters that hide the buyers of what is shown; others once there are more, for lines remember theirs."""
        if self.hides is Hides.NOTHING:
            return ()
        accounts = self.shown.book.accounts
        new = [each.customer for id, each in accounts.items() if self._known.get(id) is not each.customer]
        if new or self._hiding is None:
            self._known = {id: each.customer for id, each in accounts.items()}
            for buyer in new:
                numbers = (number for _kind, number in buyer.registrations)
                self._secrets.learn((buyer.name, buyer.name_local), (buyer.id, buyer.email, *numbers))
            figures = self.hides is Hides.FIGURES
            self._hiding = (Hiding(self._secrets, figures=figures), Hiding(self._secrets, figures=figures, typed=True))
        return self._hiding
