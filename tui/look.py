"""How the screens look to this user: colours, and what a line or a terminal asks for.

Said on the command line, else in the settings; nothing of it is in the book.
"""

from dataclasses import dataclass

__all__ = ["THEME_NAMES", "Look"]

THEME_NAMES = ("ansi", "day", "night")
"""Colours one can choose: the terminal's own, dark on light, light on dark."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was chosen."""

    theme: str = THEME_NAMES[0]
    incognito: bool = False
    """Buyers' names and numbers are not shown."""
    cjk: bool = False
    """No glyph is painted whose width depends on the terminal."""
    slow: bool = False
    """The line is thin: fewer frames, and no charts."""
