"""What changed in the queue since the last working day: over the whole screen, until a key closes it."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.dialogs.told import ToldDialog

__all__ = ["SinceDialog"]


class SinceDialog(ToldDialog):
    """Who is new, who is gone and why, and who moved."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("D", "close", show=False)]
