"""How the screens look, changed while they are open; nothing of it is written down."""

import os

from textual.app import App

from tui.look import THEME_NAMES, Look
from tui.palette_work import PaletteWork
from tui.themes import PLAIN, THEMES, no_theme, theme_for
from wording.words import _

__all__ = ["LookWork"]


class LookWork(PaletteWork):
    """Wears what was chosen, and changes it."""

    look: Look = Look()

    def dress(self, look: Look) -> None:
        """Wear what was chosen; where the terminal cannot, what is nearest to it."""
        self.look = look
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
