"""Colours: the terminal's own (`ansi`), dark on light (`day`), light on dark (`night`), and none.

The terminal's own come first: fewest bytes on the line, right on light and dark, with two of its palette for what presses. Day
and night are for who wants a pair of colours that does not depend on the terminal; they can be read with 256 colours too. Without
colour (`NO_COLOR`) the same screens are drawn in the terminal's default pair alone: every meaning stands in a letter or a word.
"""

from collections.abc import Mapping

from textual.theme import Theme

from tui.look import THEME_NAMES

__all__ = ["DAY", "NIGHT", "PLAIN", "TERMINAL", "THEMES", "no_theme", "theme_for"]

FEW = frozenset({"standard", "windows"})
"""Colour systems of sixteen colours, which each terminal sets as it likes: nothing can be promised of another pair there."""
ON_PAPER = ("ansi-background", "border-blurred", "block-cursor-foreground", "input-cursor-background")
IN_INK = ("ansi-foreground", "block-cursor-background", "input-cursor-foreground")
SELECTED = ("input-selection", "screen-selection")
"""Textual's variables that would otherwise name a colour of their own."""


def _theme(name: str, paper: str, ink: str, muted: str, warning: str, error: str) -> Theme:
    """A theme in a pair of colours, with three beside it; a selection is the pair turned round where there is one."""
    own = paper == ink
    return Theme(
        name=name,
        primary=ink,
        secondary=ink,
        accent=ink,
        foreground=ink,
        background=paper,
        surface=paper,
        panel=paper,
        success=ink,
        warning=warning,
        error=error,
        dark=name == "night",
        ansi=own,
        variables={
            **dict.fromkeys(ON_PAPER, paper),
            **dict.fromkeys(IN_INK, ink),
            **{f"{each}-background": paper if own else ink for each in SELECTED},
            **{f"{each}-foreground": ink if own else paper for each in SELECTED},
            "text-muted": muted,
            "text-disabled": muted,
            "input-cursor-text-style": "reverse",
            "text-warning": warning,
            "text-error": error,
        },
    )


QUIET = "ansi_default"
TERMINAL = _theme("ansi", QUIET, QUIET, QUIET, "ansi_yellow", "ansi_red")
PLAIN = _theme("plain", QUIET, QUIET, QUIET, QUIET, QUIET)
DAY = _theme("day", "#ffffff", "#262626", "#585858", "#875f00", "#af0000")
NIGHT = _theme("night", "#1c1c1c", "#d7d7d7", "#a8a8a8", "#ffd75f", "#ff8787")
THEMES = dict(zip(THEME_NAMES, (TERMINAL, DAY, NIGHT), strict=True))


def no_theme(environ: Mapping[str, str], colours: str | None) -> str:
    """Why another theme cannot be had: `no_color`, `few_colors`, or empty where it can; `colours` is Rich's word for how many."""
    if environ.get("NO_COLOR"):
        return "no_color"
    return "few_colors" if colours in FEW else ""


def theme_for(environ: Mapping[str, str], wanted: str = TERMINAL.name, colours: str | None = None) -> Theme:
    """The plain theme where the user wants no colour, the terminal's own where it has few, else the one wanted."""
    against = no_theme(environ, colours)
    return PLAIN if against == "no_color" else TERMINAL if against else THEMES[wanted]
