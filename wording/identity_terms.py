"""How surely a candidate of a register is a buyer, and what was decided about it."""

from credit.identity import Likeness
from credit.report import RiskEvent
from wording import figures, terms
from wording.words import _, mark

__all__ = ["decided", "likeness", "waiting", "whose"]

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


def whose(*, ours: bool) -> str:
    """What was decided about a notice."""
    return _("is about this buyer: it counts from today") if ours else _("is about somebody else: not proposed again")


def waiting(event: RiskEvent) -> str:
    """A notice that may be about somebody else, as it is told where a person is to decide."""
    return _("{kind} of {day} may be about somebody else: {title}").format(
        kind=terms.alert_kind(event.event), day=figures.day(event.published_on), title=figures.safe(event.title or event.id)
    )
