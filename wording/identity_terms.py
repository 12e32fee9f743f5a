"""How surely a candidate of a register is a buyer, and what was decided about it."""

from credit.identity import Likeness
from wording.words import _, mark

__all__ = ["decided", "likeness"]

_LIKENESS = {
    Likeness.SAME_NUMBER: mark("same number"),
    Likeness.SAME_NAME: mark("same name"),
    Likeness.OTHER_NAME: mark("another name"),
    Likeness.OTHER_NUMBER: mark("another number"),
}


def likeness(value: Likeness) -> str:
    """How surely it is the buyer."""
    return _(_LIKENESS[value])


def decided(*, same: bool) -> str:
    """What was decided."""
    return _("is this buyer: its number is written down") if same else _("is somebody else: not proposed again")
