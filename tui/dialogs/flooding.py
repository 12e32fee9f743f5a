"""What is said of pasted text that no entry takes."""

from tui.widgets.entry import LONGEST
from wording.words import _

__all__ = ["flooding"]


def flooding(length: int) -> str:
    """Why nothing of it stands there."""
    told = _("Pasted text of {n} characters is too long for an entry, which takes {most}: nothing of it was taken.")
    return told.format(n=length, most=LONGEST)
