"""Why a buyer stands where it stands, and where its figures come from: over the whole screen, until a key closes it."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.dialogs.told import ToldDialog

__all__ = ["WhyDialog"]


class WhyDialog(ToldDialog):
    """The sum behind a row."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "close", show=False)]
