"""Colours: the terminal's own, with two of its palette for what presses. Fewest bytes on the line, right on light and dark.

Without colour (`NO_COLOR`) the same screens are drawn in the terminal's default pair alone: every meaning stands in a letter
or a word as well.
"""

from collections.abc import Mapping

from textual.theme import Theme

__all__ = ["PLAIN", "TERMINAL", "theme_for"]

DEFAULT_PAIR = (
    "text-muted",
    "ansi-background",
    "ansi-foreground",
    "border-blurred",
    "block-cursor-foreground",
    "block-cursor-background",
    "input-cursor-background",
    "input-cursor-foreground",
    "input-selection-background",
    "input-selection-foreground",
    "screen-selection-background",
    "screen-selection-foreground",
)
"""Textual's variables that would otherwise name a colour of their own."""


def _theme(name: str, warning: str, error: str) -> Theme:
    """A theme in the terminal's default pair, with these two colours beside it."""
    quiet = "ansi_default"
    return Theme(
        name=name,
        primary=quiet,
        secondary=quiet,
        accent=quiet,
        foreground=quiet,
        background=quiet,
        surface=quiet,
        panel=quiet,
        success=quiet,
        warning=warning,
        error=error,
        ansi=True,
        variables={
            **dict.fromkeys(DEFAULT_PAIR, quiet),
            "input-cursor-text-style": "reverse",
            "text-warning": warning,
            "text-error": error,
        },
    )


TERMINAL = _theme("terminal", "ansi_yellow", "ansi_red")
PLAIN = _theme("plain", "ansi_default", "ansi_default")


def theme_for(environ: Mapping[str, str]) -> Theme:
    """The plain theme where the user wants no colour, else the terminal's."""
    return PLAIN if environ.get("NO_COLOR") else TERMINAL
