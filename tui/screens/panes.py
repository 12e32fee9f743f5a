"""The panes of the screens, in the words of the language that is spoken."""

from tui.widgets.pane import Pane
from wording.words import _

__all__ = ["pane"]


def pane(id: str | None = None) -> Pane:
    """Facts that can be walked to."""
    return Pane(more=_(" ... {count} more lines: tab"), within=_(" lines {first}-{last} of {count} "), id=id)
